/** Columns or figures in the order in which they come out: each with its heading, moved up and down and taken away by button. */
import { Button, Input } from 'antd'
import type { ReactNode } from 'react'
import { BackIcon, CloseIcon } from '../../../../platform/web/desk/icons.tsx'
import { useT } from '../../../../platform/web/lang.tsx'
import { askWords as w } from '../words.ts'

interface Chosen {
  readonly title: string | null
}
interface ChosenListProps<T extends Chosen> {
  readonly items: readonly T[]
  /** The heading that stands there unless another is typed. */
  readonly nameOf: (item: T) => string
  readonly onChange: (items: T[]) => void
  /** What else can be said of one. */
  readonly more?: (item: T, put: (next: T) => void) => ReactNode
}

export function ChosenList<T extends Chosen>({ items, nameOf, onChange, more }: ChosenListProps<T>) {
  const t = useT()
  const put = (at: number, item: T) => onChange(items.map((one, i) => (i === at ? item : one)))
  const move = (at: number, by: number) => {
    const next = [...items]
    const [item] = next.splice(at, 1)
    if (item) next.splice(at + by, 0, item)
    onChange(next)
  }
  return (
    <ol className="chosen">
      {items.map((item, i) => {
        const name = nameOf(item)
        return (
          <li key={i}>
            <Input
              aria-label={`${t(w.heading)} ${name}`}
              maxLength={40}
              placeholder={name}
              value={item.title ?? ''}
              onChange={(event) => put(i, { ...item, title: event.target.value === '' ? null : event.target.value })}
            />
            {more?.(item, (next) => put(i, next))}
            <span className="chosen-moves">
              <Button
                type="text"
                size="small"
                className="turn-up"
                icon={<BackIcon />}
                disabled={i === 0}
                aria-label={t(w.up, { name })}
                onClick={() => move(i, -1)}
              />
              <Button
                type="text"
                size="small"
                className="turn-down"
                icon={<BackIcon />}
                disabled={i === items.length - 1}
                aria-label={t(w.down, { name })}
                onClick={() => move(i, 1)}
              />
              <Button
                type="text"
                size="small"
                icon={<CloseIcon />}
                disabled={items.length === 1}
                aria-label={t(w.remove, { name })}
                onClick={() => onChange(items.filter((_, at) => at !== i))}
              />
            </span>
          </li>
        )
      })}
    </ol>
  )
}
