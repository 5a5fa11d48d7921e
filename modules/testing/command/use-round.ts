/** One round with its sites, kept up to date while the page is open. */
import { useParams } from '@tanstack/react-router'
import { useAsk } from '../../../platform/web/desk/queries.ts'
import type { Lang, Params, Word } from '../../../platform/pure/words.ts'
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import type { OutputFor } from '../../../platform/web/client.ts'
import { useLive } from '../../../platform/web/live.ts'
import { groups } from '../../register/model.ts'
import { testing } from '../contract.ts'
import type { Round } from '../model.ts'
import { roundWords } from '../words.ts'

export type RoundWithSites = OutputFor<typeof testing.operations.round>
type Say = (word: Word, params?: Params) => string

const { roundClosed, siteAdded, siteChanged } = testing.events
const topics = [roundClosed.type, siteAdded.type, siteChanged.type]

export const useRoundId = (): string => (useParams({ strict: false }) as { roundId: string }).roundId

export function useRound(roundId: string) {
  const round = useAsk(testing.operations.round, { id: roundId })
  useLive(topics, (lines) => {
    if (lines.some((line) => line.data['roundId'] === roundId)) void round.refetch()
  })
  return round
}

/** Who a round is for, in a few words. */
export function scopeWords(scope: Round['scope'], t: Say, lang: Lang): string {
  if (scope.kind === 'whole') return t(roundWords.whole)
  if (scope.kind === 'list') return t(roundWords.list, { people: scope.people })
  const names = scope.groups.map((group) => t(groups.words[group]))
  return t(roundWords.someGroups, { groups: names.join(lang === 'zh' ? '、' : ', ') })
}

export const poolWords = (size: number, t: Say): string =>
  size === 1 ? t(roundWords.single) : t(roundWords.pool, { n: size })

/** `2026-03-05 08:00 to 18:00`, or with the second date where the round runs overnight. */
export function hoursWords(from: string, to: string, t: Say): string {
  const start = shanghaiMinute(from)
  const end = shanghaiMinute(to)
  return t(roundWords.hours, { from: start, to: end.startsWith(start.slice(0, 10)) ? end.slice(11) : end })
}
