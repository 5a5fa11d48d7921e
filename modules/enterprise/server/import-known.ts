/** The places and enterprises that the rows of a list could mean; only those that the asker may see, but for one door. */
import { depthOf, rangeBelow } from '../../../platform/pure/area.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import { addressIndex, type IndexedArea } from '../../register/address-index.ts'
import { depthOfKind } from '../../register/model.ts'
import type { Known } from '../list-verdict.ts'
import { areaKey, type PremisesIndex } from '../premises.ts'

export async function premisesIndex(context: Context, under: string): Promise<PremisesIndex> {
  const { from, to } = rangeBelow(under)
  const { rows } = await context.query<IndexedArea>(
    'SELECT path, kind, name FROM register.area WHERE path >= $1 AND path < $2',
    [from, to],
  )
  const [highest, lowest] = [depthOfKind('community'), depthOfKind('grid')]
  const areas = new Map<string, string[]>()
  for (const { path, name } of rows) {
    const depth = depthOf(path)
    if (depth < highest || depth > lowest) continue
    const key = areaKey(name)
    areas.set(key, [...(areas.get(key) ?? []), path])
  }
  return { under, areas, addresses: addressIndex(rows) }
}

/** As it is kept, with what only a stored row needs. */
export interface KnownEnterprise extends Known {
  legalMasked: string | null
  legalTail: string | null
  contactMasked: string | null
  contactTail: string | null
}

const KNOWN = `e.id, e.version, e.path, e.name, e.name_key AS "nameKey", e.short_name AS "shortName", e.short_key AS "shortKey", e.kind, e.code, e.industry,
  e.staff, e.rooms, e.floor_area AS "floorArea", e.address, e.legal_name AS "legalName", encode(e.legal_digest, 'hex') AS "legalKey", e.legal_masked AS "legalMasked",
  e.legal_tail AS "legalTail", e.contact_name AS "contactName", encode(e.contact_digest, 'hex') AS "contactKey", e.contact_masked AS "contactMasked",
  e.contact_tail AS "contactTail", e.note, e.state`

export async function knownEnterprises(
  context: Context,
  streetId: string,
  codes: readonly string[],
  names: readonly string[],
): Promise<KnownEnterprise[]> {
  const open = `FROM enterprise.enterprise e WHERE e.street_id = $1 AND e.state <> 'closed'`
  const { rows } = await context.query<KnownEnterprise>(
    `SELECT ${KNOWN} ${open} AND e.code = ANY ($2) UNION SELECT ${KNOWN} ${open} AND (e.name_key = ANY ($3) OR e.short_key = ANY ($3))`,
    [streetId, codes, names],
  )
  return rows
}

/** Which of these codes stand in the sub-district out of the asker's sight. */
export async function codesElsewhere(
  context: Context,
  streetId: string,
  codes: readonly string[],
): Promise<Set<string>> {
  const { rows } = await context.query<{ code: string }>('SELECT code FROM enterprise.codes_elsewhere($1, $2)', [
    streetId,
    codes,
  ])
  return new Set(rows.map(({ code }) => code))
}
