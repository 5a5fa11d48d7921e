/** The calls that ask whoever holds the phone, kept for when there is no network; what they say is stored with its place in the outbox. */
import { change, opName } from '../../../platform/web/pocket/change.ts'
import type { PhoneDatabase } from '../../../platform/web/pocket/database.ts'
import { ask } from '../../../platform/web/phone/reach.ts'
import type { OutputOf } from '../../../platform/pure/contract.ts'
import { phones } from '../muster-contract.ts'
import { type Said, withAnswer, withArrival } from '../own-call.ts'

const { answerMine, mine, musterMine } = phones.operations
const KEY = 'mobilize.own-calls'

export type HeldCall = OutputOf<typeof mine>['calls'][number]
interface Kept {
  /** Unix ms by this phone's clock. */
  readonly at: number
  readonly calls: readonly HeldCall[]
}

export async function fetchOwn(db: PhoneDatabase): Promise<void> {
  const { calls } = await ask(mine, {})
  await db.notes.put({ key: KEY, value: { at: Date.now(), calls } satisfies Kept })
}

type Waiting = Said & { readonly callId: string; readonly at: string; readonly code?: string }

/** What the server said last, with everything that still waits on this phone. Null before it was ever asked. */
export async function readOwn(db: PhoneDatabase): Promise<Kept | null> {
  const kept = (await db.notes.get(KEY))?.value as Kept | undefined
  if (!kept) return null
  const ops = [opName(answerMine), opName(musterMine)]
  const waiting = (await db.outbox.toArray()).filter(({ op, tray }) => ops.includes(op) && tray === 0)
  const calls = kept.calls.map((call) =>
    waiting
      .map(({ item }) => item as Waiting)
      .filter(({ callId }) => callId === call.callId)
      .reduce((now, item) => (item.code === undefined ? withAnswer(now, item) : withArrival(now, item.at)), call),
  )
  return { ...kept, calls }
}

interface Hand {
  readonly db: PhoneDatabase
  now(): number
  freshId(): string
}

const noted = (kept: Kept | null, callId: string, changed: (call: HeldCall) => HeldCall): Kept | null =>
  kept && { ...kept, calls: kept.calls.map((call) => (call.callId === callId ? changed(call) : call)) }

/** Also noted as said: between being acknowledged and being read anew the screen must not fall back. */
export async function answerOwn({ db, now, freshId }: Hand, callId: string, said: Said): Promise<void> {
  const at = now()
  await change(db, at, async (inside) => {
    const kept = (await inside.note<Kept>(KEY)) ?? null
    await inside.setNote(
      KEY,
      noted(kept, callId, (call) => withAnswer(call, said)),
    )
    await inside.send(answerMine, { id: freshId(), callId, at: new Date(at).toISOString(), ...said })
  })
}

/** Not noted before it is acknowledged: a wrong code would stand as an arrival. */
export async function musterOwn(
  { db, now, freshId }: Hand,
  callId: string,
  code: string,
  how: 'scan' | 'code',
): Promise<void> {
  const at = now()
  await change(db, at, (inside) =>
    inside.send(musterMine, { id: freshId(), callId, code, how, at: new Date(at).toISOString() }),
  )
}

export const forgetOwn = (db: PhoneDatabase): Promise<void> => db.notes.delete(KEY)

/** Which call-up a fact still on the phone answers. */
export async function aboutOwn(db: PhoneDatabase, factId: string): Promise<string | null> {
  const waiting = (await db.outbox.toArray()).find(({ id }) => id === factId)
  const callId = (waiting?.item as { callId?: string } | undefined)?.callId
  const kept = (await db.notes.get(KEY))?.value as Kept | undefined
  return kept?.calls.find((call) => call.callId === callId)?.callUp ?? null
}
