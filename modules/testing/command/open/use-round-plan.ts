/**
 * A round while it is planned: the form's draft, how many would be due, and its sites, which follow the proposal until one is
 * touched; afterwards they are mine, and only what they had in common with the round follows it.
 */
import { useDeferredValue, useMemo, useRef, useState } from 'react'
import { freshId } from '../../../../platform/web/fresh-id.ts'
import { useLang } from '../../../../platform/web/lang.tsx'
import { proposeSites } from '../../planning.ts'
import { hoursBetween, listed, type RoundDraft, scopeOf, type SiteDraft, whyNot } from './draft.ts'
import { servedTwice, unserved } from './estimate.ts'
import { followRound } from './follow-round.ts'
import { splitSite } from './split-site.ts'
import { useAreaTree } from './use-area-tree.ts'
import { peopleIn, usePlacesDue, useSizeUp } from './use-due.ts'
import { openWords } from './words.ts'

/** A site is for 2,000 to 3,000 people; beyond that a split is offered. */
export const CROWDED = 3000

export function useRoundPlan(begin: () => RoundDraft) {
  const { t } = useLang()
  const [draft, setDraft] = useState(begin)
  const [own, setOwn] = useState<readonly SiteDraft[] | null>(null)
  const hours = hoursBetween(draft.opensAt, draft.closesAt)
  const scope = useMemo(() => scopeOf(draft), [draft])
  const asked = useDeferredValue(scope)
  const people = useMemo(() => listed(draft.batches), [draft.batches])
  const tree = useAreaTree(draft.path)
  const due = usePlacesDue(tree.places, asked, people)
  const size = useSizeUp(draft.path, asked, useDeferredValue(hours))
  const within = useMemo(
    () => peopleIn(due ?? [], tree.areas, draft.kind === 'list' ? people : null),
    [due, tree.areas, draft.kind, people],
  )
  // A proposed site keeps its id however often it is proposed, so that it can be edited while the numbers still move.
  const ids = useRef(new Map<string, string>())
  const idOf = (path: string): string => {
    const id = ids.current.get(path) ?? freshId()
    ids.current.set(path, id)
    return id
  }
  const proposed: SiteDraft[] =
    due === null || hours === 0
      ? []
      : proposeSites(
          due.map((place) => ({ ...place, name: tree.areas.get(place.path)?.name ?? '' })),
          hours,
        ).map((site) => ({
          id: idOf(site.path),
          name: t(openWords.siteNameFor, { area: site.name }),
          kind: 'fixed',
          lanes: site.lanes,
          poolSize: draft.poolSize,
          catchment: [...site.catchment],
          opensAt: draft.opensAt,
          closesAt: draft.closesAt,
        }))
  const sites = own ?? proposed
  // While the proposal is being worked out its absence is no fault of the form.
  const proposing = own === null && due === null && scope !== null
  const inSite = (site: SiteDraft): number => site.catchment.reduce((sum, path) => sum + within(path), 0)
  const catchments = sites.map((site) => site.catchment)
  return {
    draft,
    scope,
    hours,
    tree,
    size,
    sites,
    proposing,
    isOwn: own !== null,
    within,
    why: proposing ? [] : whyNot(draft, sites),
    gaps: unserved(due ?? [], catchments),
    twice: servedTwice(catchments),
    crowded: sites.filter((site) => inSite(site) > CROWDED),
    set: (change: Partial<RoundDraft>) => {
      const next = { ...draft, ...change }
      setDraft(next)
      // Another area asks for other sites.
      if (own) setOwn(change.path === undefined ? own.map((site) => followRound(site, draft, next)) : null)
    },
    propose: () => setOwn(null),
    newSite: (): SiteDraft => ({
      id: freshId(),
      name: '',
      kind: 'fixed',
      lanes: 1,
      poolSize: draft.poolSize,
      catchment: [],
      opensAt: draft.opensAt,
      closesAt: draft.closesAt,
    }),
    has: (site: SiteDraft) => sites.some((one) => one.id === site.id),
    save: (saved: SiteDraft) =>
      setOwn(
        sites.some((site) => site.id === saved.id)
          ? sites.map((site) => (site.id === saved.id ? saved : site))
          : [...sites, saved],
      ),
    remove: (site: SiteDraft) => setOwn(sites.filter((one) => one.id !== site.id)),
    split: async (some: readonly SiteDraft[]) => {
      const exactly = draft.kind === 'list' ? within : null
      const parts = await Promise.all(some.map((site) => splitSite(site, inSite(site), tree, exactly)))
      setOwn((mine) => (mine ?? sites).flatMap((one) => parts[some.findIndex((site) => site.id === one.id)] ?? [one]))
    },
  }
}
export type RoundPlan = ReturnType<typeof useRoundPlan>
