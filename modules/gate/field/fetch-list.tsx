/** Between choosing a gate and the first person: the list comes in parts, and what has come is counted. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { isOffline, wordsOf } from '../../../platform/web/client.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { Page } from '../../../platform/web/phone/page.tsx'
import { BusyBar, Button, Notice } from '../../../platform/web/phone/parts.tsx'
import { usePhone } from '../../../platform/web/phone/phone.tsx'
import { phoneWords } from '../../../platform/web/phone/words.ts'
import { StorageProblem } from '../../../platform/web/pocket/storage-problem.ts'
import type { Word } from '../../../platform/pure/words.ts'
import { renew } from './gate-pocket.ts'
import type { Shift } from './shift.ts'
import { useBook, usePocket } from './use-gate.ts'
import { gateWords as w } from './words.ts'

/** Fetches now; gives back what went wrong. */
export function useRenewNow(gateId: string): {
  readonly busy: boolean
  readonly problem: Word | null
  run(): Promise<boolean>
} {
  const { db } = usePhone()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Word | null>(null)
  const run = useCallback(async () => {
    setBusy(true)
    setProblem(null)
    try {
      await renew(db, gateId)
      return true
    } catch (error) {
      setProblem(error instanceof StorageProblem ? error.words : isOffline(error) ? phoneWords.away : wordsOf(error))
      return false
    } finally {
      setBusy(false)
    }
  }, [db, gateId])
  return { busy, problem, run }
}

export function FetchList({ shift, onDone }: { shift: Shift; onDone: () => void }) {
  const t = useT()
  const { busy, problem, run } = useRenewNow(shift.gateId)
  const pocket = usePocket(shift.gateId)
  const list = useBook(shift.gateId)
  const started = useRef(false)
  const fetch = useCallback(() => void run().then((ok) => ok && onDone()), [run, onDone])
  useEffect(() => {
    if (started.current) return
    started.current = true
    fetch()
  }, [fetch])
  return (
    <Page title={shift.gateName} first>
      <div className="empty">
        <strong>{t(problem ? w.fetchFailed : w.fetching)}</strong>
        <p>{t(w.fetchingHint)}</p>
        <p className="gate-count">{t(w.passes, { count: list?.book.size ?? 0 })}</p>
      </div>
      {busy ? <BusyBar label={t(w.fetching)} /> : null}
      {problem ? (
        <>
          <Notice kind="warn">{t(problem)}</Notice>
          <Button kind="primary" onClick={fetch}>
            {t(w.fetchAgain)}
          </Button>
          {/* Without measure and keys there is nothing to check by. */}
          {pocket ? <Button onClick={onDone}>{t(w.workWithout)}</Button> : null}
        </>
      ) : null}
    </Page>
  )
}
