/** A touch becomes a fact: stored on the phone with what the screen shows of it, then sent when there is network. */
import { change } from '../../../platform/web/pocket/change.ts'
import type { Change } from '../../../platform/web/pocket/change.ts'
import type { PhoneDatabase } from '../../../platform/web/pocket/database.ts'
import { ask } from '../../../platform/web/phone/reach.ts'
import { freshId } from '../../../platform/web/fresh-id.ts'
import type { CodeOf } from '../../../platform/pure/codes.ts'
import { noting } from '../field-contract.ts'
import type { mistakes, ReturneeFact, VehicleFact, VisitAtGate, VisitStepFact, visitSteps } from '../model.ts'
import type { ParcelAtPoint, pickupWays } from '../parcel.ts'
import { type Book, emptyBook, type Line, type Pocket, unwritten, written } from './book.ts'

const { operations } = noting
const BOOK = 'visit.book'
const POCKET = 'visit.pocket'
const PLACE = 'visit.place'
const OPERATION = 'visit.operation'

export const readBook = async (db: PhoneDatabase): Promise<Book> =>
  ((await db.notes.get(BOOK))?.value as Book | undefined) ?? emptyBook
export const readPocket = async (db: PhoneDatabase): Promise<{ at: number; pocket: Pocket } | null> =>
  ((await db.notes.get(POCKET))?.value as { at: number; pocket: Pocket } | undefined) ?? null
export async function fetchPocket(db: PhoneDatabase): Promise<void> {
  const pocket = await ask(operations.pocket, {})
  await db.notes.put({ key: POCKET, value: { at: Date.now(), pocket } })
}
export const readPlace = async (db: PhoneDatabase): Promise<string | null> =>
  ((await db.notes.get(PLACE))?.value as string | undefined) ?? null
export const keepPlace = (db: PhoneDatabase, placeId: string | null): Promise<unknown> =>
  placeId === null ? db.notes.delete(PLACE) : db.notes.put({ key: PLACE, value: placeId })
export const readOperation = async (db: PhoneDatabase): Promise<string | null> =>
  ((await db.notes.get(OPERATION))?.value as string | undefined) ?? null
export const keepOperation = (db: PhoneDatabase, operationId: string): Promise<unknown> =>
  db.notes.put({ key: OPERATION, value: operationId })
/** Another person has this phone: what waits to be sent stays. */
export const forget = (db: PhoneDatabase): Promise<void> => db.notes.bulkDelete([BOOK, POCKET, PLACE, OPERATION])

export const about = async (db: PhoneDatabase, factId: string): Promise<string | null> =>
  (await readBook(db)).lines.find((line) => line.factId === factId)?.text ?? null

/** Where and for what this phone notes. */
export interface Post {
  readonly db: PhoneDatabase
  readonly operationId: string
  readonly placeId: string
}
type Stated = { readonly id: string; readonly operationId: string; readonly at: string }

async function note(
  { db, operationId }: Post,
  line: Pick<Line, 'of' | 'text'> & { readonly factId?: string; readonly on?: string },
  send: (change: Change, fact: Stated) => Promise<void>,
  more: (book: Book, fact: Stated, now: number) => Partial<Book> = () => ({}),
): Promise<string> {
  const now = Date.now()
  const fact = { id: freshId(), operationId, at: new Date(now).toISOString() }
  const factId = line.factId ?? fact.id
  await change(db, now, async (inside) => {
    const book = (await inside.note<Book>(BOOK)) ?? emptyBook
    await send(inside, fact)
    await inside.setNote(
      BOOK,
      written(book, { on: null, ...line, factId, at: now, undone: false }, more(book, fact, now)),
    )
  })
  return factId
}

export type VehicleNoted = Omit<VehicleFact, keyof Stated | 'placeId'>
export const noteVehicle = (post: Post, vehicle: VehicleNoted, text: string): Promise<string> =>
  note(
    post,
    { of: 'vehicle', text },
    (change, fact) => change.send(operations.recordVehicles, { ...vehicle, ...fact, placeId: post.placeId }),
    (book, _, at) => (vehicle.outcome === 'passed' ? { passed: [...book.passed, { placeId: post.placeId, at }] } : {}),
  )

