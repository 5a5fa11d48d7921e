/** Passes of an operation, searched and paged. */
import type { HandlersOf } from '../../../platform/server/room.ts'
import type { pass } from '../contract.ts'
import { asIssued, findPasses } from './pass-store.ts'

export const listHandlers: Pick<HandlersOf<typeof pass>, 'passes'> = {
  passes: async (context, { after, limit, ...filter }) => {
    const { rows, total, next } = await findPasses(context, filter, { after, limit })
    return { rows: await asIssued(context, rows), total, next }
  },
}
