/**
 * Asks a question: checks it, finds out where and of which round, and reads the rows under the asker's own rights. On screen in
 * a read-only transaction that gives up after a while; for an export by a cursor, without holding all rows at once.
 */
import { isBelow } from '../../../platform/pure/area.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import { say, sayBoth, type Word } from '../../../platform/pure/words.ts'
import type { Source } from '../../../platform/pure/source.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import { findRoundName, type RoundName } from '../../testing/server/public.ts'
import { checkQuestion, type Finding } from '../check-question.ts'
import { withoutEnded } from '../ended-fields.ts'
import type { Field } from '../field.ts'
import { type CellValue, type Output, problems, type Result } from '../model.ts'
import { outputsOf } from '../output.ts'
import type { Question } from '../question.ts'
import { sourceOf } from '../sources.ts'
import { type Composed, composeCount, composeRows, composeTotals, type Scope } from './compose-question.ts'
import { listFields } from './field-store.ts'

/** The first finding names the problem; all are told place by place. */
export function assertNothingFound(findings: readonly Finding[]): void {
  const [first] = findings
  if (!first) return
  const told = ({ kind, word }: Finding): Word => [
    say(kind.words, 'zh', word ? { column: word[0], field: word[0], name: word[0] } : {}),
    say(kind.words, 'en', word ? { column: word[1], field: word[1], name: word[1] } : {}),
  ]
  const fields = findings.filter((f) => f.at !== '').map((f) => ({ path: f.at, words: told(f) }))
  throw new Problem({ ...first.kind, words: told(first) }, {}, { fields })
}

/** Everything that is known about a question once it may be asked. */
export interface Asked {
  readonly question: Question
  readonly source: Source
  readonly scope: Scope
  readonly outputs: readonly Output[]
  readonly round: RoundName | null
  readonly notes: readonly Word[]
}

/** @throws Problem of what is wrong with it, notFound for an area or round that is not the asker's, noRound */
export async function prepare(
  context: Context,
  wanted: Question,
  known?: { readonly fields: readonly Field[] },
): Promise<Asked> {
  const { actor } = context
  const fields = new Map((known?.fields ?? (await listFields(context))).map((f) => [f.id, f]))
  const { question, notes } = withoutEnded(wanted, fields)
  assertNothingFound(checkQuestion(question, { role: actor.role, fields }))
  const source = sourceOf(question.source)!
  const area = question.area ?? actor.path
  if (!isBelow(area, actor.path)) throw new Problem(platformProblems.notFound)
  const round = question.round === null ? null : await findRoundName(context, question.round)
  if (question.round !== null && !round)
    throw new Problem(question.round === 'latest' ? problems.noRound : platformProblems.notFound)
  return {
    question,
    source,
    scope: {
      streetId: actor.streetId,
      area,
      roundId: round?.id ?? null,
      today: shanghaiDay(Date.now()),
      fields,
    },
    outputs: outputsOf(question, source, fields),
    round,
    notes,
  }
}

/** Whether it may be asked at all, e.g. before it is kept: there need not be a round yet. */
export async function assertAskable(context: Context, question: Question): Promise<void> {
  const fields = new Map((await listFields(context)).map((f) => [f.id, f]))
  assertNothingFound(checkQuestion(question, { role: context.actor.role, fields }))
  if (question.area !== null && !isBelow(question.area, context.actor.path))
    throw new Problem(platformProblems.notFound)
}

type Line = Record<string, unknown>
const cellOf = (value: unknown): CellValue => {
  if (value === undefined || value === null) return null
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(String)
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value)
}
const cellsOf = (line: Line, prefix: 'c' | 'k', n: number): CellValue[] =>
  Array.from({ length: n }, (_, i) => cellOf(line[`${prefix}${i}`]))
const keysIn = (question: Question): number => (question.rows.by === 'groups' ? question.rows.groups.length : 0)

/** Postgres' own code for a statement that took too long. */
const CANCELLED = '57014'
async function patiently<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if ((error as { code?: string }).code === CANCELLED) throw new Problem(problems.tooSlow)
    throw error
  }
}

const rowsOf = async (context: Context, { text, values }: Composed): Promise<Line[]> =>
  (await patiently(context.query<Line>(text, values))).rows

/** The first rows, how many there are, and the totals. */
export async function answer(context: Context, asked: Asked, limit: number): Promise<Result> {
  const { question, source, scope, outputs } = asked
  const rows = await rowsOf(context, composeRows(question, source, scope, limit))
  const keys = keysIn(question)
  const totals = question.rows.by === 'groups' && question.rows.totals && keys > 0
  return {
    at: new Date().toISOString(),
    columns: [...outputs],
    rows: rows.map((line) => cellsOf(line, 'c', outputs.length)),
    keys: rows.map((line) => cellsOf(line, 'k', keys)),
    totals: totals ? await totalsOf(context, asked) : null,
    total:
      rows.length < limit
        ? rows.length
        : Number((await rowsOf(context, composeCount(question, source, scope)))[0]!['n']),
    round: asked.round,
    notes: asked.notes.map((note) => [...sayBoth(note)]),
  }
}

/** A whole line of totals, the places of its keys empty. */
export async function totalsOf(context: Context, { question, source, scope, outputs }: Asked): Promise<CellValue[]> {
  const composed = composeTotals(question, source, scope)
  const keys = keysIn(question)
  const [line] = composed ? await rowsOf(context, composed) : []
  return [...Array<null>(keys).fill(null), ...cellsOf(line ?? {}, 'c', outputs.length - keys)]
}

export const countRows = async (context: Context, { question, source, scope }: Asked): Promise<number> =>
  Number((await rowsOf(context, composeCount(question, source, scope)))[0]!['n'])

const FETCHED = 5000

/** All rows, however many, by a cursor of this transaction. */
export async function* eachRow(context: Context, asked: Asked): AsyncGenerator<CellValue[]> {
  const { question, source, scope, outputs } = asked
  const { text, values } = composeRows(question, source, scope, null)
  await context.query(`DECLARE report NO SCROLL CURSOR FOR ${text}`, values)
  try {
    for (;;) {
      const { rows } = await context.query<Line>(`FETCH ${FETCHED} FROM report`)
      for (const line of rows) yield cellsOf(line, 'c', outputs.length)
      if (rows.length < FETCHED) return
    }
  } finally {
    // After a failed statement the transaction is beyond this; its own end closes the cursor.
    await context.query('CLOSE report').catch(() => undefined)
  }
}
