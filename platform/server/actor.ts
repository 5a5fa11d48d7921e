/** Who is asking: taken from the session, set on every transaction, and never from the request's body. */
import type { Role } from '../pure/roles.ts'

export interface Actor {
  /** null for the system's own work (reactions). */
  readonly accountId: string | null
  readonly name: string
  readonly role: Role
  readonly path: string
  readonly streetId: string
  readonly grantId: string | null
  readonly sessionId: string | null
  readonly deviceId: string | null
}

/** The system acting within one sub-district, for reactions and upkeep: an officer without an account. */
export const systemActor = (streetId: string, path: string): Actor => ({
  accountId: null,
  name: '',
  role: 'officer',
  path,
  streetId,
  grantId: null,
  sessionId: null,
  deviceId: null,
})
