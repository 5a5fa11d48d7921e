/** The lane's state for its screens: shift, open tube, the list, and a hand that stores and then wakes the sender. */
import { useEffect, useMemo, useState } from 'react'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { cell } from '../../../platform/web/phone/cell.ts'
import { usePhone } from '../../../platform/web/phone/phone.tsx'
import { useKept } from '../../../platform/web/phone/use-kept.ts'
import { keptHead } from '../../../platform/web/pocket/kept-list.ts'
import type { Tube } from '../tube.ts'
import { type Hand, openTubeOf } from './lane.ts'
import { pocketKey, readShift, type Shift } from './shift.ts'
import { fetchPocket, hearTested, loadPocket, type SitePocket } from './site-pocket.ts'

/** `undefined` while the database is being read. */
export function useShift(): Shift | null | undefined {
  const { db } = usePhone()
  return useKept(() => readShift(db), [db])
}
export function useTube(): Tube | null | undefined {
  const { db } = usePhone()
  return useKept(() => openTubeOf(db), [db])
}

export const useHand = (): Hand => {
  const { db } = usePhone()
  return useMemo(() => ({ db, now: () => Date.now(), freshId }), [db])
}

// One index for all screens: building it for 30,000 people takes a moment.
const loaded = new Map<string, Promise<SitePocket | null>>()
function pocketAt(db: Hand['db'], siteId: string, at: number): Promise<SitePocket | null> {
  const key = `${siteId} ${at}`
  let pocket = loaded.get(key)
  if (!pocket) {
    loaded.clear()
    pocket = loadPocket(db, siteId)
    loaded.set(key, pocket)
  }
  return pocket
}

/** `undefined` while it is being read, null when there is none on this phone. */
export function usePocket(siteId: string): SitePocket | null | undefined {
  const { db } = usePhone()
  const at = useKept(async () => (await keptHead(db, pocketKey(siteId)))?.at ?? null, [db, siteId])
  const [pocket, setPocket] = useState<SitePocket | null | undefined>()
  useEffect(() => {
    if (at === undefined) return
    if (at === null) return setPocket(null)
    let gone = false
    void pocketAt(db, siteId, at).then((it) => gone || setPocket(it))
    return () => {
      gone = true
    }
  }, [db, siteId, at])
  return pocket
}

export const roundIsClosed = cell(false)
const EVERY = 10_000
/** People move in and out while a round runs: the list is renewed when it is older than this, ms. */
const STALE = 3_600_000

async function renewWhenStale(db: Hand['db'], siteId: string): Promise<void> {
  const head = await keptHead(db, pocketKey(siteId))
  if (head && Date.now() - head.at > STALE) await fetchPocket(db, siteId)
}

/** While there is network, hears every ten seconds who was tested elsewhere, and renews the list every hour. */
export function useTestedElsewhere(siteId: string, signedIn: boolean): void {
  const { db } = usePhone()
  useEffect(() => {
    if (!signedIn) return
    let gone = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const hear = async (): Promise<void> => {
      const closed = document.hidden ? null : await hearTested(db, siteId).catch(() => null)
      if (gone) return
      if (closed !== null) roundIsClosed.set(closed)
      if (closed === false) await renewWhenStale(db, siteId).catch(() => undefined)
      if (gone) return
      timer = setTimeout(() => void hear(), EVERY)
    }
    void hear()
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [db, siteId, signedIn])
}
