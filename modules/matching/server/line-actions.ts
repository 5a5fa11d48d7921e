/** Lines of a compared list: seen, held beside whoever they may be, decided, taken back. The later of two people is told. */
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { residentDraft } from '../../register/model.ts'
import { registerPerson } from '../../register/server/public.ts'
import { matching } from '../contract.ts'
import { type DecisionKind, type Line, problems } from '../list-model.ts'
import { readBirth, readNumberCell, readPhones, readSex } from '../resident-cells.ts'
import {
  candidatesOf,
  decisionsOf,
  findLine,
  findLines,
  insertDecision,
  isResidentThere,
  type LineKey,
  lockLine,
  type LockedLine,
  nextToLook,
  numbersOf,
} from './line-store.ts'
import { listOrThrow } from './list-actions.ts'

async function lineOrThrow(context: Context, key: LineKey): Promise<Line> {
  const line = await findLine(context, key)
  if (line === null) throw new Problem(platformProblems.notFound)
  return line
}

/** The line, locked, as the person has seen it. */
async function decidable(context: Context, key: LineKey, seen: number): Promise<LockedLine> {
  const line = await lockLine(context, key)
  if (line === null) throw new Problem(platformProblems.notFound)
  if (line.state !== 'compared') throw new Problem(problems.notCompared)
  if (line.decisions !== seen) throw new Problem(problems.decidedMeanwhile)
  return line
}

async function keep(context: Context, line: LockedLine, kind: DecisionKind, residentId: string | null): Promise<Line> {
  await insertDecision(context, line, kind, residentId)
  const { listId, rowNo, path, streetId, operationId } = line
  await context.record(matching.events.lineDecided, { path, streetId, operationId, data: { listId, rowNo, kind } })
  return lineOrThrow(context, line)
}

const dayText = (day: number): string | null =>
  day === 0 ? null : String(day).replace(/^(\d{4})(\d{2})(\d{2})$/u, '$1-$2-$3')

type Handlers = HandlersOf<typeof matching>
export const lineActions: Pick<Handlers, 'lines' | 'pair' | 'decide' | 'registerPerson'> = {
  lines: async (context, { after, limit, ...filter }) => {
    await listOrThrow(context, filter.listId)
    return findLines(context, filter, { after, limit })
  },
  pair: async (context, key) => {
    const { streetId } = await listOrThrow(context, key.listId)
    const line = await lineOrThrow(context, key)
    const decisions = await decisionsOf(context, key)
    return {
      line,
      ...(await candidatesOf(context, streetId, key)),
      decisions: decisions.map((one) => ({ ...one, at: one.at.toISOString() })),
      ...(await nextToLook(context, key)),
    }
  },
  decide: async (context, { seen, kind, residentId, ...key }) => {
    const line = await decidable(context, key, seen)
    if (kind === 'undone' && line.outcome === null) throw new Problem(problems.nothingToUndo)
    if (kind !== 'same' && kind !== 'found') return keep(context, line, kind, null)
    const known = kind === 'found' || line.candidates.includes(residentId ?? '')
    if (residentId === undefined || !known || !(await isResidentThere(context, line, residentId)))
      throw new Problem(problems.notACandidate)
    return keep(context, line, kind, residentId)
  },
  registerPerson: async (context, { seen, listId, rowNo, ...given }) => {
    const line = await decidable(context, { listId, rowNo }, seen)
    if (!given.path.startsWith(line.path)) throw new Problem(problems.notACandidate)
    const { idNumber, phone, birthDate, sex } = await numbersOf(context, line)
    const number = readNumberCell(idNumber ?? '')
    const holds = number.state === 'holds' || number.state === 'other'
    const person = await registerPerson(context, {
      ...residentDraft.parse({ ...given, idType: holds ? number.type : 'none' }),
      id: given.id,
      idNumber: holds ? number.value : null,
      phone: readPhones(phone ?? '')[0] ?? null,
      birthDate: dayText(readBirth(birthDate ?? '') || number.birth),
      sex: readSex(sex ?? '') ?? number.sex,
    })
    return keep(context, line, 'registered', person.id)
  },
}
