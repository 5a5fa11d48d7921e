/** What the room reads again and again: places, posts, who stands on them, whether they came, and names. */
import type { CodeOf } from '../../../platform/pure/codes.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import { insuredFor } from '../../volunteer/server/public.ts'
import type { How, Someone } from '../model.ts'
import type { SkillNeed } from '../need.ts'
import type { offReasons } from '../model.ts'

export interface PlaceRow {
  readonly id: string
  readonly operationId: string
  readonly path: string
  readonly areaName: string
  readonly name: string
  readonly address: string
  readonly contactName: string
  readonly contactPhone: string
  readonly version: number
}
export interface PostRow {
  readonly id: string
  readonly operationId: string
  readonly path: string
  readonly placeId: string
  readonly task: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly needed: number
  readonly skills: SkillNeed[]
  readonly night: boolean
  readonly risky: boolean
  readonly bring: string
  readonly reportsTo: string
  readonly version: number
}
export interface StandingRow {
  readonly id: string
  readonly operationId: string
  readonly path: string
  readonly postId: string
  readonly personId: string
  readonly how: How
  readonly cameAt: Date | null
  readonly cameId: string | null
  readonly leftAt: Date | null
  readonly leftId: string | null
}

const PLACE = `SELECT p.id, p.operation_id AS "operationId", p.path, coalesce(a.name, '') AS "areaName", p.name, p.address,
    p.contact_name AS "contactName", p.contact_phone AS "contactPhone", p.version
  FROM deployment.place p LEFT JOIN register.area a ON a.street_id = p.street_id AND a.path = p.path`
const POST = `SELECT t.id, t.operation_id AS "operationId", t.path, t.place_id AS "placeId", t.task, t.starts_at AS "startsAt", t.ends_at AS "endsAt",
    t.needed, t.skills, t.night, t.risky, t.bring, t.reports_to AS "reportsTo", t.version FROM deployment.post t`
const STANDING = `SELECT s.id, s.operation_id AS "operationId", s.path, s.post_id AS "postId", s.person_id AS "personId", s.how,
    c.happened_at AS "cameAt", c.id AS "cameId", l.happened_at AS "leftAt", l.id AS "leftId"
  FROM deployment.standing s
  LEFT JOIN deployment.present c ON c.street_id = s.street_id AND c.placement_id = s.id AND c.kind = 'came'
  LEFT JOIN deployment.present l ON l.street_id = s.street_id AND l.placement_id = s.id AND l.kind = 'left'`

export async function listPlaces(context: Context, operationId: string): Promise<PlaceRow[]> {
  const { rows } = await context.query<PlaceRow>(
    `${PLACE} WHERE p.operation_id = $1 AND p.closed_at IS NULL ORDER BY p.path, p.name, p.id`,
    [operationId],
  )
  return rows
}
export async function findPlace(context: Context, id: string): Promise<PlaceRow | null> {
  const { rows } = await context.query<PlaceRow>(`${PLACE} WHERE p.id = $1 AND p.closed_at IS NULL`, [id])
  return rows[0] ?? null
}
/** Posts that stand and touch the span, in the order of their beginning. */
export async function listPosts(context: Context, operationId: string, from: Date, to: Date): Promise<PostRow[]> {
  const { rows } = await context.query<PostRow>(
    `${POST} WHERE t.operation_id = $1 AND t.closed_at IS NULL AND t.starts_at < $3 AND t.ends_at > $2 ORDER BY t.starts_at, t.id`,
    [operationId, from, to],
  )
  return rows
}
export async function findPost(context: Context, id: string): Promise<PostRow | null> {
  const { rows } = await context.query<PostRow>(`${POST} WHERE t.id = $1 AND t.closed_at IS NULL`, [id])
  return rows[0] ?? null
}
export async function standingAt(context: Context, posts: readonly string[]): Promise<StandingRow[]> {
  const { rows } = await context.query<StandingRow>(`${STANDING} WHERE s.post_id = ANY ($1) ORDER BY s.at, s.id`, [
    posts,
  ])
  return rows
}
/** Who has come and not left, on whatever post of the operation. */
export async function onDuty(context: Context, operationId: string): Promise<StandingRow[]> {
  const { rows } = await context.query<StandingRow>(
    `${STANDING} WHERE s.operation_id = $1 AND c.id IS NOT NULL AND l.id IS NULL ORDER BY c.happened_at, s.id`,
    [operationId],
  )
  return rows
}
/** By id, also those that were closed. */
export async function postsById(context: Context, ids: readonly string[]): Promise<Map<string, PostRow>> {
  const { rows } = await context.query<PostRow>(`${POST} WHERE t.id = ANY ($1)`, [ids])
  return new Map(rows.map((row) => [row.id, row]))
}
export async function findStanding(context: Context, ids: readonly string[]): Promise<StandingRow[]> {
  const { rows } = await context.query<StandingRow>(`${STANDING} WHERE s.id = ANY ($1) ORDER BY s.id`, [ids])
  return rows
}

/** Names by id, of people whom the asker may know of; also of those whom only their placement in the asker's area makes known. */
export async function peopleOf(context: Context, ids: readonly string[]): Promise<Map<string, Someone>> {
  const { rows } = await context.query<Someone>(
    `SELECT p.id AS "personId", p.name, p.department, p.phone_masked AS "phoneMasked", p.skills, p.party_member AS "partyMember"
     FROM deployment.people($1, $2::uuid[]) p`,
    [context.actor.streetId, [...new Set(ids)]],
  )
  return new Map(rows.map((row) => [row.personId, row]))
}

/** Changes nobody sees half of: one at a time in the sub-district, until this transaction ends. */
export const lock = async (context: Context): Promise<void> =>
  void (await context.query('SELECT deployment.lock($1)', [context.actor.streetId]))

export interface PlacementItem {
  readonly id: string
  readonly personId?: string
  readonly postId?: string
  readonly how: How | 'taken-off'
  readonly reason?: CodeOf<typeof offReasons>
  readonly cancels?: string
}
type PutOutcome = 'new' | 'known' | 'no-post' | 'no-person' | 'no-placement' | 'twice' | 'started' | 'not-fit'
/** In the order of the items. A volunteer whose insurance is not noted is put on no risky post, whoever asks. */
export async function putOn(context: Context, items: readonly PlacementItem[]): Promise<PutOutcome[]> {
  const unfit = await unfitOf(context, items)
  const wanted = items.filter(({ id }) => !unfit.has(id))
  const { rows } = await context.query<{ outcome: PutOutcome }>(
    'SELECT outcome FROM deployment.put_on($1, $2::jsonb) ORDER BY n',
    [context.actor.streetId, JSON.stringify(wanted)],
  )
  const outcomes = new Map(wanted.map(({ id }, i) => [id, rows[i]!.outcome]))
  return items.map(({ id }) => outcomes.get(id) ?? 'not-fit')
}

/** Ids of the items that would put somebody on a risky post whom nothing insures. */
async function unfitOf(context: Context, items: readonly PlacementItem[]): Promise<ReadonlySet<string>> {
  const { rows } = await context.query<{ id: string }>('SELECT id FROM deployment.post WHERE id = ANY ($1) AND risky', [
    items.flatMap(({ postId }) => postId ?? []),
  ])
  const risky = new Set(rows.map(({ id }) => id))
  const atRisk = items.filter(({ postId }) => postId !== undefined && risky.has(postId))
  const insured = await insuredFor(
    context,
    atRisk.flatMap(({ personId }) => personId ?? []),
  )
  return new Set(atRisk.flatMap(({ id, personId }) => (insured.get(personId ?? '')?.fit === false ? [id] : [])))
}
