/** What the phone asks about applications: the list, one as it stands, a decision. Each by the desk's own operations, with the desk's own checks. */
import type { Word } from '../../../platform/pure/words.ts'
import { ClientProblem, isOffline, type OutputFor, wordsOf } from '../../../platform/web/client.ts'
import { ask } from '../../../platform/web/phone/reach.ts'
import type { PhoneDatabase } from '../../../platform/web/pocket/database.ts'
import { operations } from '../../operation/contract.ts'
import type { Application } from '../application.ts'
import { pass } from '../contract.ts'
import { problems } from '../problems.ts'
import type { Choices } from './draft.ts'
import { keepWaiting } from './waiting-list.ts'
import { fieldWords as w } from './words.ts'

const ops = pass.operations
const PAGE = 200
/** More than this nobody checks in a night; the rest is said to exist. */
const MOST_CARRIED = 1000

export async function fetchWaiting(db: PhoneDatabase, under: string): Promise<void> {
  const { operations: all } = await ask(operations.operations.operations, {})
  const rows: Application[] = []
  let total = 0
  for (const { id: operationId } of all.filter(({ state }) => state === 'open')) {
    let after: string | null = null
    do {
      const page: OutputFor<typeof ops.waiting> = await ask(ops.waiting, {
        ...{ operationId, under, limit: PAGE },
        ...(after === null ? {} : { after }),
      })
      if (after === null) total += page.total
      rows.push(...page.rows)
      after = page.next
    } while (after !== null && rows.length < MOST_CARRIED)
  }
  await keepWaiting(db, { at: Date.now(), meta: { total }, rows })
}

export type Standing = OutputFor<typeof ops.application>
export const standingOf = (applicationId: string): Promise<Standing> => ask(ops.application, { applicationId })

export type Deciding = 'verify' | 'issue' | 'decline'
/** `now`: how the application stands afterwards, where that could be heard. */
export type Decided =
  | { readonly kind: 'sent'; readonly now: Standing | null }
  /** Somebody was quicker. */
  | { readonly kind: 'late'; readonly now: Standing }
  | { readonly kind: 'unsent'; readonly because: Word; readonly now: Standing | null }

/** Pressed again after an answer got lost it does the same thing once. */
export async function decide(
  application: Application,
  what: Deciding,
  { looked, how, door, reason, text }: Choices,
): Promise<Decided> {
  const { id: applicationId, match, state } = application
  const now = () => standingOf(applicationId).catch(() => null)
  try {
    if (what === 'decline')
      await ask(ops.decline, { applicationId, reason: reason ?? 'other', text, looked: [...looked] })
    else {
      if (state === 'asked')
        await ask(ops.verify, {
          ...{ applicationId, residentId: match?.residentId ?? null, looked: [...looked] },
          ...{ path: door?.path ?? application.path, how: how ?? howUsual(application) },
        })
      if (what === 'issue') await ask(ops.issue, { applicationId, scope: null })
    }
    return { kind: 'sent', now: await now() }
  } catch (error) {
    if (isOffline(error)) return { kind: 'unsent', because: w.notSent, now: null }
    const standing = await now()
    const late = error instanceof ClientProblem && error.code === problems.notNow.code
    return late && standing
      ? { kind: 'late', now: standing }
      : { kind: 'unsent', because: wordsOf(error), now: standing }
  }
}

/** As the desk proposes it: who stands in the register was checked there, anybody else at the door. */
export const howUsual = ({ match }: Application): 'register' | 'door' => (match ? 'register' : 'door')
