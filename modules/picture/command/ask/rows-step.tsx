/** What a row is: each record, or a group of them by area, kind or time. */
import { Button, Checkbox, Segmented, Select } from 'antd'
import type { Source } from '../../../../platform/pure/source.ts'
import { CloseIcon } from '../../../../platform/web/desk/icons.tsx'
import { useT } from '../../../../platform/web/lang.tsx'
import { mayGroupBy } from '../../check-question.ts'
import type { Group, Question } from '../../question.ts'
import { columnOf, columnsOf } from '../../sources.ts'
import { askWords as w } from '../words.ts'
import { eachRows, groupedRows } from './first-question.ts'

const MOST_GROUPS = 3

interface RowsStepProps {
  readonly source: Source
  readonly question: Question
  readonly path: string
  /** A superior reads figures only. */
  readonly figuresOnly: boolean
  readonly onChange: (change: Pick<Question, 'rows' | 'sort'>) => void
}

export function RowsStep({ source, question, path, figuresOnly, onChange }: RowsStepProps) {
  const t = useT()
  const { rows } = question
  const noEach = figuresOnly && source.personal
  return (
    <>
      <Segmented
        block
        aria-label={t(w.stepRows)}
        value={rows.by}
        onChange={(by) =>
          onChange({ rows: by === 'each' ? eachRows(source) : groupedRows(source, question.area ?? path), sort: [] })
        }
        options={[
          { value: 'groups', label: t(w.grouped) },
          { value: 'each', label: t(w.each), disabled: noEach },
        ]}
      />
      {noEach && <p className="muted">{t(w.superiorOnly)}</p>}
      {rows.by === 'groups' && (
        <Groups
          source={source}
          rows={rows}
          personal={!figuresOnly}
          onChange={(next) => onChange({ rows: next, sort: [] })}
        />
      )}
    </>
  )
}

type Grouped = Extract<Question['rows'], { by: 'groups' }>

function Groups(props: { source: Source; rows: Grouped; personal: boolean; onChange: (rows: Grouped) => void }) {
  const { source, rows, personal, onChange } = props
  const t = useT()
  const columns = columnsOf(source).filter((c) => mayGroupBy(c) && (personal || !c.personal))
  const options = columns.map((c) => ({ value: c.key, label: t(c.words) }))
  const groupOn = (key: string): Group => ({
    column: key,
    step: columnOf(source, key)?.type === 'moment' ? 'day' : null,
  })
  const put = (groups: Group[]) => onChange({ ...rows, groups })
  const onlyArea = rows.groups.length === 1 && columnOf(source, rows.groups[0]?.column ?? '')?.type === 'area'
  return (
    <div className="ask-groups">
      <span className="ask-label">{t(w.groupBy)}</span>
      {rows.groups.length === 0 && <p className="muted">{t(w.groupNone)}</p>}
      {rows.groups.map((group, i) => {
        const column = columnOf(source, group.column)
        return (
          <div key={i} className="ask-group">
            <Select
              aria-label={t(w.groupBy)}
              value={group.column}
              options={options}
              showSearch={{ optionFilterProp: 'label' }}
              onChange={(key) => put(rows.groups.map((g, at) => (at === i ? groupOn(key) : g)))}
            />
            {column?.type === 'moment' && (
              <Select
                aria-label={t(w.period)}
                value={group.step}
                options={[
                  { value: 'day' as const, label: t(w.byDay) },
                  { value: 'hour' as const, label: t(w.byHour) },
                ]}
                onChange={(step) => put(rows.groups.map((g, at) => (at === i ? { ...g, step } : g)))}
              />
            )}
            <Button
              type="text"
              icon={<CloseIcon />}
              aria-label={t(w.remove, { name: t(column?.words ?? w.groupBy) })}
              onClick={() => put(rows.groups.filter((_, at) => at !== i))}
            />
          </div>
        )
      })}
      {rows.groups.length < MOST_GROUPS && (
        <Select<string | null>
          className="add-select"
          aria-label={t(w.addGroup)}
          placeholder={t(w.addGroup)}
          value={null}
          options={options}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(key) => key !== null && put([...rows.groups, groupOn(key)])}
        />
      )}
      <div className="ask-ticks">
        {rows.groups.length > 0 && (
          <Checkbox checked={rows.totals} onChange={(event) => onChange({ ...rows, totals: event.target.checked })}>
            {t(w.totals)}
          </Checkbox>
        )}
        {onlyArea && (
          <Checkbox checked={rows.every} onChange={(event) => onChange({ ...rows, every: event.target.checked })}>
            {t(w.every)}
          </Checkbox>
        )}
      </div>
    </div>
  )
}
