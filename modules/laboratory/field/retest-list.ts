/** Who is to be swabbed alone, kept on the phone; what came of telling them is noted without network and sent later. */
import { uuid7 } from '../../../platform/pure/uuid7.ts'
import type { CodeOf } from '../../../platform/pure/codes.ts'
import { ask } from '../../../platform/web/phone/reach.ts'
import { change } from '../../../platform/web/pocket/change.ts'
import type { PhoneDatabase } from '../../../platform/web/pocket/database.ts'
import { keepList, type KeptList, readList } from '../../../platform/web/pocket/kept-list.ts'
import { retesting } from '../retest-contract.ts'
import type { Retest, tellingOutcomes, tellingWays } from '../model.ts'

export type TellingOutcome = CodeOf<typeof tellingOutcomes>
export interface ToldMark {
  readonly outcome: TellingOutcome
  readonly at: number
}
export type RetestList = KeptList<Record<string, never>, Retest>

const LIST = 'laboratory.retests'
const TOLD = 'laboratory.told'
/** Whom a fact of this phone was about. */
const FACTS = 'laboratory.told-facts'

export async function fetchRetests(db: PhoneDatabase): Promise<void> {
  const { rows } = await ask(retesting.operations.retests, {})
  await keepList(db, LIST, { at: Date.now(), meta: {}, rows })
}

export const readRetests = (db: PhoneDatabase): Promise<RetestList | null> => readList(db, LIST)

export const readTold = async (db: PhoneDatabase): Promise<ReadonlyMap<string, ToldMark>> =>
  new Map((await db.marks.where('list').equals(TOLD).toArray()).map((mark) => [mark.id, mark.value as ToldMark]))

/** Those still to be swabbed first, the most urgent on top. */
export const inOrder = (rows: readonly Retest[]): Retest[] =>
  rows.toSorted(
    (a, b) => Number(a.resampledAt !== null) - Number(b.resampledAt !== null) || (a.dueAt < b.dueAt ? -1 : 1),
  )

export async function noteTold(
  db: PhoneDatabase,
  told: { sampleId: string; way: CodeOf<typeof tellingWays>; outcome: TellingOutcome },
  now: number,
  random: Uint8Array,
): Promise<void> {
  const id = uuid7(now, random)
  await change(db, now, async (inside) => {
    const mark: ToldMark = { outcome: told.outcome, at: now }
    await inside.setMark(TOLD, told.sampleId, mark)
    await inside.setMark(FACTS, id, told.sampleId)
    await inside.send(retesting.operations.recordTold, {
      id,
      ...told,
      at: new Date(now).toISOString(),
    })
  })
}

export async function aboutTold(db: PhoneDatabase, factId: string): Promise<string | null> {
  const mark = await db.marks.get([FACTS, factId])
  return (await readRetests(db))?.rows.find((row) => row.sampleId === mark?.value)?.name ?? null
}

/** For another person on this phone: their list is not this one. */
export async function forgetRetests(db: PhoneDatabase): Promise<void> {
  await db.transaction('rw', db.kept, db.chunks, async () => {
    await db.kept.delete(LIST)
    await db.chunks.where('key').equals(LIST).delete()
  })
}
