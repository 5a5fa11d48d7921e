/** Splits a site that is too large for one: its areas are opened until there are parts enough, and neighbours stay together. */
import { freshId } from '../../../../platform/web/fresh-id.ts'
import { lanesFor, type Place, splitCatchment } from '../../planning.ts'
import { hoursBetween, type SiteDraft } from './draft.ts'
import type { Area, AreaTree } from './use-area-tree.ts'

/** Parts of the catchment, opened level by level down to grids until there are at least `least`. */
async function partsOf(catchment: readonly string[], least: number, tree: AreaTree): Promise<readonly string[]> {
  let parts = [...catchment]
  for (let level = 0; level < 3 && parts.length < least; level++) {
    const opened = await Promise.all(
      parts.map(async (path): Promise<string[]> => {
        const below = await tree.load(path)
        const fit = below.filter(
          (area: Area) => area.kind === 'patch' || area.kind === 'grid' || area.kind === 'community',
        )
        return fit.length > 0 ? fit.map((area) => area.path) : [path]
      }),
    )
    const next = opened.flat()
    if (next.length === parts.length && next.every((path, i) => path === parts[i])) break
    parts = next
  }
  return parts
}

/** @param people read when called: estimates grow finer as areas are opened */
export async function splitSite(
  site: SiteDraft,
  into: number,
  tree: AreaTree,
  people: () => (path: string) => number,
): Promise<SiteDraft[]> {
  const paths = await partsOf(site.catchment, into, tree)
  const inPart = people()
  const places: Place[] = paths.map((path) => ({ path, name: path, people: inPart(path) }))
  const groups = splitCatchment(places, into)
  const hours = hoursBetween(site.opensAt, site.closesAt)
  return groups.map((group, i) => ({
    ...site,
    id: freshId(),
    name: `${site.name} ${i + 1}`,
    catchment: group.map((place) => place.path),
    lanes: Math.min(
      60,
      Math.max(
        1,
        lanesFor(
          group.reduce((sum, place) => sum + place.people, 0),
          hours,
        ),
      ),
    ),
  }))
}
