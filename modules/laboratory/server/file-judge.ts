/** Judges the lines of one lab's file batch by batch, in their order: lines of one tube reach across batches. */
import { tidyNumber } from '../../../platform/pure/identity-number.ts'
import type { ColumnMapping } from '../../../platform/pure/list-columns.ts'
import type { Noticed } from '../../../platform/pure/list-problems.ts'
import { maskIdentityNumber } from '../../../platform/pure/mask.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { Judge, StagedRow } from '../../../platform/server/lists/list-kind.ts'
import type { House } from '../../../platform/server/room.ts'
import type { FileField } from '../model.ts'
import { codeKey, type LineDraft, lineReader } from '../file-line.ts'
import type { NoticedRemark } from '../line-problems.ts'
import { judgeLine, type LineFacts, type TubeFact } from '../line-verdict.ts'
import type { Outcome } from '../model.ts'
import { POLICY } from '../policy.ts'

/** A line that says whose it is and what came of it. */
export interface OpenLine {
  readonly rowNo: number
  readonly draft: LineDraft & { readonly outcome: Outcome }
  readonly remarks: readonly NoticedRemark[]
}
/** What an accepted line would write. */
export interface StagedResult {
  readonly turn: number
  readonly outcome: Outcome
  readonly testedAt: string | null
  readonly corrects: boolean
}
export type StagedLine = StagedRow<FileField, StagedResult>

interface Facts {
  readonly tubes: ReadonlyMap<string, readonly TubeFact[]>
  readonly people: ReadonlyMap<number, NonNullable<LineFacts['person']>>
}

async function findPeople(
  context: Context,
  roundId: string,
  lines: readonly OpenLine[],
  digest: House['digest'],
): Promise<Facts['people']> {
  const named = lines.filter(({ draft }) => draft.idNumber !== null || draft.name !== null)
  if (named.length === 0) return new Map()
  const { rows } = await context.query<{ n: number; tubes: string[]; named: boolean }>(
    'SELECT n, tubes, named FROM laboratory.person_facts($1, $2, $3, $4, $5)',
    [
      context.actor.streetId,
      roundId,
      named.map(({ draft }) => draft.code),
      named.map(({ draft }) => (draft.idNumber === null ? null : digest('id', draft.idNumber))),
      named.map(({ draft }) => draft.name),
    ],
  )
  return new Map(
    rows.flatMap(({ n, tubes, named: namedInTube }) => {
      const line = named[n - 1]
      if (line === undefined) return []
      const sampledIn = line.draft.idNumber === null ? null : tubes.map(codeKey)
      return [[line.rowNo, { sampledIn, namedInTube }] as const]
    }),
  )
}

/** Phones write codes as they are scanned or typed; they are looked for as the file has them and in capitals. */
async function findTubes(context: Context, roundId: string, codes: ReadonlySet<string>): Promise<Facts['tubes']> {
  type Row = TubeFact & { readonly code: string; readonly takenAt: Date | null }
  const { rows } = await context.query<Row>(
    `SELECT tube_id AS "tubeId", code, heads, last_taken_at AS "takenAt", closed, received_at IS NOT NULL AS received, outcome, turn FROM laboratory.tube_facts($1, $2, $3)`,
    [context.actor.streetId, roundId, [...new Set([...codes].flatMap((code) => [code, code.toLowerCase()]))]],
  )
  const facts = rows.map(({ takenAt, ...row }) => ({ ...row, lastTakenAt: takenAt?.getTime() ?? null }))
  return Map.groupBy(facts, (row) => codeKey(row.code))
}

export interface FileJudgeOptions {
  readonly roundId: string
  readonly mapping: Pick<ColumnMapping<FileField>, 'columns'>
  readonly digest: House['digest']
  /** ms */
  readonly now: number
}

export const openFileJudge = ({
  roundId,
  mapping,
  digest,
  now,
}: FileJudgeOptions): Judge<FileField, OpenLine, StagedResult> => {
  const readLine = lineReader(mapping)
  const told = new Map<string, { rowNo: number; outcome: Outcome }>()
  const contested: { rowNo: number; fault: Noticed<FileField> }[] = []

  const lineOf = ({ code, name, idNumber, outcome }: LineDraft) => ({
    code,
    name,
    idMasked: idNumber === null ? null : maskIdentityNumber(tidyNumber(idNumber)),
    outcome,
  })

  const stage = ({ rowNo, draft, remarks }: OpenLine, facts: Facts): StagedLine => {
    const person = facts.people.get(rowNo) ?? null
    const code = draft.code ?? (person?.sampledIn?.length === 1 ? person.sampledIn[0] : undefined)
    const tubes = code === undefined ? [] : (facts.tubes.get(code) ?? [])
    const earlier = (tubes.length === 1 && told.get(tubes[0]!.tubeId)) || null
    const ruling = judgeLine(draft, { tubes, person, earlier }, now, POLICY)
    const { verdict, tubeId, turn } = ruling
    const line = lineOf(draft)
    if (verdict === 'bad' && earlier !== null && tubeId !== null)
      contested.push({
        rowNo: earlier.rowNo,
        fault: { field: 'outcome', code: 'lines-disagree', params: { row: rowNo } },
      })
    else if (verdict !== 'bad' && tubeId !== null && earlier === null)
      told.set(tubeId, { rowNo, outcome: draft.outcome })
    const known = tubes[0]?.outcome ?? ''
    return {
      rowNo,
      verdict,
      subjectId: tubeId,
      draft:
        verdict === 'changed' ? { line, changes: [{ field: 'outcome', from: known, to: draft.outcome }] } : { line },
      problems: [...ruling.faults, ...ruling.remarks, ...remarks],
      ...(turn === null
        ? {}
        : { record: { turn, outcome: draft.outcome, testedAt: draft.testedAt, corrects: verdict === 'changed' } }),
    }
  }

  return {
    read({ rowNo, cells }) {
      const reading = readLine(cells)
      if (reading.kind === 'skipped')
        return { rowNo, verdict: 'skipped', subjectId: null, draft: null, problems: [reading.remark] }
      const { draft, faults, remarks } = reading
      const { outcome } = draft
      if (faults.length > 0 || outcome === null)
        return {
          rowNo,
          verdict: 'bad',
          subjectId: null,
          draft: { line: lineOf(draft) },
          problems: [...faults, ...remarks],
        }
      return { open: { rowNo, draft: { ...draft, outcome }, remarks } }
    },
    async judge(context, open) {
      const people = await findPeople(context, roundId, open, digest)
      const codes = new Set(open.flatMap(({ draft, rowNo }) => draft.code ?? people.get(rowNo)?.sampledIn ?? []))
      const facts = { people, tubes: await findTubes(context, roundId, codes) }
      return open.map((line) => stage(line, facts))
    },
    contested: async () => contested,
  }
}
