/** The columns that come out of a question, with their headings; and one cell of them as a person reads it. */
import { shanghaiMinute } from '../../platform/pure/time.ts'
import type { Source } from '../../platform/pure/source.ts'
import { type Lang, say, type Word, words } from '../../platform/pure/words.ts'
import { conditionWords } from './condition-words.ts'
import type { FieldKind } from './field.ts'
import type { CellValue, Output } from './model.ts'
import type { Filter, Group, Measure, Question } from './question.ts'
import { type Column, columnOf } from './sources.ts'

/** What a question must know of an asked field to show it. */
export interface FieldName {
  readonly name: string
  readonly kind: FieldKind
  readonly unit: string | null
}

const w = words({
  unknown: ['（没有这一列）', '(no such column)'],
  given: ['{title}（{conditions}）', '{title} ({conditions})'],
  share: ['占比 %（{conditions}）', 'Share, % ({conditions})'],
  average: ['平均{title}', 'Average {title}'],
  least: ['最小{title}', 'Least {title}'],
  most: ['最大{title}', 'Most {title}'],
  first: ['最早{title}', 'First {title}'],
  last: ['最晚{title}', 'Last {title}'],
  ratio: ['{title} ÷ {to} %', '{title} ÷ {to}, %'],
  day: ['{title}（日）', '{title} (day)'],
  hour: ['{title}（小时）', '{title} (hour)'],
  unit: ['{title}（{unit}）', '{title} ({unit})'],
  yes: ['是', 'Yes'],
  no: ['否', 'No'],
})

type Fill = (lang: Lang) => Readonly<Record<string, string>>
const filled = (word: Word, params: Fill): Word => [say(word, 'zh', params('zh')), say(word, 'en', params('en'))]
const typed = (title: string | null, otherwise: () => Word): Word => (title === null ? otherwise() : [title, title])
const ownWords = (column: Column | undefined): Word => column?.words ?? w.unknown

const withConditions = (title: Word, where: readonly Filter[], source: Source): Word =>
  where.length === 0
    ? title
    : filled(w.given, (lang) => ({ title: say(title, lang), conditions: conditionWords(where, source, lang) }))

function groupOutput({ column: key, step }: Group, source: Source): Output {
  const column = columnOf(source, key)
  const title = ownWords(column)
  if (column?.type === 'moment' && step !== null)
    return {
      title: [...filled(step === 'day' ? w.day : w.hour, (lang) => ({ title: say(title, lang) }))],
      type: step,
      role: 'key',
    }
  const type = column?.type === 'codes' ? 'code' : (column?.type ?? 'text')
  return { title: [...title], type, role: 'key', ...codesOf(column) }
}

const codesOf = (column: Column | undefined): Pick<Output, 'codes'> =>
  column?.codes
    ? { codes: Object.fromEntries(Object.entries(column.codes).map(([code, [zh, en]]) => [code, [zh, en]])) }
    : {}

function measureOutput(m: Measure, source: Source, fields: ReadonlyMap<string, FieldName>): Output {
  const value = (title: Word, type: Output['type']): Output => ({ title: [...title], type, role: 'value' })
  switch (m.of) {
    case 'count':
      return value(
        typed(m.title, () => withConditions(source.counts, m.where, source)),
        'number',
      )
    case 'share':
      return value(
        typed(m.title, () => filled(w.share, (lang) => ({ conditions: conditionWords(m.where, source, lang) }))),
        'percent',
      )
    case 'ratio': {
      const column = columnOf(source, m.column)
      const [part, whole] = [ownWords(column), ownWords(columnOf(source, m.to))]
      const title = typed(m.title, () =>
        column?.rate?.of === m.to
          ? column.rate.words
          : filled(w.ratio, (lang) => ({ title: say(part, lang), to: say(whole, lang) })),
      )
      return value(title, 'percent')
    }
    case 'field': {
      const field = fields.get(m.field)
      const name: Word = field ? [field.name, field.name] : w.unknown
      const title = typed(m.title, () =>
        field?.unit ? filled(w.unit, (lang) => ({ title: say(name, lang), unit: field.unit ?? '' })) : name,
      )
      return value(title, field?.kind === 'number' ? 'number' : field?.kind === 'date' ? 'day' : 'text')
    }
    default: {
      const column = columnOf(source, m.column)
      const own = ownWords(column)
      const isTime = column?.type === 'day' || column?.type === 'moment'
      const frame = {
        average: w.average,
        least: isTime ? w.first : w.least,
        most: isTime ? w.last : w.most,
        sum: null,
      }[m.of]
      const title = typed(m.title, () =>
        withConditions(frame ? filled(frame, (lang) => ({ title: say(own, lang) })) : own, m.where, source),
      )
      return value(title, isTime && m.of !== 'sum' && m.of !== 'average' ? (column.type as 'day' | 'moment') : 'number')
    }
  }
}

/** In the order of the result's cells: keys of the line first, then what is told of it. */
export function outputsOf(question: Question, source: Source, fields: ReadonlyMap<string, FieldName>): Output[] {
  const { rows } = question
  if (rows.by === 'each')
    return rows.columns.map(({ column: key, title }) => {
      const column = columnOf(source, key)
      return {
        title: [...typed(title, () => ownWords(column))],
        type: column?.type ?? 'text',
        role: 'value',
        ...codesOf(column),
      }
    })
  return [
    ...rows.groups.map((g) => groupOutput(g, source)),
    ...rows.measures.map((m) => measureOutput(m, source, fields)),
  ]
}

/** What stands in the cell. A code without a label is shown as it is rather than left out. */
export function cellText(value: CellValue, output: Pick<Output, 'type' | 'codes'>, lang: Lang): string {
  if (value === null) return ''
  const label = (code: string): string => {
    const known = output.codes?.[code]
    return known ? say(known, lang) : code
  }
  if (Array.isArray(value)) return value.map(label).join(lang === 'zh' ? '、' : ', ')
  if (typeof value === 'boolean') return say(value ? w.yes : w.no, lang)
  if (typeof value === 'number') return String(value)
  if (output.type === 'moment' || output.type === 'hour') return shanghaiMinute(value)
  return output.type === 'code' ? label(value) : value
}
