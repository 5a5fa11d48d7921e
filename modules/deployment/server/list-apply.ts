/** Writes a judged list of places and posts: one transaction, all or nothing, under the lock that every change of posts takes. */
import type { Context } from '../../../platform/server/database/database.ts'
import { type ListImport, MovedOn } from '../../../platform/server/lists/list-kind.ts'
import { deployment } from '../contract.ts'
import type { PostField } from '../list-fields.ts'
import { type PlaceFacts, placeKey, type PostFacts, postKey } from '../list-verdict.ts'
import { isNight } from '../shift.ts'
import type { Written } from './list-judge.ts'
import { openOperation } from './places.ts'
import { listPlaces, listPosts, lock, standingAt } from './store.ts'

type Post = PostFacts & { readonly place: PlaceFacts }

/** Places as their last row says them, and the posts of all rows. */
async function accepted(context: Context, { streetId, id }: ListImport<PostField>) {
  const { rows } = await context.query<Written>(
    `SELECT draft #> '{written,place}' AS place, draft #> '{written,post}' AS post FROM deployment.import_row
     WHERE street_id = $1 AND import_id = $2 AND verdict IN ('new', 'changed') ORDER BY row_no`,
    [streetId, id],
  )
  const places = new Map(rows.map(({ place }) => [place.id, place]))
  const posts = rows.flatMap(({ place, post }): Post[] => (post === null ? [] : [{ ...post, place }]))
  return { places: [...places.values()], posts }
}

/** Nobody has made, meanwhile, what the list would make, nor stands now where it would change the times. */
async function hasMovedOn(
  context: Context,
  operationId: string,
  places: readonly PlaceFacts[],
  posts: readonly Post[],
): Promise<boolean> {
  const made = new Set(
    places.filter(({ version }) => version === 0).map(({ name, path }) => `${path} ${placeKey(name)}`),
  )
  const here = await listPlaces(context, operationId)
  if (here.some(({ name, path }) => made.has(`${path} ${placeKey(name)}`))) return true
  const fresh = posts.filter(({ version }) => version === 0)
  if (fresh.length > 0) {
    const starts = fresh.map(({ startsAt }) => Date.parse(startsAt))
    const [from, to] = [new Date(Math.min(...starts) - 1), new Date(Math.max(...starts) + 1)]
    const standing = new Set(
      (await listPosts(context, operationId, from, to)).map(({ placeId, task, startsAt }) =>
        postKey(placeId, { task, startsAt: startsAt.toISOString() }),
      ),
    )
    if (fresh.some((post) => standing.has(postKey(post.place.id, post)))) return true
  }
  const free = posts.filter(({ version, stands }) => version > 0 && !stands).map(({ id }) => id)
  return (await standingAt(context, free)).length > 0
}

const spanOf = ({ startsAt, endsAt }: PostFacts) => ({ from: Date.parse(startsAt), to: Date.parse(endsAt) })

async function writePlaces(context: Context, operationId: string, places: readonly PlaceFacts[]): Promise<void> {
  const [made, changed] = [places.filter((p) => p.version === 0), places.filter((p) => p.version > 0)]
  const from = `jsonb_to_recordset($2::jsonb) AS x (id uuid, path text, name text, address text, "contactName" text, "contactPhone" text, version integer)`
  await context.query(
    `INSERT INTO deployment.place (street_id, operation_id, id, path, name, address, contact_name, contact_phone)
     SELECT $1, $3, x.id, x.path, x.name, x.address, x."contactName", x."contactPhone" FROM ${from}`,
    [context.actor.streetId, JSON.stringify(made), operationId],
  )
  const { rowCount } = await context.query(
    `UPDATE deployment.place p SET address = x.address, contact_name = x."contactName", contact_phone = x."contactPhone",
       version = p.version + (ROW (p.address, p.contact_name, p.contact_phone) IS DISTINCT FROM ROW (x.address, x."contactName", x."contactPhone"))::integer
     FROM ${from} WHERE p.street_id = $1 AND p.id = x.id AND p.version = x.version AND p.closed_at IS NULL`,
    [context.actor.streetId, JSON.stringify(changed)],
  )
  if (rowCount !== changed.length) throw new MovedOn()
}

async function writePosts(context: Context, operationId: string, posts: readonly Post[]): Promise<void> {
  const rows = posts.map(({ place, ...post }) => ({
    ...{ ...post, placeId: place.id, path: place.path, night: isNight(spanOf(post)) },
  }))
  const [made, changed] = [rows.filter((p) => p.version === 0), rows.filter((p) => p.version > 0)]
  const from = `jsonb_to_recordset($2::jsonb) AS x (id uuid, path text, "placeId" uuid, task text, "startsAt" timestamptz, "endsAt" timestamptz,
    needed integer, skills jsonb, night boolean, risky boolean, bring text, "reportsTo" text, version integer)`
  await context.query(
    `INSERT INTO deployment.post (street_id, operation_id, id, path, place_id, task, starts_at, ends_at, needed, skills, night, risky, bring, reports_to)
     SELECT $1, $3, x.id, x.path, x."placeId", x.task, x."startsAt", x."endsAt", x.needed, x.skills, x.night, x.risky, x.bring, x."reportsTo" FROM ${from}`,
    [context.actor.streetId, JSON.stringify(made), operationId],
  )
  const { rowCount } = await context.query(
    `UPDATE deployment.post p SET ends_at = x."endsAt", needed = x.needed, skills = x.skills, night = x.night, risky = x.risky, bring = x.bring,
       reports_to = x."reportsTo", version = p.version + 1
     FROM ${from} WHERE p.street_id = $1 AND p.id = x.id AND p.version = x.version AND p.closed_at IS NULL`,
    [context.actor.streetId, JSON.stringify(changed)],
  )
  if (rowCount !== changed.length) throw new MovedOn()
}

export async function applyRows(
  context: Context,
  list: ListImport<PostField>,
  operationId: string,
): Promise<{ added: number; changed: number }> {
  await openOperation(context, operationId)
  await lock(context)
  const { places, posts } = await accepted(context, list)
  if (await hasMovedOn(context, operationId, places, posts)) throw new MovedOn()
  await writePlaces(context, operationId, places)
  await writePosts(context, operationId, posts)
  for (const [path, there] of Map.groupBy(places, (place) => place.path)) {
    const ids = new Set(there.map(({ id }) => id))
    await context.record(deployment.events.postsImported, {
      ...{ path, operationId },
      data: {
        importId: list.id,
        places: [...ids],
        posts: posts.filter(({ place }) => ids.has(place.id)).map(({ id }) => id),
      },
    })
  }
  const { new: added = 0, changed = 0 } = list.counts
  return { added, changed }
}
