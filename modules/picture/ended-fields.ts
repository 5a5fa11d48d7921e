/** A question after its asked fields have ended: their columns are gone, and a note says which and since when. */
import type { Word } from '../../platform/pure/words.ts'
import { sayBoth, words } from '../../platform/pure/words.ts'
import type { FieldState } from './field.ts'
import type { Measure, Question } from './question.ts'

export interface FieldTerm {
  readonly name: string
  readonly state: FieldState
  readonly endsOn: string
}

const w = words({
  ended: ['“{name}”已于 {day} 停止征集，不再列入', '“{name}” was asked until {day} and is no longer in this report'],
  coming: ['“{name}”还没有开始征集，暂不列入', '“{name}” is not asked yet and not in this report so far'],
  withdrawn: ['“{name}”的征集已撤回，不再列入', '“{name}” was withdrawn and is no longer in this report'],
})

const noteOf = ({ name, state, endsOn }: FieldTerm): Word => {
  if (state === 'coming') return sayBoth(w.coming, { name })
  return state === 'ended' ? sayBoth(w.ended, { name, day: endsOn }) : sayBoth(w.withdrawn, { name })
}

/** Unknown fields stay: checking says what is wrong with them. */
export function withoutEnded(
  question: Question,
  fields: ReadonlyMap<string, FieldTerm>,
): { question: Question; notes: Word[] } {
  const { rows } = question
  if (rows.by === 'each') return { question, notes: [] }
  const gone = (m: Measure): FieldTerm | undefined => {
    const field = m.of === 'field' ? fields.get(m.field) : undefined
    return field && field.state !== 'asked' ? field : undefined
  }
  const notes = rows.measures.flatMap((m) => {
    const field = gone(m)
    return field ? [noteOf(field)] : []
  })
  if (notes.length === 0) return { question, notes }
  const kept = rows.measures.filter((m) => !gone(m))
  // A table keeps at least one column; without any of its own it tells how many rows a line has.
  const measures: Measure[] = kept.length > 0 ? kept : [{ of: 'count', where: [], title: null }]
  const placeOf = (output: number): number | null => {
    const i = output - rows.groups.length
    if (i < 0) return output
    const m = rows.measures[i]
    const at = m ? kept.indexOf(m) : -1
    return at < 0 ? null : at + rows.groups.length
  }
  const sort = question.sort.flatMap((s) => {
    const output = placeOf(s.output)
    return output === null ? [] : [{ ...s, output }]
  })
  return { question: { ...question, rows: { ...rows, measures }, sort }, notes }
}
