/** Collections on the screen, kept up to date by what comes in: read anew once reports have paused, at the latest after two seconds. */
import { useParams } from '@tanstack/react-router'
import type { Lang } from '../../../platform/pure/words.ts'
import type { Translate } from '../../../platform/web/lang.tsx'
import { useAsk } from '../../../platform/web/desk/queries.ts'
import { useSettled } from '../../../platform/web/desk/use-settled.ts'
import { useLive } from '../../../platform/web/live.ts'
import { register } from '../../register/contract.ts'
import { groups } from '../../register/model.ts'
import { selftest } from '../contract.ts'
import type { Collection } from '../model.ts'
import { selftestWords } from '../words.ts'

const { collectionClosed, collectionOpened, followUpOpened, followUpStepped } = selftest.events
const { residentCorrected, residentLeft, residentRegistered, listApplied } = register.events
export const REPORT_TOPIC = 'selftest.report'
const topics = [
  REPORT_TOPIC,
  ...[collectionClosed, collectionOpened, residentCorrected, residentLeft, residentRegistered, listApplied].map(
    (e) => e.type,
  ),
]

/** Reads again when something that counts has happened. */
export function useFollowing(refetch: () => unknown, also: readonly string[] = []): void {
  const soon = useSettled(() => void refetch(), 300, 2000)
  useLive([...topics, ...also], soon, { onRestart: soon })
}

export const useCollectionId = (): string => (useParams({ strict: false }) as { collectionId: string }).collectionId

export function useCollection(id: string) {
  const answer = useAsk(selftest.operations.collection, { id })
  useFollowing(answer.refetch)
  return answer
}

export function useCollections(operationId: string | undefined) {
  const answer = useAsk(selftest.operations.collections, operationId ? { operationId } : {}, {
    when: operationId !== undefined,
  })
  useFollowing(answer.refetch)
  return answer
}

/** Open follow-ups; null for whoever may not see them. */
export function useFollowUps(operationId: string | undefined, may: boolean) {
  const answer = useAsk(selftest.operations.followUps, operationId ? { operationId } : {}, {
    when: may && operationId !== undefined,
  })
  useFollowing(answer.refetch, [followUpOpened.type, followUpStepped.type])
  return answer
}

/** Who is asked: everybody, or certain groups. */
export const whomWords = ({ groups: asked }: Pick<Collection, 'groups'>, t: Translate, lang: Lang): string =>
  asked.length === 0
    ? t(selftestWords.everybody)
    : asked.map((group) => t(groups.words[group])).join(lang === 'zh' ? '、' : ', ')

/** Once, or each day, and from when to when. */
export function oftenWords({ often, startsOn, endsOn }: Collection, t: Translate): string {
  const span = { from: startsOn, to: endsOn }
  if (often === 'daily') return t(selftestWords.daily, span)
  return t(startsOn === endsOn ? selftestWords.onceDay : selftestWords.once, span)
}

/** What an area is called, for a picker whose tree has not been opened down to it. */
export function useAreaName(path: string, { path: top, areaName }: Pick<Collection, 'path' | 'areaName'>): string {
  const { data } = useAsk(register.operations.areas, { under: path }, { when: path !== top, staleTime: 600_000 })
  if (path === top) return areaName
  const names = data?.trail
    .filter((area) => area.path.length > top.length && area.kind !== 'patch')
    .map((area) => area.name)
  return names?.join(' ') ?? '…'
}
