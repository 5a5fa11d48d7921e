/** Whoever stands at the gate, and what the rules say of them with all that this phone knows. */
import type { PhoneDatabase } from '../../../platform/web/pocket/database.ts'
import { type ReadPass, readPassCode } from '../../pass/envelope.ts'
import type { Holder, PassAtGate } from '../../pass/model.ts'
import { medicalOf } from '../at-arrival.ts'
import { decide, type Verdict } from '../decide.ts'
import type { Direction, Way } from '../model.ts'
import { isOpenAt } from '../opening.ts'
import { knownOf, type Last } from './crossed.ts'
import type { Pocket } from './gate-pocket.ts'
import type { PassBook } from './pass-book.ts'

/** By what somebody is known here. */
export type Shown =
  | { readonly by: 'code'; readonly text: string }
  | { readonly by: 'number'; readonly number: string }
  | { readonly by: 'list'; readonly pass: PassAtGate }
  | { readonly by: 'nothing' }

export interface Standing {
  readonly shown: Shown
  readonly way: Way
  readonly read: ReadPass | null
  readonly listed: PassAtGate | null
  readonly last: Last | null
  readonly outings: readonly number[]
  /** When they were read, Unix ms: time does not run on while the keeper compares. */
  readonly at: number
  readonly trusted: boolean
  readonly temperature: number | null
  readonly second: number | null
}

export const passIdOf = ({ read, listed }: Standing): string | null =>
  read?.ok ? read.claims.passId : (listed?.passId ?? null)
/** The list's word is younger than the code's. */
export const holderOf = ({ read, listed }: Standing): Holder | null =>
  listed?.holder ?? (read?.ok ? read.claims.holder : null)
export const householdOf = ({ read, listed }: Standing): string | null =>
  listed ? listed.household : read?.ok ? read.claims.household : null

export interface AtGate {
  readonly db: PhoneDatabase
  readonly gateId: string
  readonly pocket: Pocket | null
  readonly book: PassBook
}

export async function standingOf(
  { db, gateId, pocket, book }: AtGate,
  shown: Shown,
  time: { readonly now: number; readonly trusted: boolean },
  way: Way = 'pass',
): Promise<Standing> {
  const read = shown.by === 'code' ? readPassCode(shown.text, pocket?.keys ?? []) : null
  const listed =
    shown.by === 'list'
      ? shown.pass
      : shown.by === 'number'
        ? book.numbered(shown.number)
        : read?.ok
          ? book.byPass(read.claims.passId)
          : null
  const bare: Standing = {
    ...{ shown, way, read, listed, last: null, outings: [], temperature: null, second: null },
    at: time.now,
    trusted: time.trusted,
  }
  return { ...bare, ...(await knownOf(db, gateId, passIdOf(bare), householdOf(bare))) }
}

export function verdictOn(standing: Standing, direction: Direction, pocket: Pocket | null): Verdict {
  const { shown, way, at } = standing
  const measure = pocket?.measure ?? null
  return decide({
    now: at,
    clockTrusted: standing.trusted,
    gate: { serves: pocket?.gate.serves ?? [], open: pocket === null || isOpenAt(pocket.gate, at) },
    direction,
    measure: measure && { policy: measure.policy, until: Date.parse(measure.until) },
    read: standing.read,
    lookedUp: shown.by === 'number' || shown.by === 'list',
    listed: standing.listed,
    listAt: pocket?.listAt ?? null,
    last: standing.last,
    outings: standing.outings,
    temperature: standing.temperature,
    second: standing.second,
    medical: medicalOf(way),
  })
}

/** A temperature read: the first, or the second once the first was high. */
export function withTemperature(standing: Standing, celsius: number, feverAt: number): Standing {
  if (standing.temperature !== null && standing.temperature >= feverAt) return { ...standing, second: celsius }
  return { ...standing, temperature: celsius, second: null }
}
