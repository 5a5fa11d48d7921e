/** The households of a collection on the phone: fetched with their age, what was entered here marked beside them by day. */
import { shanghaiDay } from '../../../platform/pure/time.ts'
import { foldTight } from '../../../platform/pure/fullwidth.ts'
import type { OutputFor } from '../../../platform/web/client.ts'
import { change } from '../../../platform/web/pocket/change.ts'
import type { PhoneDatabase } from '../../../platform/web/pocket/database.ts'
import { dropListsExcept, keepList, type KeptList, readList } from '../../../platform/web/pocket/kept-list.ts'
import { ask } from '../../../platform/web/phone/reach.ts'
import { reporting } from '../field-contract.ts'
import { boardDay } from '../due-day.ts'
import type { Collection, TestResult } from '../model.ts'

export const COLLECTIONS = 'selftest.collections'
export type CarriedPerson = OutputFor<typeof reporting.operations.pocket>['people'][number]
export interface ListMeta {
  /** The day that the list's results are of. */
  readonly on: string
}
export interface Carried extends KeptList<ListMeta, CarriedPerson> {
  /** Entered on this phone today, by person. */
  readonly here: ReadonlyMap<string, TestResult>
}
export interface HouseholdRow {
  readonly path: string
  readonly address: string
  readonly people: readonly CarriedPerson[]
}

const ALL = 'selftest.list.'
const listKey = (collectionId: string): string => `${ALL}${collectionId}`
const markOf = (day: string, residentId: string): string => `${day}/${residentId}`

export async function fetchCollections(db: PhoneDatabase): Promise<void> {
  const { collections } = await ask(reporting.operations.collections, { state: 'open' })
  await db.notes.put({ key: COLLECTIONS, value: collections })
}
export const readCollections = async (db: PhoneDatabase): Promise<readonly Collection[] | null> =>
  ((await db.notes.get(COLLECTIONS))?.value as readonly Collection[] | undefined) ?? null

/** Lists of other collections are other people's data by now: they go. */
export async function fetchHouseholds(db: PhoneDatabase, collectionId: string): Promise<void> {
  const { on, people } = await ask(reporting.operations.pocket, { collectionId })
  const meta: ListMeta = { on }
  await keepList(db, listKey(collectionId), { at: Date.now(), meta, rows: people })
  const keys = await db.kept.toCollection().primaryKeys()
  await dropListsExcept(db, [listKey(collectionId), ...keys.filter((key) => !key.startsWith(ALL))])
}

export async function readHouseholds(db: PhoneDatabase, collectionId: string, day: string): Promise<Carried | null> {
  const list = await readList<ListMeta, CarriedPerson>(db, listKey(collectionId))
  if (!list) return null
  const marks = await db.marks.where('list').equals(listKey(collectionId)).toArray()
  const today = marks.filter((mark) => mark.id.startsWith(`${day}/`))
  return { ...list, here: new Map(today.map((mark) => [mark.id.slice(day.length + 1), mark.value as TestResult])) }
}

/** The day that a test taken now answers. */
export const dayNow = (collection: Collection, now: number): string => boardDay(collection, shanghaiDay(now))

/** What counts of somebody as far as this phone knows; a list of yesterday says nothing of today. */
export const resultOf = (carried: Carried, person: CarriedPerson, day: string): TestResult | null =>
  carried.here.get(person.id) ?? (carried.meta.on === day ? person.result : null)

export interface Hand {
  readonly db: PhoneDatabase
  now(): number
  freshId(): string
}

/** Stored with its place in the outbox before the screen says so. */
export async function noteReports(
  { db, now: clock, freshId }: Hand,
  collection: Collection,
  chosen: ReadonlyMap<string, TestResult>,
): Promise<void> {
  const now = clock()
  const day = dayNow(collection, now)
  await change(db, now, async (inside) => {
    for (const [residentId, result] of chosen) {
      await inside.setMark(listKey(collection.id), markOf(day, residentId), result)
      await inside.send(reporting.operations.recordReports, {
        ...{ id: freshId(), collectionId: collection.id, residentId, result },
        testedAt: new Date(now).toISOString(),
        notedAt: new Date(now).toISOString(),
      })
    }
  })
}

export function householdsOf(people: readonly CarriedPerson[]): HouseholdRow[] {
  const rows: { path: string; address: string; people: CarriedPerson[] }[] = []
  for (const person of people) {
    const last = rows.at(-1)
    if (last && last.path === person.path) last.people.push(person)
    else rows.push({ path: person.path, address: person.address, people: [person] })
  }
  return rows
}

const plain = (text: string): string => foldTight(text).toLowerCase()
/** Households where every part of what was typed stands in the address or in somebody's name or initials. */
export function narrow(rows: readonly HouseholdRow[], typed: string): readonly HouseholdRow[] {
  const parts = typed.trim().split(/\s+/u).map(plain).filter(Boolean)
  if (parts.length === 0) return rows
  return rows.filter(({ address, people }) => {
    const text = plain(`${address} ${people.map((p) => `${p.name} ${p.initials}`).join(' ')}`)
    return parts.every((part) => text.includes(part))
  })
}

/** Another grid's people are nobody's business on this phone any more. */
export async function forget(db: PhoneDatabase): Promise<void> {
  await db.notes.delete(COLLECTIONS)
  const keys = await db.kept.toCollection().primaryKeys()
  await dropListsExcept(
    db,
    keys.filter((key) => !key.startsWith(ALL)),
  )
}

/** Whom a fact still in the outbox is about. */
export async function about(db: PhoneDatabase, factId: string): Promise<string | null> {
  const waiting = (await db.outbox.toArray()).find((entry) => entry.id === factId)
  const item = waiting?.item as { collectionId?: string; residentId?: string } | undefined
  if (!item?.collectionId) return null
  const list = await readList<ListMeta, CarriedPerson>(db, listKey(item.collectionId))
  return list?.rows.find((person) => person.id === item.residentId)?.name ?? null
}
