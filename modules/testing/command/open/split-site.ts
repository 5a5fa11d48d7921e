/** Splits a site that is too large for one: its areas are opened until there are parts enough, and neighbours stay together. */
import { freshId } from '../../../../platform/web/fresh-id.ts'
import { lanesFor, type Place, sitesFor, splitCatchment } from '../../planning.ts'
import { hoursBetween, type SiteDraft } from './draft.ts'
import type { Area, AreaTree } from './use-area-tree.ts'

/** What a catchment is made of. */
const inSites: ReadonlySet<string> = new Set(['street', 'community', 'patch', 'grid'])

/** Parts of the catchment, opened level by level down to grids until there are at least `least`. */
async function partsOf(catchment: readonly string[], least: number, tree: AreaTree): Promise<readonly Area[]> {
  let parts = catchment.flatMap((path) => tree.areas.get(path) ?? [])
  for (let level = 0; level < 3 && parts.length < least; level++) {
    const opened = await Promise.all(
      parts.map(async (part): Promise<readonly Area[]> => {
        if (part.kind === 'grid') return [part]
        const below = (await tree.load(part.path)).filter((area) => inSites.has(area.kind))
        return below.length > 0 ? below : [part]
      }),
    )
    const next = opened.flat()
    if (next.length === parts.length) break
    parts = next
  }
  return parts
}

/**
 * @param people due in the whole site
 * @param exactly due in a part, where that is known (a list of people); otherwise they are shared out by residents
 */
export async function splitSite(
  site: SiteDraft,
  people: number,
  tree: AreaTree,
  exactly: ((path: string) => number) | null,
): Promise<SiteDraft[]> {
  const into = sitesFor(people)
  const parts = await partsOf(site.catchment, into, tree)
  const residents = parts.reduce((sum, part) => sum + part.residents, 0)
  const places: Place[] = parts.map(({ path, name, residents: own }) => ({
    path,
    name,
    people: exactly ? exactly(path) : residents === 0 ? 0 : Math.round((people * own) / residents),
  }))
  const hours = hoursBetween(site.opensAt, site.closesAt)
  return splitCatchment(places, into).map((group, i) => ({
    ...site,
    id: freshId(),
    name: `${site.name} ${i + 1}`,
    catchment: group.map((place) => place.path),
    lanes: Math.min(60, Math.max(1, lanesFor(sum(group), hours))),
  }))
}

const sum = (places: readonly Place[]): number => places.reduce((total, place) => total + place.people, 0)
