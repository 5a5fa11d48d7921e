/**
 * What a verifier chose or typed about an application, kept on the phone until the decision arrived or they drop it. It carries the
 * application itself, so that it can still be read when the list has gone on without it.
 */
import type { CodeOf } from '../../../platform/pure/codes.ts'
import { change } from '../../../platform/web/pocket/change.ts'
import type { PhoneDatabase } from '../../../platform/web/pocket/database.ts'
import type { Application, declineReasons, Finding, verifiedHows } from '../application.ts'

export interface Door {
  readonly path: string
  readonly place: string
}
export interface Choices {
  /** Findings looked into. */
  readonly looked: readonly Finding[]
  /** Null: as the screen proposes. */
  readonly how: CodeOf<typeof verifiedHows> | null
  readonly door: Door | null
  readonly reason: CodeOf<typeof declineReasons> | null
  /** What the person is told when declined. */
  readonly text: string
}
export interface Draft {
  readonly application: Application
  readonly choices: Choices
  /** Unix ms by this phone's clock. */
  readonly at: number
}
export const nothingChosen: Choices = { looked: [], how: null, door: null, reason: null, text: '' }
export const isChosen = ({ looked, how, door, reason, text }: Choices): boolean =>
  looked.length > 0 || how !== null || door !== null || reason !== null || text.trim() !== ''

const DRAFT = 'pass.draft.'

/** Nothing chosen leaves nothing behind. */
export const keepDraft = (db: PhoneDatabase, { application, choices, at }: Draft): Promise<void> =>
  change(db, at, (inside) =>
    inside.setNote(`${DRAFT}${application.id}`, isChosen(choices) ? { application, choices, at } : null),
  )
export const dropDraft = (db: PhoneDatabase, applicationId: string): Promise<void> =>
  db.notes.delete(`${DRAFT}${applicationId}`)
export const readDrafts = async (db: PhoneDatabase): Promise<readonly Draft[]> =>
  (await db.notes.where('key').startsWith(DRAFT).toArray()).map(({ value }) => value as Draft)
export const forgetDrafts = async (db: PhoneDatabase): Promise<void> => {
  await db.notes.where('key').startsWith(DRAFT).delete()
}
