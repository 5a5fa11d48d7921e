/** Judges the rows of one list of places and posts: first what each says, then what it means for those that the operation has. */
import { depthOf, isBelow } from '../../../platform/pure/area.ts'
import { listMemory } from '../../../platform/pure/list-memory.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import {
  finishedRow,
  type Judge,
  type JudgeOptions,
  type ListRow,
  type StagedRow,
} from '../../../platform/server/lists/list-kind.ts'
import { manyIds } from '../../../platform/server/many-ids.ts'
import { areaKey } from '../../enterprise/premises.ts'
import { depthOfKind } from '../../register/model.ts'
import { communities } from '../../register/server/public.ts'
import type { Fault, PostField, Remark } from '../list-fields.ts'
import { type Carried, type PlaceSaid, type PostSaid, rowReader } from '../list-row.ts'
import {
  type Change,
  judgePost,
  meantPlace,
  type PlaceFacts,
  placeKey,
  type PostFacts,
  postKey,
  PLACE_FIELDS,
  withSaid,
} from '../list-verdict.ts'
import { listPlaces, listPosts } from './store.ts'

export interface OpenRow {
  readonly rowNo: number
  readonly place: PlaceSaid
  readonly post: PostSaid | null
  readonly remarks: Remark[]
  readonly carried: Carried
}
/** What an accepted row writes: the place as the list says it up to there, and its post. */
export interface Written {
  readonly place: PlaceFacts
  readonly post: PostFacts | null
}
type Staged = StagedRow<PostField>
type PlaceField = (typeof PLACE_FIELDS)[number]
interface ListPlace {
  facts: PlaceFacts
  readonly saidBy: Map<PlaceField, number>
}

const COMMUNITY = depthOfKind('community')

/** Posts of these days by postKey. */
async function knownPosts(
  context: Context,
  operationId: string,
  rows: readonly OpenRow[],
): Promise<Map<string, PostFacts>> {
  const starts = rows.flatMap(({ post }) => (post ? [Date.parse(post.startsAt)] : []))
  if (starts.length === 0) return new Map()
  const [from, to] = [Math.min(...starts), Math.max(...starts)]
  const posts = await listPosts(context, operationId, new Date(from - 1), new Date(to + 1))
  const { rows: taken } = await context.query<{ id: string }>(
    'SELECT DISTINCT post_id AS id FROM deployment.standing WHERE post_id = ANY ($1)',
    [posts.map(({ id }) => id)],
  )
  const standing = new Set(taken.map(({ id }) => id))
  return new Map(
    posts.map(({ placeId, startsAt, endsAt, operationId: _, path: __, night: ___, ...post }) => {
      const facts = {
        ...post,
        startsAt: startsAt.toISOString(),
        endsAt: endsAt.toISOString(),
        stands: standing.has(post.id),
      }
      return [postKey(placeId, facts), facts]
    }),
  )
}

