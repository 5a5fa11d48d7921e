/** Fetches the site's list with its progress told; used when a shift starts and whenever the crew wants it fresh. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { isOffline, wordsOf } from '../../../platform/web/client.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { Page } from '../../../platform/web/phone/page.tsx'
import { BusyBar, Button, Notice } from '../../../platform/web/phone/parts.tsx'
import { usePhone } from '../../../platform/web/phone/phone.tsx'
import { phoneWords } from '../../../platform/web/phone/words.ts'
import { StorageProblem } from '../../../platform/web/pocket/storage-problem.ts'
import type { Word } from '../../../platform/pure/words.ts'
import type { Shift } from './shift.ts'
import { fetchPocket } from './site-pocket.ts'
import { laneWords as w } from './words.ts'

export type Fetching = { readonly busy: boolean; readonly problem: Word | null; fetch(): Promise<boolean> }

export function useFetchList(siteId: string): Fetching {
  const { db } = usePhone()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Word | null>(null)
  const fetch = useCallback(async () => {
    setBusy(true)
    setProblem(null)
    try {
      await fetchPocket(db, siteId)
      return true
    } catch (error) {
      setProblem(error instanceof StorageProblem ? error.words : isOffline(error) ? phoneWords.away : wordsOf(error))
      return false
    } finally {
      setBusy(false)
    }
  }, [db, siteId])
  return { busy, problem, fetch }
}

/** Between choosing a lane and the first person. */
export function FetchList({ shift, onDone }: { shift: Shift; onDone: () => void }) {
  const t = useT()
  const { busy, problem, fetch } = useFetchList(shift.siteId)
  const started = useRef(false)
  const run = useCallback(() => void fetch().then((ok) => ok && onDone()), [fetch, onDone])
  useEffect(() => {
    if (started.current) return
    started.current = true
    run()
  }, [run])
  return (
    <Page title={shift.siteName} small={t(w.lane, { lane: shift.lane })} first>
      <div className="empty">
        <strong>{t(problem ? w.fetchFailed : w.fetching)}</strong>
        <p>{t(w.fetchingHint)}</p>
      </div>
      {busy ? <BusyBar label={t(w.fetching)} /> : null}
      {problem ? (
        <>
          <Notice kind="warn">{t(problem)}</Notice>
          <Button kind="primary" onClick={run}>
            {t(w.fetchAgain)}
          </Button>
          <Button onClick={onDone}>{t(w.workWithout)}</Button>
        </>
      ) : null}
    </Page>
  )
}
