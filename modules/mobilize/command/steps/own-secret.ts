/** What an official has committed to, kept on this machine alone until it is revealed: the server knows its fingerprint only. */
import { store, stored } from '../../../../platform/web/stored.ts'

export interface OwnSecret {
  readonly by: string
  readonly value: string
  readonly nonce: string
}
export interface Place {
  readonly callUpId: string
  readonly wave: number
  readonly turn: number
  readonly accountId: string
}
const keyOf = ({ callUpId, wave, turn, accountId }: Place): string => `commit.${callUpId}.${wave}.${turn}.${accountId}`

const randomText = (): string =>
  [...crypto.getRandomValues(new Uint8Array(24))].map((byte) => byte.toString(16).padStart(2, '0')).join('')

export function freshSecret(place: Place, by: string): OwnSecret {
  const secret = { by, value: randomText(), nonce: randomText() }
  store(keyOf(place), JSON.stringify(secret))
  return secret
}

export function ownSecret(place: Place): OwnSecret | null {
  try {
    return JSON.parse(stored(keyOf(place)) ?? 'null') as OwnSecret | null
  } catch {
    return null
  }
}
