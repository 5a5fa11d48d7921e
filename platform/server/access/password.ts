/** Argon2id by @node-rs/argon2 with OWASP's 2024 minimum (19 MiB, 2 passes). An unknown login costs the same time as a wrong password. */
import { hash, verify } from '@node-rs/argon2'

const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
let decoy: Promise<string> | undefined

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), cost)

export async function passwordFits(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password')
  const fits = await verify(stored ?? (await decoy), password.normalize('NFKC'))
  return stored !== null && fits
}
