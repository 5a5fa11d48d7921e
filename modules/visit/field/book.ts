/**
 * What this phone has noted since the server last told it how things stand, laid over what it carries: so a visitor who was let in without
 * network can be seen out, and a parcel is not handed out twice from one phone.
 */
import type { Flow } from '../queue.ts'
import type { Place, VisitAtGate, factKinds } from '../model.ts'
import type { ParcelAtPoint } from '../parcel.ts'
import { isBelow } from '../../../platform/pure/area.ts'
import type { CodeOf } from '../../../platform/pure/codes.ts'
import type { OutputFor } from '../../../platform/web/client.ts'
import type { noting } from '../field-contract.ts'

export type Pocket = OutputFor<typeof noting.operations.pocket>
/** A fact made here that can be taken back; `text` is for the eyes of whoever holds the phone. */
export interface Line {
  readonly factId: string
  readonly of: CodeOf<typeof factKinds>
  readonly text: string
  /** The visit or parcel that a step or pick-up is about. */
  readonly on: string | null
  readonly at: number
  readonly undone: boolean
}
export interface Book {
  /** The youngest first. */
  readonly lines: readonly Line[]
  /** Arrivals and leavings made here, by visit. */
  readonly steps: Readonly<Record<string, { readonly arrivedAt?: string; readonly leftAt?: string }>>
  readonly visits: readonly VisitAtGate[]
  readonly parcels: readonly ParcelAtPoint[]
  readonly picked: Readonly<Record<string, string>>
  /** ms since 1970 at which a vehicle passed. */
  readonly passed: readonly { readonly placeId: string; readonly at: number }[]
  readonly queues: Readonly<Record<string, { readonly waiting: number; readonly at: number }>>
}
export const emptyBook: Book = { lines: [], steps: {}, visits: [], parcels: [], picked: {}, passed: [], queues: {} }

const DAY = 86_400_000
const MOST_LINES = 60

/** With one more line; what is older than two days is forgotten. */
export function written(book: Book, line: Line, more: Partial<Book> = {}): Book {
  const since = line.at - 2 * DAY
  const all = { ...book, ...more }
  return {
    ...all,
    lines: [line, ...all.lines].slice(0, MOST_LINES),
    visits: all.visits.filter((one) => one.arrivedAt === null || Date.parse(one.arrivedAt) > since),
    parcels: all.parcels.filter((one) => Date.parse(one.at) > since),
    passed: all.passed.filter((one) => one.at > line.at - DAY),
  }
}

const without = <V>(record: Readonly<Record<string, V>>, key: string | null): Readonly<Record<string, V>> =>
  Object.fromEntries(Object.entries(record).filter(([one]) => one !== key))

/** A line taken back, and what had been laid over for it. */
export function unwritten(book: Book, factId: string): Book {
  const line = book.lines.find((one) => one.factId === factId)
  return {
    ...book,
    lines: book.lines.map((one) => (one.factId === factId ? { ...one, undone: true } : one)),
    steps: line?.of === 'visit-step' ? without(book.steps, line.on) : book.steps,
    picked: line?.of === 'pickup' ? without(book.picked, line.on) : book.picked,
    visits: book.visits.filter(({ id }) => id !== factId),
    parcels: book.parcels.filter(({ id }) => id !== factId),
    passed: line?.of === 'vehicle' ? book.passed.filter(({ at }) => at !== line.at) : book.passed,
    queues: line?.of === 'queue' ? without(book.queues, line.on) : book.queues,
  }
}

/** Visits as they stand: the server's, with what was noted here since, and those met here. */
export function visitsNow(pocket: Pocket | null, book: Book): VisitAtGate[] {
  const known = new Set(pocket?.visits.map(({ id }) => id))
  return [...(pocket?.visits ?? []), ...book.visits.filter(({ id }) => !known.has(id))].map((visit) => {
    const here = book.steps[visit.id]
    return {
      ...visit,
      arrivedAt: visit.arrivedAt ?? here?.arrivedAt ?? null,
      leftAt: visit.leftAt ?? here?.leftAt ?? null,
    }
  })
}

/** What waits on the shelf of a place. */
export function parcelsNow(pocket: Pocket | null, book: Book, placeId: string): ParcelAtPoint[] {
  const known = new Set(pocket?.parcels.map(({ id }) => id))
  return [...(pocket?.parcels ?? []), ...book.parcels.filter(({ id }) => !known.has(id))].filter(
    (one) => one.placeId === placeId && book.picked[one.id] === undefined,
  )
}

/** Which operations can be noted for at a place, the newest first: a checkpoint's own, at a gate those whose area it lies in. */
export function operationsAt(pocket: Pocket, { path, operationId }: Pick<Place, 'path' | 'operationId'>) {
  const own = pocket.operations.filter(({ id }) => id === operationId)
  if (own.length > 0) return own
  const here = pocket.operations.filter((one) => isBelow(path, one.path))
  return here.length > 0 ? here : pocket.operations
}

/** The place's flow: the server's until it was told, this phone's since; of two counts of the queue the later. */
export function flowNow(pocket: Pocket | null, book: Book, placeId: string, now: number): Flow {
  const told = pocket?.flows.find((one) => one.placeId === placeId)
  const toldAt = pocket === null ? 0 : Date.parse(pocket.now)
  const mine = book.passed.filter((one) => one.placeId === placeId && one.at > Math.max(toldAt, now - 3600_000))
  const counted = book.queues[placeId]
  const server = told?.notedAt == null ? null : { waiting: told.waiting, at: Date.parse(told.notedAt) }
  const later = counted && (server === null || counted.at >= server.at) ? counted : server
  const firstAt = told?.firstAt == null ? (mine[0]?.at ?? null) : Date.parse(told.firstAt)
  return {
    waiting: later?.waiting ?? null,
    notedAt: later?.at ?? null,
    passed: (told?.passed ?? 0) + mine.length,
    firstAt,
  }
}

/** Those that have all of what was typed in their number, name, plate or host. */
export function narrowVisits(visits: readonly VisitAtGate[], typed: string): VisitAtGate[] {
  const text = typed
    .normalize('NFKC')
    .replace(/[\s·.-]/gu, '')
    .toUpperCase()
  if (text === '') return [...visits]
  // A name is carried half hidden: 溪小云 is found by 溪*云.
  const asMasked = (name: string): boolean => {
    const letters = [...text]
    return [...name].length === letters.length && [...name].every((c, i) => c === '*' || c === letters[i])
  }
  return visits.filter(
    ({ number, name, plate, host }) =>
      number.includes(text) ||
      (plate ?? '').includes(text) ||
      host.replace(/\s/gu, '').toUpperCase().includes(text) ||
      asMasked(name),
  )
}
