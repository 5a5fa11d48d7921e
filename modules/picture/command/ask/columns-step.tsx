/** The columns: of records as they are, of groups what is reckoned of them. */
import { Badge, Button, Popover, Select } from 'antd'
import type { Source } from '../../../../platform/pure/source.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import { mayMeasure } from '../../check-question.ts'
import type { Field } from '../../field.ts'
import { type FieldName, outputsOf } from '../../output.ts'
import type { Measure, Question } from '../../question.ts'
import { columnOf, columnsOf } from '../../sources.ts'
import { askWords as w } from '../words.ts'
import { ChosenList } from './chosen-list.tsx'
import { Conditions } from './conditions.tsx'

interface ColumnsStepProps {
  readonly source: Source
  readonly question: Question
  readonly fields: readonly Field[]
  /** Personal columns are offered. */
  readonly personal: boolean
  readonly onChange: (change: Pick<Question, 'rows' | 'sort'>) => void
}

export function ColumnsStep({ source, question, fields, personal, onChange }: ColumnsStepProps) {
  const t = useT()
  const { rows } = question
  const known = new Map<string, FieldName>(fields.map((f) => [f.id, f]))
  /** The heading of one alone, without what was typed for it. */
  const nameOf = (own: Question['rows']): string => {
    const [output] = outputsOf({ ...question, rows: own }, source, known)
    return output ? t(output.title) : ''
  }
  if (rows.by === 'each') {
    const chosen = new Set(rows.columns.map((c) => c.column))
    return (
      <>
        <ChosenList
          items={rows.columns}
          nameOf={({ column }) => nameOf({ by: 'each', columns: [{ column, title: null }] })}
          onChange={(columns) => onChange({ rows: { ...rows, columns }, sort: [] })}
        />
        <Select<string | null>
          className="add-select"
          aria-label={t(w.addColumn)}
          placeholder={t(w.addColumn)}
          value={null}
          showSearch={{ optionFilterProp: 'label' }}
          options={columnsOf(source)
            .filter((c) => !chosen.has(c.key) && (personal || !c.personal))
            .map((c) => ({ value: c.key, label: t(c.words) }))}
          onChange={(column) =>
            column !== null &&
            onChange({ rows: { ...rows, columns: [...rows.columns, { column, title: null }] }, sort: [] })
          }
        />
      </>
    )
  }
  const put = (measures: Measure[]) => onChange({ rows: { ...rows, measures }, sort: [] })
  return (
    <>
      <ChosenList
        items={rows.measures}
        nameOf={(m) =>
          nameOf({ by: 'groups', groups: [], measures: [{ ...m, title: null }], every: false, totals: false })
        }
        onChange={put}
        more={(m, set) => <More source={source} measure={m} personal={personal} onChange={set} />}
      />
      <AddMeasure
        source={source}
        fields={fields}
        personal={personal}
        onAdd={(added) => put([...rows.measures, ...added])}
      />
    </>
  )
}

/** A figure's own conditions, and what a ratio is divided by. */
function More(props: { source: Source; measure: Measure; personal: boolean; onChange: (next: Measure) => void }) {
  const { source, measure, personal, onChange } = props
  const t = useT()
  if (measure.of === 'ratio')
    return (
      <Select
        className="ratio-to"
        aria-label={t(w.dividedBy)}
        prefix="÷"
        value={measure.to}
        options={columnsOf(source)
          .filter((c) => mayMeasure('ratio', c))
          .map((c) => ({ value: c.key, label: t(c.words) }))}
        onChange={(to) => onChange({ ...measure, to })}
      />
    )
  if (!('where' in measure)) return null
  return (
    <Popover
      trigger="click"
      placement="right"
      title={t(w.narrow)}
      content={
        <div className="measure-conditions">
          <Conditions
            source={source}
            filters={measure.where}
            personal={personal}
            onChange={(where) => onChange({ ...measure, where } as Measure)}
          />
        </div>
      }
    >
      <Badge count={measure.where.length} size="small" color="var(--accent)">
        <Button size="small">{t(w.narrow)}</Button>
      </Badge>
    </Popover>
  )
}

