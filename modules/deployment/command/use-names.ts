/** The posts of a draft's days and the people in it, by id. */
import type { OutputFor } from '../../../platform/web/client.ts'
import { useAsk } from '../../../platform/web/desk/queries.ts'
import { deployment } from '../contract.ts'
import type { Draft } from '../model.ts'
import { shiftText } from './shift-text.ts'

const ops = deployment.operations
export interface PostName {
  readonly id: string
  readonly name: string
  readonly needed: number
  /** Published already. */
  readonly standing: OutputFor<typeof ops.posts>['posts'][number]['standing']
}

export function useNames(operationId: string, draft: Draft) {
  const asked = useAsk(ops.posts, { operationId, fromDay: draft.fromDay, toDay: draft.toDay }).data?.posts ?? []
  const posts = new Map(
    asked.map((post): [string, PostName] => [
      post.id,
      { ...post, name: `${post.placeName} · ${post.task} · ${shiftText(post)}` },
    ]),
  )
  const people = new Map(draft.seats.map(({ personId, name }) => [personId, name]))
  for (const post of posts.values()) for (const { personId, name } of post.standing) people.set(personId, name)
  return { posts, people }
}
