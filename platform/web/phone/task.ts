/** What a room hands to the phone: `modules/<room>/field/index.tsx` exports a FieldRoom. */
import type { ComponentType } from 'react'
import type { Role } from '../../pure/roles.ts'
import type { Word } from '../../pure/words.ts'
import type { Callable } from '../client.ts'
import type { SendRule } from '../outbox/queue.ts'
import { type OfflineCommand, opName } from '../pocket/change.ts'
import type { PhoneDatabase } from '../pocket/database.ts'

/** One kind of work: its screens decide by `useScreens()` which of them shows. */
export interface FieldTask {
  readonly id: string
  readonly word: Word
  readonly hint: Word
  readonly icon: ComponentType
  readonly roles: readonly Role[] | 'signed-in' | 'anyone'
  readonly component: ComponentType
  /** What the menu offers while this work is chosen. */
  readonly menu?: ComponentType
}

export interface Carried {
  readonly operation: OfflineCommand & Callable & { readonly words: Word }
  /** Operations whose waiting facts these may pass, so that batches fill. */
  readonly mayPass: readonly (OfflineCommand & Callable)[]
  /** Its input names the phone that sends. */
  readonly namesDevice: boolean
  /** The clock that its facts carry, Unix ms; without one this phone's own. What is sent must say its time by the same clock. */
  readonly clock?: () => number
  /** The largest batch of them, where 50 would be chatter. */
  readonly most?: number
  /** What the answer to one fact remarks on it, where the answer speaks a language of its own. */
  readonly doubtsOf?: (fact: unknown, answered: unknown) => readonly string[]
}

/** What concerns whoever holds the phone, whatever their work: a screen of its own, reached from the menu. */
export interface OwnScreen {
  readonly screen: string
  readonly word: Word
  readonly component: ComponentType
  /** Above every page while something of it wants an answer. */
  readonly banner?: ComponentType
  /** Stands once while somebody is signed in and draws nothing: it listens. */
  readonly watch?: ComponentType
}

/** A room's word on an operation, as the outbox's plans read it. */
export const ruleOf = ({ operation, mayPass, most }: Carried): SendRule => ({
  op: opName(operation),
  mayPass: mayPass.map(opName),
  ...(most === undefined ? {} : { most }),
})

export interface FieldRoom {
  readonly tasks: readonly FieldTask[]
  readonly own?: OwnScreen
  readonly carried: readonly Carried[]
  /** The words of what the server may note beside this room's facts. */
  readonly remarks: Readonly<Record<string, Word>>
  /** Whom or what a fact of this room is about, for the eyes of whoever holds the phone; null when it is not known here. */
  about(db: PhoneDatabase, factId: string): Promise<string | null>
  /** Another person took this phone: forget where the last one worked; what waits to be sent stays. */
  newcomer(db: PhoneDatabase): Promise<void>
  /** Why nobody should sign out now (a tube is open), or null. */
  staysBecause(db: PhoneDatabase): Promise<Word | null>
}
