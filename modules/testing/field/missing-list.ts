/** Who is missing, kept on the phone of whoever calls and knocks; tries are noted without network and sent later. */
import { change } from '../../../platform/web/pocket/change.ts'
import type { PhoneDatabase } from '../../../platform/web/pocket/database.ts'
import { keepList, type KeptList, readList } from '../../../platform/web/pocket/kept-list.ts'
import { ask } from '../../../platform/web/phone/reach.ts'
import type { CodeOf } from '../../../platform/pure/codes.ts'
import { foldTight } from '../../../platform/pure/fullwidth.ts'
import { callRank } from '../call-order.ts'
import { testing } from '../contract.ts'
import type { contactOutcomes, contactWays, MissingPerson } from '../model.ts'
import type { Hand } from './lane.ts'

export type Outcome = CodeOf<typeof contactOutcomes>
export type ContactWay = CodeOf<typeof contactWays>
/** A try noted on this phone since the list was fetched. */
export interface TryMark {
  readonly outcome: Outcome
  readonly at: number
}
export interface MissingMeta {
  readonly roundId: string
  /** All who are missing, also beyond those that this phone carries. */
  readonly total: number
}
export type MissingList = KeptList<MissingMeta, MissingPerson>

/** More than this nobody calls in a day; the rest is said to exist. */
export const MOST_CARRIED = 5000
const PAGE = 1000

export const missingKey = (roundId: string): string => `testing.missing.${roundId}`
export const triesKey = (roundId: string): string => `testing.tries.${roundId}`

export async function fetchMissing(db: PhoneDatabase, roundId: string): Promise<void> {
  const rows: MissingPerson[] = []
  let after: string | undefined
  let total = 0
  do {
    const answer = await ask(testing.operations.missing, {
      roundId,
      order: 'door',
      limit: PAGE,
      ...(after === undefined ? {} : { after }),
    })
    rows.push(...answer.rows)
    total = answer.total
    after = answer.next ?? undefined
  } while (after !== undefined && rows.length < MOST_CARRIED)
  const meta: MissingMeta = { roundId, total }
  await keepList(db, missingKey(roundId), { at: Date.now(), meta, rows })
}

export const readMissing = (db: PhoneDatabase, roundId: string): Promise<MissingList | null> =>
  readList<MissingMeta, MissingPerson>(db, missingKey(roundId))

export async function noteTry(
  hand: Hand,
  { roundId, residentId, way, outcome }: { roundId: string; residentId: string; way: ContactWay; outcome: Outcome },
): Promise<void> {
  const now = hand.now()
  await change(hand.db, now, async (inside) => {
    const mark: TryMark = { outcome, at: now }
    await inside.setMark(triesKey(roundId), residentId, mark)
    await inside.send(testing.operations.recordTries, {
      id: hand.freshId(),
      roundId,
      residentId,
      way,
      outcome,
      at: new Date(now).toISOString(),
    })
  })
}

export const readTries = async (db: PhoneDatabase, roundId: string): Promise<ReadonlyMap<string, TryMark>> =>
  new Map((await db.marks.where('list').equals(triesKey(roundId)).toArray()).map((m) => [m.id, m.value as TryMark]))

const plain = (text: string): string => foldTight(text).toLowerCase()

/** Those whose name or address has all that was typed. */
export function narrow(people: readonly MissingPerson[], typed: string): readonly MissingPerson[] {
  const parts = typed.trim().split(/\s+/u).map(plain).filter(Boolean)
  if (parts.length === 0) return people
  return people.filter((p) => {
    const text = plain(`${p.name} ${p.address}`)
    return parts.every((part) => text.includes(part))
  })
}

/** For calls, by the rule that the desk rings by too; a try noted on this phone counts before the server has heard of it. */
export function callOrder(
  people: readonly MissingPerson[],
  tries: ReadonlyMap<string, TryMark>,
  now: number,
): readonly MissingPerson[] {
  const rankOf = (p: MissingPerson): number => {
    const here = tries.get(p.residentId)
    const lastTryAt = here?.at ?? (p.lastTryAt === null ? null : Date.parse(p.lastTryAt))
    return callRank(
      { ...p, phone: p.phoneMasked !== null, lastOutcome: here?.outcome ?? p.lastOutcome, lastTryAt },
      now,
    )
  }
  return people
    .map((person) => ({ person, rank: rankOf(person) }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ person }) => person)
}

export interface Door {
  /** Compound and building, as the address begins. */
  readonly building: string
  readonly floor: number | null
  readonly people: readonly MissingPerson[]
}
const buildingOf = ({ address, building }: MissingPerson): string => {
  const at = address.indexOf(building)
  return at < 0 ? building : address.slice(0, at + building.length)
}

/** For doors: building by building, floor from the top, as the list came. */
export function doorsOf(people: readonly MissingPerson[]): readonly Door[] {
  const doors: { building: string; floor: number | null; people: MissingPerson[] }[] = []
  for (const person of people) {
    const building = buildingOf(person)
    const last = doors.at(-1)
    if (last && last.building === building && last.floor === person.floor) last.people.push(person)
    else doors.push({ building, floor: person.floor, people: [person] })
  }
  return doors
}
