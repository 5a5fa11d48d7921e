/** One asked field: who wants it, and a line for each area with its value, filled in here; each value keeps who and when. */
import { useParams } from '@tanstack/react-router'
import { App, Button, Input, InputNumber, Popover, Select } from 'antd'
import { useState } from 'react'
import { shanghaiMinute } from '../../../../platform/pure/time.ts'
import { call, type OutputFor, wordsOf } from '../../../../platform/web/client.ts'
import { Answer } from '../../../../platform/web/desk/answer.tsx'
import { type Column, DataTable } from '../../../../platform/web/desk/data-table.tsx'
import { Block, DeskPage } from '../../../../platform/web/desk/desk-page.tsx'
import { Figure, Figures } from '../../../../platform/web/desk/figure.tsx'
import { useAct, useAsk, useRefresh } from '../../../../platform/web/desk/queries.ts'
import { DayPicker } from '../../../../platform/web/desk/when-picker.tsx'
import { freshId } from '../../../../platform/web/fresh-id.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import { useLive } from '../../../../platform/web/live.ts'
import { useMay } from '../../../../platform/web/session.tsx'
import { picture } from '../../contract.ts'
import { type Field, type FieldValue, fieldStates } from '../../field.ts'
import { fieldWords as w } from '../words.ts'
import './fields.css'

type Line = OutputFor<typeof picture.operations.fieldLines>['lines'][number]

export default function FieldPage() {
  const { fieldId } = useParams({ strict: false }) as { fieldId: string }
  const answer = useAsk(picture.operations.fieldLines, { id: fieldId })
  useLive([picture.events.fieldFilled.type, picture.events.fieldWithdrawn.type], (lines) => {
    if (lines.some((line) => line.data['fieldId'] === fieldId)) void answer.refetch()
  })
  return (
    <Answer of={answer} height={400}>
      {({ field, lines }) => <Filling field={field} lines={lines} />}
    </Answer>
  )
}

