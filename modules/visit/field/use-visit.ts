/** What every screen of this work stands on: what the phone carries, what it has noted, at which place it is. */
import { useMemo } from 'react'
import type { Word } from '../../../platform/pure/words.ts'
import { usePhone } from '../../../platform/web/phone/phone.tsx'
import { useKept } from '../../../platform/web/phone/use-kept.ts'
import { useRenewed } from '../../../platform/web/phone/use-renewed.ts'
import type { Place } from '../model.ts'
import { type Book, emptyBook, operationsAt, type Pocket } from './book.ts'
import { fetchPocket, type Post, readBook, readOperation, readPlace, readPocket } from './noting.ts'

type Operation = Pocket['operations'][number]

export interface VisitWork {
  readonly pocket: Pocket
  /** When it was fetched, by this phone's clock, ms. */
  readonly pocketAt: number
  readonly book: Book
  readonly place: Place
  /** Of those that can be noted for here the one that is. */
  readonly operation: Operation
  readonly operations: readonly Operation[]
  readonly post: Post
}

/** `null` parts are not there yet; `ready` once the phone's own database was read. */
export function useVisit() {
  const { db } = usePhone()
  const kept = useKept(async () => ({ value: await readPocket(db) }), [db])
  const book = useKept(() => readBook(db), [db]) ?? emptyBook
  const placeId = useKept(async () => ({ value: await readPlace(db) }), [db])
  const chosen = useKept(async () => ({ value: await readOperation(db) }), [db])
  const renewing = useRenewed(() => fetchPocket(db), 'visit')
  const pocket = kept?.value?.pocket ?? null
  const place = pocket?.places.find(({ id }) => id === placeId?.value) ?? null
  const operations = pocket && place ? operationsAt(pocket, place) : []
  const operation = operations.find(({ id }) => id === chosen?.value) ?? operations[0] ?? null
  const operationId = operation?.id
  const post = useMemo<Post | null>(
    () => (place && operationId ? { db, operationId, placeId: place.id } : null),
    [db, place, operationId],
  )
  return {
    ready: kept !== undefined && placeId !== undefined && chosen !== undefined,
    pocket,
    at: kept?.value?.at ?? 0,
    book,
    place,
    operation,
    operations,
    post,
    ...renewing,
  }
}
export type Visit = ReturnType<typeof useVisit>

/** A word with what goes into it, as a screen says it. */
export type Said = { readonly word: Word; readonly tone: 'good' | 'alarm' } | null
