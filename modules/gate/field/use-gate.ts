/** The gate's state for its screens: shift, what the shift stands on, the list in memory, and the minute's renewal. */
import { useEffect, useMemo, useState } from 'react'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { cell } from '../../../platform/web/phone/cell.ts'
import { usePhone } from '../../../platform/web/phone/phone.tsx'
import { useKept } from '../../../platform/web/phone/use-kept.ts'
import type { PhoneDatabase } from '../../../platform/web/pocket/database.ts'
import { store, stored } from '../../../platform/web/stored.ts'
import type { Direction } from '../model.ts'
import { agreedNow, watchClock } from '../../../platform/web/phone/agreed-clock.ts'
import { type Pocket, readPocket, renew } from './gate-pocket.ts'
import { PassBook } from './pass-book.ts'
import { readHead, readOn, tidyLog } from './pass-log.ts'
import { beat, type Hand, readShift, type Shift } from './shift.ts'

/** `undefined` while the database is being read. */
export function useShift(): Shift | null | undefined {
  const { db } = usePhone()
  return useKept(() => readShift(db), [db])
}
export const useHand = (): Hand => {
  const { db } = usePhone()
  return useMemo(() => ({ db, now: agreedNow, freshId }), [db])
}
export function usePocket(gateId: string): Pocket | null | undefined {
  const { db } = usePhone()
  return useKept(() => readPocket(db, gateId), [db, gateId])
}

// One book for all screens: reading twenty thousand passes takes a moment.
const open = new Map<string, { readonly book: PassBook; busy: Promise<void> }>()
function bookAt(db: PhoneDatabase, gateId: string): Promise<PassBook> {
  let at = open.get(gateId)
  if (!at) {
    open.clear()
    at = { book: new PassBook(), busy: Promise.resolve() }
    open.set(gateId, at)
  }
  const { book } = at
  at.busy = at.busy.then(() => readOn(db, gateId, book))
  return at.busy.then(() => book)
}

/** The list as far as it is on the disk, in this tab's memory; `undefined` while it is read for the first time. */
export function useBook(gateId: string): { readonly book: PassBook } | undefined {
  const { db } = usePhone()
  const head = useKept(() => readHead(db, gateId), [db, gateId])
  const [read, setRead] = useState<{ readonly book: PassBook }>()
  useEffect(() => {
    if (!head) return
    let gone = false
    void bookAt(db, gateId).then((book) => gone || setRead({ book }))
    return () => {
      gone = true
    }
  }, [db, gateId, head])
  return read
}

const EVERY = 60_000

/** While somebody is on duty: the list once a minute when there is network, the count every few, the clock all the time. */
export function useDuty(shift: Shift, signedIn: boolean): void {
  const { db, sender } = usePhone()
  const hand = useHand()
  const { gateId } = shift
  useEffect(watchClock, [])
  useEffect(() => {
    let gone = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const round = async (): Promise<void> => {
      clearTimeout(timer)
      if (await beat(hand).catch(() => false)) sender.wake()
      if (signedIn && !document.hidden) {
        await renew(db, gateId).catch(() => undefined)
        const at = open.get(gateId)
        if (at) await tidyLog(db, gateId, await bookAt(db, gateId)).catch(() => undefined)
      }
      if (!gone) timer = setTimeout(() => void round(), EVERY)
    }
    const soon = (): void => void round()
    soon()
    addEventListener('online', soon)
    return () => {
      gone = true
      clearTimeout(timer)
      removeEventListener('online', soon)
    }
  }, [db, sender, hand, gateId, signedIn])
}

export const direction = cell<Direction>(stored('gate-direction') === 'in' ? 'in' : 'out')
export function turn(to: Direction): void {
  store('gate-direction', to)
  direction.set(to)
}

/** How the keeper finds people just now; it stays until they choose another way. */
export type Entry = 'scan' | 'number' | 'find' | 'ways'
export const entry = cell<Entry>('scan')
