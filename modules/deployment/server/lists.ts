/** Lists of places and posts: said which operation one is of, brought in as the platform takes lists, and out again as Excel. */
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import { atDepth, depthOf, isBelow } from '../../../platform/pure/area.ts'
import { shanghaiClock, shanghaiDay } from '../../../platform/pure/time.ts'
import { type Lang, say, words } from '../../../platform/pure/words.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import { listRoom } from '../../../platform/server/lists/list-handlers.ts'
import type { ListKind } from '../../../platform/server/lists/list-kind.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { findOperationToWorkIn } from '../../operation/server/public.ts'
import { depthOfKind } from '../../register/model.ts'
import { areaNames, standing } from '../../register/server/public.ts'
import { skillText } from '../../staff/skills.ts'
import { deployment } from '../contract.ts'
import { missingFields, postColumns, type PostField, postFields, rowProblemOf } from '../list-fields.ts'
import { problems } from '../model.ts'
import { applyRows } from './list-apply.ts'
import { isListArea, openJudge, type OpenRow } from './list-judge.ts'
import { openOperation } from './places.ts'
import { listPlaces, listPosts, type PlaceRow, type PostRow } from './store.ts'

/** @throws Problem notOpened */
async function operationOf(context: Context, id: string, path?: string): Promise<string> {
  const { rows } = await context.query<{ operationId: string; path: string }>(
    'SELECT operation_id AS "operationId", path FROM deployment.list WHERE id = $1',
    [id],
  )
  const [row] = rows
  if (!row || (path !== undefined && row.path !== path)) throw new Problem(problems.notOpened)
  return row.operationId
}

const kind: ListKind<PostField, OpenRow> = {
  room: deployment.room,
  subject: 'subject_id',
  fields: postFields.words,
  language: postColumns,
  missing: missingFields,
  // Only an office's own number, told to everybody placed.
  masks: {},
  events: deployment.events,
  say: rowProblemOf,
  standing: async (context, under, id) => {
    const area = await standing(context, under)
    await operationOf(context, id, area.path)
    return area
  },
  openJudge: async (context, options) => openJudge(context, options, await operationOf(context, options.list.id)),
  apply: async (context, list) => applyRows(context, list, await operationOf(context, list.id)),
}

const { handlers, resume } = listRoom(kind)
export const resumeLists = resume

const texts = words({
  title: ['地点和岗位', 'Places and posts'],
  placed: ['已安排', 'Placed'],
  yes: ['是', 'Yes'],
  no: ['否', 'No'],
})

type ListedPlace = PlaceRow & { readonly community: string }
type Cell = (place: ListedPlace, post: PostRow | null, lang: Lang) => unknown
/** In the order and under the titles that an import reads. */
const COLUMNS: readonly (readonly [PostField, number, Cell])[] = [
  ['area', 16, (place) => place.community],
  ['place', 20, (place) => place.name],
  ['address', 26, (place) => place.address],
  ['contactName', 14, (place) => place.contactName],
  ['contactPhone', 16, (place) => place.contactPhone],
  ['task', 18, (_, post) => post?.task],
  ['day', 12, (_, post) => post && shanghaiDay(post.startsAt)],
  ['starts', 10, (_, post) => post && shanghaiClock(post.startsAt)],
  ['ends', 10, (_, post) => post && shanghaiClock(post.endsAt)],
  ['needed', 10, (_, post) => post?.needed],
  [
    'skills',
    22,
    (_, post, lang) =>
      post?.skills.map(({ skill, least }) => `${skillText(skill, lang)} ${least}`).join(lang === 'zh' ? '、' : ', '),
  ],
  ['risky', 8, (_, post, lang) => post && say(post.risky ? texts.yes : texts.no, lang)],
  ['bring', 26, (_, post) => post?.bring],
  ['reportsTo', 14, (_, post) => post?.reportsTo],
]

async function* rowsOf(context: Context, operationId: string, lang: Lang): AsyncGenerator<unknown[]> {
  const posts = await listPosts(context, operationId, new Date(0), new Date('9999-12-31'))
  const { rows } = await context.query<{ id: string; n: number }>(
    'SELECT post_id AS id, count(*)::integer AS n FROM deployment.standing WHERE operation_id = $1 GROUP BY post_id',
    [operationId],
  )
  const placed = new Map(rows.map(({ id, n }) => [id, n]))
  const byPlace = Map.groupBy(posts, ({ placeId }) => placeId)
  const places = await listPlaces(context, operationId)
  // A place of the sub-district itself names no community, as an import understands it.
  const communityOf = ({ path }: PlaceRow): string => atDepth(path, depthOfKind('community'))
  const listed = places.filter(({ path }) => depthOf(path) >= depthOfKind('community'))
  const names = await areaNames(context, listed.map(communityOf))
  for (const place of places)
    for (const post of byPlace.get(place.id) ?? [null])
      yield [
        ...COLUMNS.map(([, , cell]) => {
          const community = listed.includes(place) ? (names.get(communityOf(place)) ?? '') : ''
          return cell({ ...place, community }, post, lang) ?? null
        }),
        post === null ? null : (placed.get(post.id) ?? 0),
      ]
}

export const listHandlers: typeof handlers & Pick<HandlersOf<typeof deployment>, 'openList' | 'exportPosts'> = {
  ...handlers,
  openList: async (context, { id, operationId, under }) => {
    const operation = await openOperation(context, operationId)
    const { path, streetId } = await standing(context, under)
    if (!isListArea(path)) throw new Problem(problems.badListArea)
    if (!isBelow(path, operation.path)) throw new Problem(problems.outside)
    await context.query(
      `INSERT INTO deployment.list (street_id, operation_id, id, path, account_id) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
      [streetId, operationId, id, path, context.actor.accountId],
    )
    // The same question once more, because its answer was lost.
    if ((await operationOf(context, id, path)) !== operationId) throw new Problem(platformProblems.conflict)
    return {}
  },

  exportPosts: async (context, { operationId, purpose, lang }) => {
    if (!(await findOperationToWorkIn(context, operationId))) throw new Problem(platformProblems.notFound)
    const fileId = await context.house.files.order({
      ...{ actor: context.actor, kind: 'deployment.posts', purpose, lang, operationId, path: context.actor.path },
      title: say(texts.title, lang),
      sheets: [
        {
          name: say(texts.title, lang),
          columns: [
            ...COLUMNS.map(([field, width]) => ({
              title: say(postFields.words[field], lang),
              width,
              ...(field === 'needed' ? { kind: 'number' as const } : {}),
            })),
            { title: say(texts.placed, lang), width: 8, kind: 'number' as const },
          ],
          rows: (inside) => rowsOf(inside, operationId, lang),
        },
      ],
    })
    return { fileId }
  },
}
