/**
 * Who is missing, read in pages and kept true live: a swab takes its row away within a second (it fades first), a try is
 * told on its row. The total is counted anew once things pause, because a filter may hide whom a swab concerned.
 */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { call, type InputFor } from '../../../../platform/web/client.ts'
import { pagesKey, usePages } from '../../../../platform/web/desk/use-pages.ts'
import { useSettled } from '../../../../platform/web/desk/use-settled.ts'
import { useLive, useLiveState } from '../../../../platform/web/live.ts'
import { testing } from '../../contract.ts'
import {
  type Gone,
  goneIn,
  type MissingPages,
  totalOf,
  type Tried,
  withoutPeople,
  withTotal,
  withTry,
} from './missing-change.ts'

export type MissingQuestion = Omit<InputFor<typeof testing.operations.missing>, 'after'>

/** How long a row takes to fade, ms; the style sheet has the same. */
const FADE = 250
const { dueChanged, exemptionLifted, personExempted, personTried, sampleVoided } = testing.events
const listTopics = [dueChanged.type, exemptionLifted.type, sampleVoided.type]
const topics = ['testing.sample', personExempted.type, personTried.type, ...listTopics]

export function useMissing(question: MissingQuestion, options: { readonly top: string; readonly when?: boolean }) {
  const client = useQueryClient()
  const operation = testing.operations.missing
  const list = usePages(operation, question, { keep: true, when: options.when ?? true })
  const key = pagesKey(operation, question)
  const [leaving, setLeaving] = useState<ReadonlyMap<string, string>>(new Map())
  const seen = useRef(new Set<string>())
  const own = useRef(new Set<string>())
  const timers = useRef(new Set<ReturnType<typeof setTimeout>>())
  useEffect(() => () => timers.current.forEach(clearTimeout), [])
  const narrowing = {
    under: question.under ?? options.top,
    countUnseen: !question.text && !question.groups?.length && !question.outcome?.length,
  }

  const change = (by: (pages: MissingPages) => MissingPages) =>
    client.setQueryData<MissingPages>(key, (pages) => pages && by(pages), {
      updatedAt: client.getQueryState(key)?.dataUpdatedAt ?? Date.now(),
    })
  // Rows go by themselves; only how many there are is asked again, in the order that costs the server least.
  const recount = useSettled(
    () =>
      void call(operation, { ...question, order: 'door', limit: 1 }).then(
        ({ total }) => change((pages) => withTotal(pages, total)),
        () => undefined,
      ),
    1000,
    5000,
  )
  const readAgain = useSettled(() => void list.query.refetch(), 300, 2000)

  const leave = (gone: readonly Gone[]) => {
    const fresh = gone.filter((one) => !seen.current.has(one.residentId))
    if (fresh.length === 0) return
    for (const one of fresh) seen.current.add(one.residentId)
    setLeaving((before) => new Map([...before, ...fresh.map((one) => [one.residentId, one.path] as const)]))
    const timer = setTimeout(() => {
      timers.current.delete(timer)
      change((pages) => withoutPeople(pages, fresh, narrowing))
      setLeaving((before) => new Map([...before].filter(([id]) => !fresh.some((one) => one.residentId === id))))
    }, FADE)
    timers.current.add(timer)
  }

  useLive(
    topics,
    (lines) => {
      const ours = lines.filter((line) => line.data['roundId'] === question.roundId)
      const gone = goneIn(ours, question.roundId)
      leave(gone)
      for (const { topic, data } of ours) {
        if (topic !== personTried.type) continue
        const tried = data as unknown as Tried
        // My own tries are on the row already.
        if (!own.current.delete(`${tried.residentId} ${tried.outcome}`))
          change((pages) => withTry(pages, { ...tried, at: new Date().toISOString() }))
      }
      if (ours.some((line) => listTopics.includes(line.topic))) {
        seen.current.clear()
        readAgain()
      } else if (gone.length > 0) recount()
    },
    { onRestart: readAgain },
  )
  const state = useLiveState()
  const wasAway = useRef(false)
  useEffect(() => {
    if (state === 'away') wasAway.current = true
    if (state !== 'live') return
    // What happened while nobody listened is in the next reading.
    if (wasAway.current) readAgain()
    else recount()
    wasAway.current = false
  }, [state, recount, readAgain])

  const pages = list.query.data as MissingPages | undefined
  const going = [...leaving].map(([residentId, path]) => ({ residentId, path }))
  return {
    query: list.query,
    rows: list.rows,
    /** Without those whose rows are still fading. */
    total: pages && totalOf(withoutPeople(pages, going, narrowing)),
    more: list.more,
    leaving,
    /** Takes somebody off at once: I have just exempted them. */
    leave,
    tried: (tried: Tried) => {
      own.current.add(`${tried.residentId} ${tried.outcome}`)
      change((all) => withTry(all, tried))
    },
  }
}
export type Missing = ReturnType<typeof useMissing>
