/** Conditions as a list: column, relation, value; each column offers only the relations that fit it. */
import { Button, Input, InputNumber, Select } from 'antd'
import type { Source } from '../../../../platform/pure/source.ts'
import { shanghaiDay } from '../../../../platform/pure/time.ts'
import type { Word } from '../../../../platform/pure/words.ts'
import { serverNow } from '../../../../platform/web/client.ts'
import { CloseIcon, PlusIcon } from '../../../../platform/web/desk/icons.tsx'
import { DayPicker } from '../../../../platform/web/desk/when-picker.tsx'
import { useT } from '../../../../platform/web/lang.tsx'
import { conditionsOf } from '../../check-question.ts'
import type { Filter, FilterOp } from '../../question.ts'
import { type Column, columnOf, columnsOf } from '../../sources.ts'
import { askWords as w } from '../words.ts'

const opWords: Readonly<Record<FilterOp, Word>> = {
  in: w.opIn,
  'not-in': w.opNotIn,
  contains: w.opContains,
  is: w.opIs,
  'at-least': w.opAtLeast,
  'at-most': w.opAtMost,
  since: w.opSince,
  until: w.opUntil,
  within: w.opWithin,
  yes: w.opYes,
  no: w.opNo,
  filled: w.opFilled,
  empty: w.opEmpty,
}

/** A condition of that relation that can be asked at once. */
function begun(column: Column, op: FilterOp): Filter {
  const on = { column: column.key }
  switch (op) {
    case 'in':
    case 'not-in':
      return { op, ...on, values: Object.keys(column.codes ?? { '': [] }).slice(0, 1) }
    case 'contains':
      return { op, ...on, text: '' }
    case 'is':
    case 'at-least':
    case 'at-most':
      return { op, ...on, value: 0 }
    case 'since':
    case 'until':
      return { op, ...on, day: shanghaiDay(serverNow()) }
    case 'within':
      return { op, ...on, days: 7 }
    default:
      return { op, ...on }
  }
}

/** Whether it says anything yet: an empty text or list would be refused. */
export const isComplete = (filter: Filter): boolean =>
  filter.op === 'contains'
    ? filter.text.trim() !== ''
    : filter.op === 'in' || filter.op === 'not-in'
      ? filter.values.some((value) => value !== '')
      : true

interface ConditionsProps {
  readonly source: Source
  readonly filters: readonly Filter[]
  readonly onChange: (filters: Filter[]) => void
  /** Columns that a superior may not ask about are not offered. */
  readonly personal: boolean
}

export function Conditions({ source, filters, onChange, personal }: ConditionsProps) {
  const t = useT()
  const columns = columnsOf(source).filter((c) => conditionsOf[c.type].length > 0 && (personal || !c.personal))
  const put = (at: number, filter: Filter) => onChange(filters.map((f, i) => (i === at ? filter : f)))
  return (
    <div className="conditions">
      {filters.length === 0 && <p className="muted">{t(w.noFilter)}</p>}
      {filters.map((filter, i) => {
        const column = columnOf(source, filter.column)
        if (!column) return null
        return (
          <div key={i} className="condition">
            <Select
              aria-label={t(w.filterColumn)}
              value={filter.column}
              showSearch={{ optionFilterProp: 'label' }}
              options={columns.map((c) => ({ value: c.key, label: t(c.words) }))}
              onChange={(key) => {
                const next = columnOf(source, key)
                const op = next && conditionsOf[next.type][0]
                if (next && op) put(i, begun(next, op))
              }}
            />
            <Select
              aria-label={t(w.filterOp)}
              value={filter.op}
              options={conditionsOf[column.type].map((op) => ({ value: op, label: t(opWords[op]) }))}
              onChange={(op) => put(i, begun(column, op))}
            />
            <Value filter={filter} column={column} onChange={(next) => put(i, next)} />
            <Button
              type="text"
              icon={<CloseIcon />}
              aria-label={t(w.remove, { name: t(column.words) })}
              onClick={() => onChange(filters.filter((_, at) => at !== i))}
            />
          </div>
        )
      })}
      <Select<string | null>
        className="add-select"
        aria-label={t(w.addFilter)}
        placeholder={t(w.addFilter)}
        suffixIcon={<PlusIcon />}
        value={null}
        showSearch={{ optionFilterProp: 'label' }}
        options={columns.map((c) => ({ value: c.key, label: t(c.words) }))}
        onChange={(key) => {
          const column = key === null ? undefined : columnOf(source, key)
          const op = column && conditionsOf[column.type][0]
          if (column && op) onChange([...filters, begun(column, op)])
        }}
      />
    </div>
  )
}

function Value({ filter, column, onChange }: { filter: Filter; column: Column; onChange: (next: Filter) => void }) {
  const t = useT()
  const label = t(w.filterValue)
  switch (filter.op) {
    case 'in':
    case 'not-in':
      return (
        <Select
          mode={column.codes ? 'multiple' : 'tags'}
          aria-label={label}
          placeholder={t(w.valuesHint)}
          value={filter.values.filter((value) => value !== '')}
          showSearch={{ optionFilterProp: 'label' }}
          maxTagCount="responsive"
          options={Object.entries(column.codes ?? {}).map(([value, word]) => ({ value, label: t(word) }))}
          onChange={(values) => onChange({ ...filter, values: values.length > 0 ? values : [''] })}
        />
      )
    case 'contains':
      return (
        <Input
          aria-label={label}
          maxLength={40}
          value={filter.text}
          onChange={(event) => onChange({ ...filter, text: event.target.value })}
        />
      )
    case 'is':
    case 'at-least':
    case 'at-most':
      return (
        <InputNumber
          aria-label={label}
          value={filter.value}
          onChange={(value) => onChange({ ...filter, value: Number(value ?? 0) })}
        />
      )
    case 'since':
    case 'until':
      return <DayPicker label={label} value={filter.day} onChange={(day) => day && onChange({ ...filter, day })} />
    case 'within':
      return (
        <InputNumber
          aria-label={t(w.nDays)}
          min={1}
          max={3660}
          precision={0}
          value={filter.days}
          onChange={(days) => onChange({ ...filter, days: Number(days ?? 1) })}
        />
      )
    default:
      return <span />
  }
}