export async function openJudge(
  context: Context,
  { list, mapping }: JudgeOptions<PostField>,
  operationId: string,
): Promise<Judge<PostField, OpenRow, unknown>> {
  const readRow = rowReader(mapping, Date.now())
  const remember = listMemory()
  const freshId = manyIds()
  const contested: { rowNo: number; fault: Fault }[] = []
  const areas = new Map((await communities(context, list.path)).map(({ name, path }) => [areaKey(name), path]))
  const places = new Map<string, ListPlace[]>()
  for (const { operationId: _, areaName: __, ...facts } of await listPlaces(context, operationId)) {
    if (!isBelow(facts.path, list.path)) continue
    const key = placeKey(facts.name)
    places.set(key, [...(places.get(key) ?? []), { facts, saidBy: new Map() }])
  }
  let above: Carried | null = null

  const read = ({ rowNo, cells }: ListRow): Staged | { open: OpenRow } => {
    const aside = (verdict: 'bad' | 'skipped', problems: (Fault | Remark)[]): Staged =>
      finishedRow<PostField>(rowNo, verdict, problems, above)
    const reading = readRow(cells, above)
    above = reading.carried
    if (reading.kind === 'skipped') return aside('skipped', [reading.remark])
    const { place, post, faults, remarks, carried } = reading
    return faults.length > 0
      ? aside('bad', [...faults, ...remarks])
      : { open: { rowNo, place, post, remarks, carried } }
  }

  /** The place that a row means, made where there is none. */
  const placeOf = ({ name, areaName }: PlaceSaid): { at: ListPlace; made: boolean } | { fault: Fault } => {
    const area = areaName === '' ? undefined : areas.get(areaKey(areaName))
    if (areaName !== '' && area === undefined)
      return { fault: { field: 'area', code: 'area-unknown', params: { name: areaName } } }
    const named = places.get(placeKey(name)) ?? []
    const meant = meantPlace(
      named.map(({ facts }) => facts),
      area,
      name,
    )
    if ('fault' in meant) return meant
    const known = named.find(({ facts }) => facts === meant.place)
    if (known !== undefined) return { at: known, made: false }
    const path = area ?? list.path
    const facts = { id: freshId(), path, name, address: '', contactName: '', contactPhone: '', version: 0 }
    return { at: { facts, saidBy: new Map() }, made: true }
  }

  const stage = ({ rowNo, place: said, post, remarks, carried }: OpenRow, known: Map<string, PostFacts>): Staged => {
    const bad = (fault: Fault): Staged => finishedRow<PostField>(rowNo, 'bad', [fault, ...remarks], carried)
    const found = placeOf(said)
    if ('fault' in found) return bad(found.fault)
    const { at, made } = found
    const placed = withSaid(at.facts, said, at.saidBy)
    if ('fault' in placed) return bad(placed.fault)
    const key = post === null ? null : postKey(at.facts.id, post)
    const judged = post === null || key === null ? null : judgePost(post, known.get(key) ?? null, freshId)
    if (judged !== null && 'fault' in judged) return bad(judged.fault)
    if (key !== null) {
      const content = Object.entries(post ?? {}).flatMap(([field, value]) => [field, JSON.stringify(value)])
      const twin = remember({ soughtBy: [[key]], foundBy: [[key]], content }, rowNo)
      if (twin?.same)
        return finishedRow<PostField>(
          rowNo,
          'skipped',
          [{ field: null, code: 'repeated-row', params: { row: twin.firstRow } }],
          null,
        )
      if (twin !== null) {
        contested.push({
          rowNo: twin.firstRow,
          fault: { field: 'task', code: 'twice-in-list', params: { row: rowNo } },
        })
        return bad({ field: 'task', code: 'twice-in-list', params: { row: twin.firstRow } })
      }
    }
    // From here the row stands: what it says of its place holds for the rows below.
    at.facts = placed.after
    for (const field of PLACE_FIELDS)
      if (said[field] !== undefined && !at.saidBy.has(field)) at.saidBy.set(field, rowNo)
    if (made) places.set(placeKey(said.name), [...(places.get(placeKey(said.name)) ?? []), at])

    const after = judged?.after ?? null
    const changes: Change[] = [...(at.facts.version === 0 ? [] : placed.changes), ...(judged?.changes ?? [])]
    const isNew = after === null ? made : after.version === 0
    const problems: Remark[] = made
      ? [...remarks, { field: 'place', code: 'new-place', params: { name: said.name } }]
      : remarks
    const base = { rowNo, subjectId: after?.id ?? at.facts.id, problems }
    if (!isNew && changes.length === 0 && placed.changes.length === 0) return { ...base, verdict: 'same', draft: null }
    const written: Written = { place: at.facts, post: after }
    return { ...base, verdict: isNew ? 'new' : 'changed', draft: { changes: isNew ? [] : changes, written } }
  }

  return {
    read,
    async judge(inside, open) {
      const known = await knownPosts(inside, operationId, open)
      return open.map((row) => stage(row, known))
    },
    contested: async () => contested,
  }
}

/** Whether a list may be of this area: the sub-district, or one community. */
export const isListArea = (path: string): boolean => [depthOfKind('street'), COMMUNITY].includes(depthOf(path))
