/** Figures that a place sets for itself: what holds and since when, and the form by which an officer sets others, with the basis. */
import { Alert, Button, Form, Input, InputNumber } from 'antd'
import { type ReactNode, useState } from 'react'
import type { Word } from '../../pure/words.ts'
import { useT } from '../lang.tsx'
import { Block } from './desk-page.tsx'
import { Facts } from './facts.tsx'
import './place-figures.css'

export interface PlaceFigure<Key extends string> {
  readonly key: Key
  readonly word: Word
  readonly min: number
  readonly max: number
  /** Shown and typed times this; 100 for a share in per cent. */
  readonly times?: number
}
interface PlaceFiguresProps<Key extends string> {
  readonly title: Word
  readonly change: Word
  readonly basis: Word
  readonly save: Word
  readonly cancel: Word
  readonly figures: readonly PlaceFigure<Key>[]
  readonly now: Readonly<Record<Key, number>>
  /** Who set them and why, or where the defaults come from. */
  readonly note: ReactNode
  readonly problem: string | null
  readonly busy: boolean
  /** Null where the asker may only read. Resolves once it is set. */
  readonly onSet: ((figures: Readonly<Record<Key, number>>, basis: string) => Promise<void>) | null
}

/** Without the dust of binary fractions. */
const tidy = (value: number): number => Number(value.toPrecision(6))

export function PlaceFigures<Key extends string>({ figures, now, note, onSet, ...rest }: PlaceFiguresProps<Key>) {
  const t = useT()
  const [changing, setChanging] = useState(false)
  const shown = (key: Key, times = 1): number => tidy(now[key] * times)
  if (!changing || onSet === null)
    return (
      <Block title={t(rest.title)}>
        <Facts rows={figures.map(({ key, word, times }) => [t(word), shown(key, times)])} />
        <p className="muted">{note}</p>
        {onSet && <Button onClick={() => setChanging(true)}>{t(rest.change)}</Button>}
      </Block>
    )
  const save = async (filled: Record<string, unknown>): Promise<void> => {
    const next = figures.map(({ key, times = 1 }) => [key, tidy(Number(filled[key]) / times)] as const)
    await onSet(Object.fromEntries(next) as Record<Key, number>, String(filled['basis'])).then(
      () => setChanging(false),
      () => undefined,
    )
  }
  return (
    <Block title={t(rest.change)}>
      <Form<Record<string, unknown>>
        layout="vertical"
        className="place-figures"
        initialValues={Object.fromEntries(figures.map(({ key, times }) => [key, shown(key, times)]))}
        onFinish={(filled) => void save(filled)}
      >
        {figures.map(({ key, word, min, max, times = 1 }) => (
          <Form.Item key={key} name={key as string} label={t(word)} rules={[{ required: true, message: t(word) }]}>
            <InputNumber min={tidy(min * times)} max={tidy(max * times)} />
          </Form.Item>
        ))}
        <Form.Item name="basis" label={t(rest.basis)} rules={[{ required: true, min: 2, message: t(rest.basis) }]}>
          <Input maxLength={200} />
        </Form.Item>
        {rest.problem && <Alert type="error" showIcon title={rest.problem} />}
        <p>
          <Button type="primary" htmlType="submit" loading={rest.busy}>
            {t(rest.save)}
          </Button>{' '}
          <Button onClick={() => setChanging(false)}>{t(rest.cancel)}</Button>
        </p>
      </Form>
    </Block>
  )
}