interface AddMeasureProps {
  readonly source: Source
  readonly fields: readonly Field[]
  readonly personal: boolean
  readonly onAdd: (added: Measure[]) => void
}

/** Everything that can be reckoned of a group, as one list to search in. */
function AddMeasure({ source, fields, personal, onAdd }: AddMeasureProps) {
  const t = useT()
  const columns = columnsOf(source).filter((c) => personal || !c.personal)
  const over = (of: 'sum' | 'average' | 'least' | 'most', column: string): Measure => ({
    of,
    column,
    where: [],
    title: null,
  })
  const choices = new Map<string, { label: string; make: () => Measure[] }>()
  const offer = (key: string, label: string, make: () => Measure[]) => {
    choices.set(key, { label, make })
    return { value: key, label }
  }
  const summed = columns.filter((c) => mayMeasure('sum', c))
  const coded = columns.filter((c) => c.codes)
  const asked = fields.filter((f) => f.state === 'asked')
  const groups = [
    {
      label: t(w.kindCount),
      options: [
        offer('count', t(w.count), () => [{ of: 'count', where: [], title: null }]),
        ...coded.slice(0, 1).flatMap((c) => {
          const [code] = Object.keys(c.codes ?? {})
          const where = [{ op: 'in' as const, column: c.key, values: [code ?? ''] }]
          return [
            offer('count-if', t(w.countIf), () => [{ of: 'count', where, title: null }]),
            offer('share-if', t(w.shareIf), () => [{ of: 'share', where, title: null }]),
          ]
        }),
      ],
    },
    {
      label: t(w.kindSum),
      options: summed.map((c) => offer(`sum ${c.key}`, t(w.sum, { column: t(c.words) }), () => [over('sum', c.key)])),
    },
    {
      label: t(w.kindCodes),
      options: coded.map((c) =>
        offer(`codes ${c.key}`, t(w.eachCode, { column: t(c.words) }), () =>
          Object.entries(c.codes ?? {}).map(([code, word]) => ({
            of: 'count',
            where: [{ op: 'in', column: c.key, values: [code] }],
            title: t(word).slice(0, 40),
          })),
        ),
      ),
    },
    {
      label: t(w.kindRatio),
      options: summed.map((c) =>
        offer(`ratio ${c.key}`, t(w.ratio, { column: t(c.words) }), () => [
          { of: 'ratio', column: c.key, to: summed.find((o) => o.key !== c.key)?.key ?? c.key, title: null },
        ]),
      ),
    },
    {
      label: t(w.kindOther),
      options: (['average', 'least', 'most'] as const).flatMap((of) =>
        columns
          .filter((c) => mayMeasure(of, c))
          .map((c) => offer(`${of} ${c.key}`, t(w[of], { column: t(c.words) }), () => [over(of, c.key)])),
      ),
    },
    {
      label: t(w.kindFields),
      options: asked.map((f) =>
        offer(`field ${f.id}`, t(w.field, { field: f.name }), () => [{ of: 'field', field: f.id, title: null }]),
      ),
    },
  ].filter((g) => g.options.length > 0)
  return (
    <Select<string | null>
      className="add-select"
      aria-label={t(w.addMeasure)}
      placeholder={t(w.addMeasure)}
      value={null}
      showSearch={{ optionFilterProp: 'label' }}
      options={groups}
      onChange={(key) => {
        const choice = key === null ? undefined : choices.get(key)
        if (choice) onAdd(choice.make())
      }}
    />
  )
}

/** Columns of a question that name somebody, by name. */
export const personalIn = (question: Question, source: Source): boolean => {
  const { rows } = question
  const filters =
    rows.by === 'each'
      ? question.filters
      : [...question.filters, ...rows.measures.flatMap((m) => ('where' in m ? m.where : []))]
  const keys = [
    ...(rows.by === 'each' ? rows.columns.map((c) => c.column) : rows.groups.map((g) => g.column)),
    ...filters.map((f) => f.column),
  ]
  return keys.some((key) => columnOf(source, key)?.personal)
}
