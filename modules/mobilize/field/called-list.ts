/** Who is called, on the phone: fetched with its age; who was tapped in here is marked beside it, stored with the fact that says so. */
import { foldTight } from '../../../platform/pure/fullwidth.ts'
import { ask } from '../../../platform/web/phone/reach.ts'
import { change } from '../../../platform/web/pocket/change.ts'
import type { PhoneDatabase } from '../../../platform/web/pocket/database.ts'
import { dropListsExcept, keepList, type KeptList, readList } from '../../../platform/web/pocket/kept-list.ts'
import type { CalledPerson, CallUp } from '../call-up-model.ts'
import { phones } from '../muster-contract.ts'

const ops = phones.operations
const CALL_UPS = 'mobilize.call-ups'
const ALL = 'mobilize.list.'
const listKey = (callUpId: string): string => `${ALL}${callUpId}`

export type Row = CalledPerson & {
  /** As far as this phone knows. */
  readonly here: boolean
}
type Carried = KeptList<null, Row>

export async function fetchCallUps(db: PhoneDatabase): Promise<void> {
  const { callUps } = await ask(ops.callUps, {})
  await db.notes.put({ key: CALL_UPS, value: callUps.filter(({ state }) => state === 'called') })
}
export const readCallUps = async (db: PhoneDatabase): Promise<readonly CallUp[] | null> =>
  ((await db.notes.get(CALL_UPS))?.value as readonly CallUp[] | undefined) ?? null

/** Lists of other call-ups are nobody's business on this phone by now: they go. */
export async function fetchCalled(db: PhoneDatabase, callUpId: string): Promise<void> {
  const rows: CalledPerson[] = []
  for (let after: number | null = 0; after !== null; ) {
    const page: { rows: CalledPerson[]; next: number | null } = await ask(ops.people, { callUpId, after, limit: 500 })
    rows.push(...page.rows)
    after = page.next
  }
  await keepList(db, listKey(callUpId), { at: Date.now(), meta: null, rows })
  const keys = await db.kept.toCollection().primaryKeys()
  await dropListsExcept(db, [listKey(callUpId), ...keys.filter((key) => !key.startsWith(ALL))])
}

export async function readCalled(db: PhoneDatabase, callUpId: string): Promise<Carried | null> {
  const list = await readList<null, CalledPerson>(db, listKey(callUpId))
  if (!list) return null
  const marks = new Map((await db.marks.where('list').equals(listKey(callUpId)).toArray()).map((m) => [m.id, m.value]))
  return {
    ...list,
    rows: list.rows.map((row) => ({
      ...row,
      here: marks.has(row.callId) ? marks.get(row.callId) === 'tap' : row.hereAt !== null,
    })),
  }
}

interface Hand {
  readonly db: PhoneDatabase
  now(): number
  freshId(): string
}

/** Stored with its place in the outbox before the screen says so. */
export async function tap({ db, now, freshId }: Hand, callUpId: string, callId: string, how: 'tap' | 'undo') {
  const at = now()
  await change(db, at, async (inside) => {
    await inside.setMark(listKey(callUpId), callId, how)
    await inside.send(ops.recordMusters, { id: freshId(), callUpId, callId, how, at: new Date(at).toISOString() })
  })
}

export async function welcome({ db, now, freshId }: Hand, callUpId: string, name: string) {
  const at = now()
  await change(db, at, async (inside) => {
    await inside.send(ops.recordMusters, {
      ...{ id: freshId(), callUpId, name, how: 'extra' as const, at: new Date(at).toISOString() },
    })
  })
}

const plain = (text: string): string => foldTight(text).toLowerCase()
export function narrow(rows: readonly Row[], typed: string): readonly Row[] {
  const parts = typed.trim().split(/\s+/u).map(plain).filter(Boolean)
  return rows.filter(({ name, department }) => parts.every((part) => plain(`${name} ${department}`).includes(part)))
}

/** Another person took this phone. */
export async function forget(db: PhoneDatabase): Promise<void> {
  await db.notes.delete(CALL_UPS)
  const keys = await db.kept.toCollection().primaryKeys()
  await dropListsExcept(
    db,
    keys.filter((key) => !key.startsWith(ALL)),
  )
}

/** Whom a fact still in the outbox is about. */
export async function about(db: PhoneDatabase, factId: string): Promise<string | null> {
  const waiting = (await db.outbox.toArray()).find((entry) => entry.id === factId)
  const item = waiting?.item as { callUpId?: string; callId?: string; name?: string } | undefined
  if (!item?.callUpId) return null
  const list = await readList<null, CalledPerson>(db, listKey(item.callUpId))
  return item.name ?? list?.rows.find((row) => row.callId === item.callId)?.name ?? null
}
