/**
 * What a holder's phone keeps of a pass for the hours without network. It lies sealed with a key that follows from the secret of the link: whoever
 * opens another link on the same phone, or looks into its storage without the link, reads nothing, not even whose it is.
 */
import { store, stored } from '../../../platform/web/stored.ts'
import { type OwnPass, ownPass } from '../answers.ts'
import { keptUntil, stillAhead } from '../held-codes.ts'

const KEY = 'pass.kept'
/** A family's and a neighbour's; the one that was met longest ago gives way. */
const MOST = 8

interface Sealed {
  /** Which link's it is, for whoever has the link. */
  readonly of: string
  /** ms since 1970; then it goes, whoever opens a pass here. */
  readonly until: number
  readonly iv: string
  readonly text: string
}

function all(now: number): Sealed[] {
  try {
    const kept = JSON.parse(stored(KEY) ?? '[]') as Sealed[]
    return kept.filter(({ until }) => until > now)
  } catch {
    return []
  }
}
const write = (kept: readonly Sealed[]): void => store(KEY, kept.length === 0 ? null : JSON.stringify(kept))

const toText = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
const toBytes = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
const digest = (text: string): Promise<ArrayBuffer> => crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
const nameOf = async (link: string): Promise<string> =>
  toText(new Uint8Array(await digest(`name ${link}`)).slice(0, 12))
const keyOf = async (link: string): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', await digest(`key ${link}`), 'AES-GCM', false, ['encrypt', 'decrypt'])

/** One after the other: what is forgotten must not be written again by a sealing that began before. */
let turn: Promise<unknown> = Promise.resolve()
function inTurn<T>(work: () => Promise<T>): Promise<T | null> {
  // Without a secure context there is neither a cipher nor a page that opens without network: then nothing is kept.
  const done = turn.then(() => (globalThis.crypto?.subtle ? work() : null)).catch(() => null)
  turn = done
  return done
}

async function seal(link: string, of: string, until: number, own: OwnPass): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const plain = new TextEncoder().encode(JSON.stringify(own))
  const text = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await keyOf(link), plain)
  return { of, until, iv: toText(iv), text: toText(new Uint8Array(text)) }
}
async function unseal(link: string, { iv, text }: Sealed): Promise<OwnPass> {
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: toBytes(iv) }, await keyOf(link), toBytes(text))
  // Kept by an older version of this page it may have another shape: then it is as good as none.
  return ownPass.parse(JSON.parse(new TextDecoder().decode(plain)))
}

/** Keeps what the server said just now; of a pass that no longer holds, nothing stays. @param now ms since 1970 */
export const keepPass = (link: string, own: OwnPass, now: number): Promise<unknown> =>
  inTurn(async () => {
    const of = await nameOf(link)
    const others = all(now).filter((one) => one.of !== of)
    const until = own.pass?.standing === 'valid' ? keptUntil(Date.parse(own.pass.until), now) : now
    write(until > now ? [...others.slice(1 - MOST), await seal(link, of, until, own)] : others)
  })

export const forgetPass = (link: string, now: number): Promise<unknown> =>
  inTurn(async () => {
    const of = await nameOf(link)
    write(all(now).filter((one) => one.of !== of))
  })

/**
 * What is kept for this link; null: nothing that can be read. Whatever is over goes with the look, codes only if the time is `sure`: by a clock
 * that was set ahead good ones would be lost, and those that are over serve nobody.
 */
export const keptPass = (link: string, now: number, sure: boolean): Promise<OwnPass | null> =>
  inTurn(async () => {
    const kept = all(now)
    write(kept)
    const of = await nameOf(link)
    const one = kept.find((it) => it.of === of)
    if (!one) return null
    const own = await unseal(link, one)
    if (own.pass === null) return null
    const codes = stillAhead(own.pass.codes, now / 1000)
    if (!sure || codes.length === own.pass.codes.length) return own
    const left = { ...own, pass: { ...own.pass, codes } }
    const again = await seal(link, of, one.until, left)
    write(kept.map((it) => (it === one ? again : it)))
    return left
  })