function Filling({ field, lines }: { field: Field; lines: readonly Line[] }) {
  const t = useT()
  const { message } = App.useApp()
  const refresh = useRefresh()
  const mayFill = useMay(picture.operations.fillField.roles) && field.state === 'asked'
  const mayWithdraw = useMay(picture.operations.withdrawField.roles)
  const [typed, setTyped] = useState<ReadonlyMap<string, FieldValue>>(new Map())
  const fill = useAct(picture.operations.fillField, {
    onDone: ({ filled }) => {
      setTyped(new Map())
      void message.success(t(w.savedAll, { n: filled }))
      void refresh(picture.operations.fieldLines, picture.operations.fields)
    },
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  const put = (path: string, value: FieldValue) => {
    const next = new Map(typed)
    // What is typed back to what stands there is no change.
    if (lines.find((line) => line.path === path)?.value === value) next.delete(path)
    else next.set(path, value)
    setTyped(next)
  }
  const columns: Column<Line>[] = [
    { key: 'area', title: w.area, width: 280, cell: (line) => line.name },
    {
      key: 'value',
      title: w.value,
      width: 260,
      cell: (line) => {
        const value = typed.has(line.path) ? (typed.get(line.path) ?? null) : line.value
        if (!mayFill) return value ?? <span className="muted">{t(w.never)}</span>
        return (
          <Value
            field={field}
            value={value}
            label={`${field.name} ${line.name}`}
            onChange={(next) => put(line.path, next)}
          />
        )
      },
    },
    {
      key: 'last',
      title: w.lastFilled,
      cell: (line) =>
        line.at ? (
          <span className="field-last">
            {line.author} · {shanghaiMinute(line.at)}
            <History field={field} line={line} />
          </span>
        ) : (
          <span className="muted">{t(w.never)}</span>
        ),
    },
  ]
  const filled = lines.filter((line) => line.value !== null).length
  return (
    <DeskPage
      title={field.name}
      lead={t(w.yes, {
        body: field.body,
        person: field.person,
        issuer: field.basis.issuer,
        title: field.basis.title,
        number: field.basis.number,
      })}
      back={{ to: '/fields', label: t(w.back) }}
      actions={
        <>
          {mayWithdraw && (field.state === 'asked' || field.state === 'coming') && <WithdrawButton field={field} />}
          {mayFill && (
            <Button
              type="primary"
              disabled={typed.size === 0}
              loading={fill.isPending}
              onClick={() =>
                fill.mutate({
                  fieldId: field.id,
                  items: [...typed].map(([path, value]) => ({ id: freshId(), path, value })),
                })
              }
            >
              {t(w.saveAll, { n: typed.size })}
            </Button>
          )}
        </>
      }
    >
      <Figures label={field.name}>
        <Figure
          lead
          label={t(w.filled)}
          value={t(w.of, { filled, areas: lines.length })}
          {...(field.state === 'asked' && filled < lines.length ? { tone: 'hand' as const } : {})}
        />
        <Figure label={t(w.ends)} value={field.endsOn} note={t(fieldStates.words[field.state])} />
        <Figure label={t(w.purpose)} value="" note={field.purpose} />
      </Figures>
      {(field.state === 'ended' || field.state === 'withdrawn') && (
        <p className="field-over" role="status">
          {t(w.ended)}
        </p>
      )}
      {field.state === 'coming' && (
        <p className="field-over" role="status">
          {t(w.coming, { day: field.startsOn })}
        </p>
      )}
      <Block flush>
        <DataTable
          id="picture.field-lines"
          label={field.name}
          columns={columns}
          rows={lines}
          rowKey={(line) => line.path}
          rowTone={(line) => (line.value === null && field.state === 'asked' ? 'hand' : undefined)}
        />
      </Block>
    </DeskPage>
  )
}

interface ValueProps {
  readonly field: Field
  readonly value: FieldValue
  readonly label: string
  readonly onChange: (value: FieldValue) => void
}

function Value({ field, value, label, onChange }: ValueProps) {
  const t = useT()
  switch (field.kind) {
    case 'number':
      return (
        <InputNumber
          aria-label={label}
          value={typeof value === 'number' ? value : null}
          {...(field.unit ? { suffix: field.unit } : {})}
          onChange={(next) => onChange(next)}
        />
      )
    case 'choice':
      return (
        <Select
          aria-label={label}
          allowClear
          style={{ width: '100%' }}
          value={typeof value === 'string' ? value : null}
          options={field.choices.map((choice) => ({ value: choice, label: choice }))}
          onChange={(next) => onChange(next ?? null)}
        />
      )
    case 'date':
      return <DayPicker label={label} value={typeof value === 'string' ? value : null} onChange={onChange} />
    default:
      return (
        <Input
          aria-label={label}
          maxLength={200}
          placeholder={t(w.noNames)}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
        />
      )
  }
}

/** Read when it is opened. */
function History({ field, line }: { field: Field; line: Line }) {
  const t = useT()
  const [values, setValues] = useState<OutputFor<typeof picture.operations.fieldHistory>['values']>([])
  const read = async (open: boolean) => {
    if (open) setValues((await call(picture.operations.fieldHistory, { id: field.id, path: line.path })).values)
  }
  return (
    <Popover
      trigger="click"
      title={t(w.historyOf, { name: line.name })}
      onOpenChange={(open) => void read(open)}
      content={
        <ul className="field-history">
          {values.map(({ value, at, author }) => (
            <li key={`${at} ${String(value)}`}>
              <strong>{value ?? t(w.noValue)}</strong> {author} · {shanghaiMinute(at)}
            </li>
          ))}
        </ul>
      }
    >
      <Button type="text" size="small" aria-label={`${t(w.history)} ${line.name}`}>
        {t(w.history)}
      </Button>
    </Popover>
  )
}

function WithdrawButton({ field }: { field: Field }) {
  const t = useT()
  const { modal, message } = App.useApp()
  const withdraw = useAct(picture.operations.withdrawField, {
    refresh: [picture.room],
    onDone: () => void message.success(t(w.withdrawn)),
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  return (
    <Button
      onClick={() =>
        void modal.confirm({
          title: t(w.withdrawTitle, { name: field.name }),
          content: t(w.withdrawText),
          okText: t(w.withdraw),
          onOk: () => withdraw.mutateAsync({ id: field.id }).then(undefined, () => undefined),
        })
      }
    >
      {t(w.withdraw)}
    </Button>
  )
}
