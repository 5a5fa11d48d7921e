/** What a shift stands on: measure, keys, duty phones, the list, crossings elsewhere. Fetched together, in small answers, whenever there is network. */
import type { OutputFor } from '../../../platform/web/client.ts'
import { lockOf } from '../../../platform/web/outbox/sender.ts'
import { ask } from '../../../platform/web/phone/reach.ts'
import type { PhoneDatabase } from '../../../platform/web/pocket/database.ts'
import { dropListsExcept } from '../../../platform/web/pocket/kept-list.ts'
import { storageProblemOf } from '../../../platform/web/pocket/storage-problem.ts'
import { keepers } from '../keeper-contract.ts'
import { crossedCursor, hearPage } from './crossed.ts'
import { agreedNow, heardServerTime } from '../../../platform/web/phone/agreed-clock.ts'
import { appendPage, keptBeside, listKey, readHead } from './pass-log.ts'

const { gatePocket, passList, crossedSince, myGates } = keepers.operations

export interface Pocket extends OutputFor<typeof gatePocket> {
  /** When list and crossings were last complete, Unix ms by the server's clock; null: never yet. */
  readonly listAt: number | null
}
const POCKET = 'pocket'
const GATES = 'gate.gates'
const PAGE = 2000
/** A page of passes is about half a megabyte. */
const LONG = 60_000
const alone = lockOf('shouwang-gate-renew')

export const readPocket = async (db: PhoneDatabase, gateId: string): Promise<Pocket | null> =>
  ((await db.marks.get([listKey(gateId), POCKET]))?.value as Pocket | undefined) ?? null
const keepPocket = (db: PhoneDatabase, gateId: string, value: Pocket) =>
  db.marks.put({ list: listKey(gateId), id: POCKET, value })

export interface KeptGates {
  readonly at: number
  readonly gates: OutputFor<typeof myGates>['gates']
}
export const readGates = async (db: PhoneDatabase): Promise<KeptGates | null> =>
  ((await db.notes.get(GATES))?.value as KeptGates | undefined) ?? null
export async function fetchGates(db: PhoneDatabase): Promise<void> {
  const answer = await ask(myGates, {})
  await db.notes.put({ key: GATES, value: { at: agreedNow(), gates: answer.gates } })
}

/** One tab of a phone at a time. What came before a network broke stays, and the next time goes on from there. */
export const renew = (db: PhoneDatabase, gateId: string): Promise<void> =>
  alone(async () => {
    const sent = performance.now()
    const answer = await ask(gatePocket, { gateId })
    heardServerTime(answer.now, sent)
    const before = await readPocket(db, gateId)
    try {
      await keepPocket(db, gateId, { ...answer, listAt: before?.listAt ?? null })
      const asked = agreedNow()
      await fetchPasses(db, gateId)
      await fetchCrossed(db, gateId)
      await keepPocket(db, gateId, { ...answer, listAt: asked })
    } catch (error) {
      throw storageProblemOf(error)
    }
  })

async function fetchPasses(db: PhoneDatabase, gateId: string): Promise<void> {
  for (let more = true; more; ) {
    const { cursor } = await readHead(db, gateId)
    const page = await ask(passList, { gateId, cursor, limit: PAGE }, { timeout: LONG })
    await appendPage(db, gateId, cursor, page)
    more = page.more
  }
}
async function fetchCrossed(db: PhoneDatabase, gateId: string): Promise<void> {
  for (let more = true; more; ) {
    const cursor = await crossedCursor(db, gateId)
    const page = await ask(crossedSince, { gateId, cursor, limit: PAGE }, { timeout: LONG })
    await hearPage(db, gateId, cursor, page, agreedNow())
    more = page.more
  }
}

/** Lists of other gates are other people's data by now: they go, and with them what was known of their crossings. */
export const keepOnly = async (db: PhoneDatabase, gateId: string): Promise<void> =>
  dropListsExcept(db, await keptBeside(db, gateId))
