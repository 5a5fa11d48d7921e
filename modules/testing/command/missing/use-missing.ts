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
import { answerOrder, type AnswerTime, isBeyond } from '../answer-order.ts'
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
/** So many counts in a row may be passed over as older than what was heard. */
const PASSED_OVER = 4
const { dueChanged, exemptionLifted, personExempted, personTried, sampleVoided } = testing.events
const listTopics = [dueChanged.type, exemptionLifted.type, sampleVoided.type]
const topics = ['testing.sample', personExempted.type, personTried.type, ...listTopics]

export function useMissing(question: MissingQuestion, options: { readonly top: string; readonly when?: boolean }) {
  const client = useQueryClient()
  const operation = testing.operations.missing
  const list = usePages(operation, question, { keep: true, when: options.when ?? true })
  const key = pagesKey(operation, question)
  // Rows on their way out: kept beside the state, because timers and counts meet them between two drawings.
  const [leaving, setLeaving] = useState<ReadonlyMap<string, Gone>>(new Map())
  const fading = useRef(leaving)
  const setFading = (people: readonly Gone[]) => {
    fading.current = new Map(people.map((one) => [one.residentId, one]))
    setLeaving(fading.current)
  }
  const seen = useRef(new Set<string>())
  const own = useRef(new Set<string>())
  const order = useRef(answerOrder())
  /** Cursor of the last message whose people were taken off the total by hand. */
  const taken = useRef<string | null>(null)
  const passedOver = useRef(0)
  /** When the total was counted, here and on the stream. */
  const countedAt = useRef<AnswerTime | null>(null)
  const answeredAt = list.query.dataUpdatedAt
  useEffect(() => {
    const cursor = client.getQueryData<MissingPages>(key)?.pages.at(-1)?.cursor
    if (cursor !== undefined) countedAt.current = { cursor, at: Date.now() }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a new answer, not every change made to it here
  }, [answeredAt])
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
        ({ total, cursor }) => {
          // Somebody was taken off by hand who may be in this count still: count once more.
          if (taken.current !== null && isBeyond(taken.current, cursor) && passedOver.current < PASSED_OVER) {
            passedOver.current += 1
            return recount()
          }
          passedOver.current = 0
          countedAt.current = { cursor, at: Date.now() }
          // Whoever is fading was heard before this count: it is without them.
          setFading([...fading.current.values()].map((one) => ({ ...one, counted: true })))
          change((pages) => withTotal(pages, total))
        },
        () => undefined,
      ),
    // Unnarrowed it is a look at counters; otherwise people are counted.
    narrowing.countUnseen ? 250 : 800,
    narrowing.countUnseen ? 2000 : 5000,
  )
  const readAgain = useSettled(() => void list.query.refetch(), 300, 2000)

  const leave = (gone: readonly Gone[]) => {
    const fresh = gone.filter((one) => !seen.current.has(one.residentId))
    if (fresh.length === 0) return
    for (const one of fresh) seen.current.add(one.residentId)
    setFading([...fading.current.values(), ...fresh])
    const timer = setTimeout(() => {
      timers.current.delete(timer)
      const faded = fresh.map((one) => fading.current.get(one.residentId) ?? one)
      setFading([...fading.current.values()].filter((one) => !faded.includes(one)))
      change((pages) => withoutPeople(pages, faded, narrowing))
    }, FADE)
    timers.current.add(timer)
  }

  useLive(
    topics,
    (lines, cursor) => {
      const standing = countedAt.current && order.current.stands(cursor, countedAt.current, Date.now())
      const ours = lines.filter((line) => line.data['roundId'] === question.roundId)
      const gone = goneIn(ours, question.roundId)
      if (standing === 'new') {
        if (gone.length > 0) taken.current = cursor
        leave(gone)
      } else leave(gone.map((one) => ({ ...one, counted: true })))
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
  const going = [...leaving.values()]
  return {
    query: list.query,
    rows: list.rows,
    /** Without those whose rows are still fading. */
    total: pages && totalOf(withoutPeople(pages, going, narrowing)),
    more: list.more,
    leaving,
    /** Takes somebody off at once: I have just exempted them. */
    leave,
    /** Before a try is sent: its echo on the stream may come before the answer. Gives back the way to take it back. */
    trying: (residentId: string, outcome: Tried['outcome']) => {
      own.current.add(`${residentId} ${outcome}`)
      return () => void own.current.delete(`${residentId} ${outcome}`)
    },
    tried: (tried: Tried) => change((all) => withTry(all, tried)),
  }
}
export type Missing = ReturnType<typeof useMissing>
