/**
 * A board that follows the samples: each is added as it is heard, and once they pause the board is read anew.
 * What an answer may already hold is left to the next reading, and an answer older than what was heard is not taken,
 * so that no number goes up and then back.
 */
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { call } from '../../../../platform/web/client.ts'
import { keyOf } from '../../../../platform/web/desk/queries.ts'
import { useSettled } from '../../../../platform/web/desk/use-settled.ts'
import { useLive, useLiveState } from '../../../../platform/web/live.ts'
import { register } from '../../../register/contract.ts'
import { testing } from '../../contract.ts'
import { answerOrder, isBeyond } from '../answer-order.ts'
import { type Board, heardSamples, withSamples } from './board-change.ts'

/** So many answers in a row may be passed over as older than what was heard; the next is taken whatever it is. */
const PASSED_OVER = 4

const { dueChanged, exemptionLifted, personExempted, roundClosed, sampleVoided, siteAdded, siteChanged } =
  testing.events
const { residentCorrected, residentLeft, residentRegistered } = register.events
const topics = [
  'testing.sample',
  ...[dueChanged, exemptionLifted, personExempted, roundClosed, sampleVoided, siteAdded, siteChanged].map(
    (e) => e.type,
  ),
  ...[residentCorrected, residentLeft, residentRegistered].map((e) => e.type),
]

export interface BoardQuestion {
  readonly roundId: string
  readonly under?: string
  readonly by?: 'community' | 'grid' | 'building'
}

export function useBoard(question: BoardQuestion) {
  const client = useQueryClient()
  const operation = testing.operations.board
  const key = keyOf(operation, question)
  const counted = useRef(new Set<string>())
  const order = useRef(answerOrder())
  /** Cursor of the last message whose samples were added by hand. */
  const added = useRef<string | null>(null)
  const passedOver = useRef(0)
  const readAgain = useSettled(() => void client.invalidateQueries({ queryKey: key }), 300, 2000)

  const answer = useQuery<Board>({
    queryKey: key,
    queryFn: async ({ signal }) => {
      const fresh = await call(operation, question, { signal })
      const shown = client.getQueryData<Board>(key)
      const older = added.current !== null && isBeyond(added.current, fresh.cursor)
      if (shown && older && passedOver.current < PASSED_OVER) {
        passedOver.current += 1
        readAgain()
        return shown
      }
      passedOver.current = 0
      counted.current.clear()
      return fresh
    },
    placeholderData: keepPreviousData,
    staleTime: 0,
  })

  useLive(
    topics,
    (lines, cursor) => {
      const board = client.getQueryData<Board>(key)
      const at = client.getQueryState(key)?.dataUpdatedAt ?? 0
      const standing = board && order.current.stands(cursor, { cursor: board.cursor, at }, Date.now())
      if (standing === 'held') return
      const samples = heardSamples(lines, question.roundId).filter((sample) => {
        if (sample.residentId === null) return true
        const seen = counted.current.has(sample.residentId)
        counted.current.add(sample.residentId)
        return !seen
      })
      if (standing === 'new' && samples.length > 0) {
        added.current = cursor
        client.setQueryData<Board>(key, (now) => now && withSamples(now, samples, new Date().toISOString()), {
          updatedAt: at,
        })
      }
      readAgain()
    },
    { onRestart: readAgain },
  )

  // What came while the stream was being opened, or was away, is in the next reading.
  const state = useLiveState()
  useEffect(() => {
    if (state === 'live') readAgain()
  }, [state, readAgain])
  return answer
}
