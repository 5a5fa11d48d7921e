/** Whose phone this is: kept across restarts without network, and across a session that ended, until they sign out. */

import { cell } from '../../platform/web/phone/cell.ts'
import type { Keep, Me } from '../../platform/web/session.tsx'
import { store, stored } from '../../platform/web/stored.ts'

const read = (key: string): Me | null => {
  try {
    return JSON.parse(stored(key) ?? 'null') as Me | null
  } catch {
    return null
  }
}

/** Who signed in last and has not signed out; their work goes on while the session is being renewed. */
export const owner = cell<Me | null>(read('owner'))

export function forgetOwner(): void {
  store('owner', null)
  owner.set(null)
}

export const keep: Keep = {
  load: () => read('me'),
  save: (me) => {
    store('me', me && JSON.stringify(me))
    if (!me) return
    store('owner', JSON.stringify(me))
    owner.set(me)
  },
}
