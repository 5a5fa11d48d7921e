/** Whether a round, or a site of it, may be set up as drafted: hours in order, areas within areas. What is wrong is told field by field. */
import { isBelow } from '../../platform/pure/area.ts'
import type { ProblemKind } from '../../platform/pure/problem.ts'
import { problems } from './model.ts'

export interface SitePlacing {
  readonly path: string
  readonly catchment: readonly string[]
  readonly opensAt: string
  readonly closesAt: string
}
export interface RoundPlacing {
  readonly path: string
  readonly opensAt: string
  readonly closesAt: string
}
export interface OperationPlacing {
  readonly path: string
  readonly state: 'open' | 'ended'
}
/** `at` is the field, as `sites.0.catchment.2`; empty for the whole. */
export interface Finding {
  readonly kind: ProblemKind
  readonly at: string
}

const reversed = (hours: { opensAt: string; closesAt: string }): boolean =>
  Date.parse(hours.closesAt) <= Date.parse(hours.opensAt)

/** @param known areas that are in the register */
export function checkSite(
  site: SitePlacing,
  round: RoundPlacing,
  known: ReadonlySet<string>,
  prefix: string,
): Finding[] {
  const findings: Finding[] = []
  const inside = (path: string): boolean => isBelow(path, round.path) && known.has(path)
  if (!inside(site.path)) findings.push({ kind: problems.siteOutside, at: `${prefix}path` })
  site.catchment.forEach((path, i) => {
    if (!inside(path)) findings.push({ kind: problems.catchmentOutside, at: `${prefix}catchment.${i}` })
  })
  if (reversed(site)) findings.push({ kind: problems.hoursReversed, at: `${prefix}closesAt` })
  else if (
    Date.parse(site.closesAt) <= Date.parse(round.opensAt) ||
    Date.parse(site.opensAt) >= Date.parse(round.closesAt)
  )
    findings.push({ kind: problems.siteHoursOutside, at: `${prefix}opensAt` })
  return findings
}

/** Everything that forbids opening the round; nothing when it may be opened (somebody due is seen only afterwards). */
export function checkOpening(
  draft: RoundPlacing & { readonly sites: readonly SitePlacing[] },
  operation: OperationPlacing,
  known: ReadonlySet<string>,
): Finding[] {
  if (operation.state === 'ended') return [{ kind: problems.operationEnded, at: '' }]
  const findings: Finding[] = []
  if (!isBelow(draft.path, operation.path) || !known.has(draft.path))
    findings.push({ kind: problems.outsideOperation, at: 'path' })
  if (reversed(draft)) findings.push({ kind: problems.hoursReversed, at: 'closesAt' })
  draft.sites.forEach((site, i) => findings.push(...checkSite(site, draft, known, `sites.${i}.`)))
  return findings
}