export const noteQueue = (post: Post, waiting: number, text: string): Promise<string> =>
  note(
    post,
    { of: 'queue', text, on: post.placeId },
    (change, fact) => change.send(operations.recordQueues, { ...fact, placeId: post.placeId, waiting }),
    (book, _, at) => ({ queues: { ...book.queues, [post.placeId]: { waiting, at } } }),
  )

export type ReturneeNoted = Omit<ReturneeFact, keyof Stated | 'placeId'>
export const noteReturnee = (post: Post, returnee: ReturneeNoted): Promise<string> =>
  note(post, { of: 'returnee', text: returnee.who.name }, (change, fact) =>
    change.send(operations.recordReturnees, { ...returnee, ...fact, placeId: post.placeId }),
  )

export const noteStep = (
  post: Post,
  visit: VisitAtGate,
  step: Exclude<CodeOf<typeof visitSteps>, 'cancelled'>,
  text: string,
): Promise<string> =>
  note(
    post,
    { of: 'visit-step', text, on: visit.id },
    (change, fact) =>
      change.send(operations.recordVisits, {
        ...{ ...fact, visitId: visit.id, step, placeId: post.placeId },
        visit: null,
      }),
    (book, { at }) => ({
      steps: {
        ...book.steps,
        [visit.id]: { ...book.steps[visit.id], ...(step === 'arrived' ? { arrivedAt: at } : { leftAt: at }) },
      },
    }),
  )

type Met = NonNullable<VisitStepFact['visit']>
/** Somebody whom nobody announced: the visit and its arrival are one fact. */
export const noteMet = (post: Post, met: Met, carried: Omit<VisitAtGate, 'id' | 'arrivedAt'>): Promise<string> => {
  const visitId = freshId()
  return note(
    post,
    { of: 'visit', text: met.who.name, factId: visitId },
    (change, fact) =>
      change.send(operations.recordVisits, {
        ...{ ...fact, visitId, step: 'arrived' as const, placeId: post.placeId },
        visit: met,
      }),
    (book, { at }) => ({ visits: [...book.visits, { ...carried, id: visitId, arrivedAt: at }] }),
  )
}

export const noteParcel = (
  post: Post,
  parcel: Pick<ParcelAtPoint, 'recipient' | 'broughtBy' | 'kind' | 'pieces' | 'shelf'>,
  path: string | null,
): Promise<string> =>
  note(
    post,
    { of: 'parcel', text: parcel.recipient },
    (change, fact) => change.send(operations.recordParcels, { ...parcel, ...fact, placeId: post.placeId, path }),
    (book, { id, at }) => ({
      parcels: [
        ...book.parcels,
        { ...parcel, ...{ id, at, placeId: post.placeId, path: path ?? '', takenAt: null, pickedAt: null, how: null } },
      ],
    }),
  )

export const notePickup = (
  post: Post,
  parcel: ParcelAtPoint,
  how: CodeOf<typeof pickupWays>,
  text: string,
): Promise<string> =>
  note(
    post,
    { of: 'pickup', text, on: parcel.id },
    (change, fact) => change.send(operations.recordPickups, { ...fact, parcelId: parcel.id, how }),
    (book, { at }) => ({ picked: { ...book.picked, [parcel.id]: at } }),
  )

/** The line stays, crossed out; the fact is taken back by one more. */
export async function takeBack({ db, operationId }: Post, line: Line, why: CodeOf<typeof mistakes>): Promise<void> {
  const now = Date.now()
  await change(db, now, async (inside) => {
    const book = (await inside.note<Book>(BOOK)) ?? emptyBook
    await inside.send(operations.takeBack, {
      ...{ id: freshId(), operationId, at: new Date(now).toISOString() },
      ...{ factId: line.factId, of: line.of, why },
    })
    await inside.setNote(BOOK, unwritten(book, line.factId))
  })
}
