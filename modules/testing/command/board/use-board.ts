/**
 * A board that follows the samples: each is added as it is heard, and once they pause the board is read anew.
 * An answer may already hold samples that are heard just after it; those are left to the next reading, so no number
 * goes up and then back.
 */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { keyOf, useAsk } from '../../../../platform/web/desk/queries.ts'
import { useSettled } from '../../../../platform/web/desk/use-settled.ts'
import { useLive, useLiveState } from '../../../../platform/web/live.ts'
import { register } from '../../../register/contract.ts'
import { testing } from '../../contract.ts'
import { type Board, heardSamples, withSamples } from './board-change.ts'

/** The stream may be this far behind the database, ms. */
const BEHIND = 500

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
  const answer = useAsk(testing.operations.board, question, { keep: true, staleTime: 0 })
  const key = keyOf(testing.operations.board, question)
  const counted = useRef(new Set<string>())
  const readAgain = useSettled(() => void client.invalidateQueries({ queryKey: key }), 300, 3000)

  useLive(
    topics,
    (lines) => {
      const samples = heardSamples(lines, question.roundId).filter((sample) => {
        if (sample.residentId === null) return true
        const seen = counted.current.has(sample.residentId)
        counted.current.add(sample.residentId)
        return !seen
      })
      const updatedAt = client.getQueryState(key)?.dataUpdatedAt ?? 0
      if (samples.length > 0 && Date.now() - updatedAt > BEHIND)
        client.setQueryData<Board>(key, (board) => board && withSamples(board, samples, new Date().toISOString()), {
          updatedAt,
        })
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
