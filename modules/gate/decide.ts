/**
 * What the keeper is told about whoever stands before them: one rule for phone and server. It proposes; the keeper lets people pass. Two things it
 * never does: keep anybody from a doctor (H4), or keep anybody out of their home for being late.
 */
import { isBelow } from '../../platform/pure/area.ts'
import { shanghaiDay } from '../../platform/pure/time.ts'
import type { PassClaims, ReadPass } from '../pass/envelope.ts'
import type { PassAtGate, PassKind } from '../pass/model.ts'
import { defaultPassPolicy, type PassPolicy } from '../pass/policy.ts'
import { type Direction, type Light, type Reason, reasons, type Step } from './model.ts'

/** Clocks of two phones may differ by this much before a code counts as old, seconds. */
export const CODE_GRACE = 60
/** The same pass in the same direction within this time is another's, or a copy, ms. */
const JUST_USED = 10 * 60_000
/** A record of being inside or outside is doubted after this, ms: gates are passed unseen. */
const RECORD_HOLDS = 18 * 3600_000
const DAY = 24 * 3600_000

export interface Check {
  /** ms since 1970, by the phone's clock corrected by the server's when they last met */
  readonly now: number
  /** false: the phone has not met the server since it started, or its clock was set since */
  readonly clockTrusted: boolean
  readonly gate: { readonly serves: readonly string[]; readonly open: boolean }
  readonly direction: Direction
  /** The measure in force at the gate; null: none. */
  readonly measure: { readonly policy: PassPolicy; readonly until: number } | null
  /** What a code said; null: none was shown. */
  readonly read: ReadPass | null
  /** A number was typed, or somebody was found on the list: `listed` is what was found. */
  readonly lookedUp: boolean
  /** The pass as the list on this phone has it. */
  readonly listed: PassAtGate | null
  /** When the list last met the server, ms; null: there is none. */
  readonly listAt: number | null
  /** This pass's last crossing that is known here. */
  readonly last: { readonly direction: Direction; readonly at: number } | null
  /** When passes of the same household went out and it counted, ms. */
  readonly outings: readonly number[]
  /** °C */
  readonly temperature: number | null
  readonly second: number | null
  /** Said to be on the way to a doctor; an ambulance is let through both ways. */
  readonly medical: boolean | 'ambulance'
}

export interface Verdict {
  readonly light: Light
  /** The gravest first, never empty. */
  readonly because: readonly Reason[]
  readonly next: readonly Step[]
  /** Whether, when they pass, it counts against the household's outings. */
  readonly counts: boolean
}

const LIGHT: Record<Reason, Light> = {
  medical: 'go',
  fever: 'stop',
  forged: 'stop',
  revoked: 'stop',
  replaced: 'stop',
  surrendered: 'stop',
  expired: 'stop',
  'code-old': 'stop',
  'not-yet': 'stop',
  'other-area': 'stop',
  'household-limit': 'stop',
  'not-a-pass': 'ask',
  'unknown-key': 'ask',
  'retired-key': 'ask',
  'number-unknown': 'ask',
  unreadable: 'ask',
  'measure-again': 'ask',
  'just-used': 'ask',
  'already-in': 'ask',
  'already-out': 'ask',
  'not-on-list': 'ask',
  'list-stale': 'ask',
  'clock-off': 'ask',
  'no-pass': 'ask',
  'gate-closed': 'ask',
  'back-late': 'go',
  'no-measure': 'go',
  valid: 'go',
}
/** Who lives here comes home, even if the pass ended while they were out: that, too, is only being late. */
const AT_HOME: ReadonlySet<PassKind> = new Set(['resident', 'tenant'])
const LIGHT_HOME: Record<Reason, Light> = { ...LIGHT, expired: 'ask' }
const NEXT: Partial<Record<Reason, readonly Step[]>> = {
  medical: ['let-pass', 'call-duty'],
  fever: ['quiet-place', 'call-duty'],
  forged: ['find-by-name', 'call-duty'],
  revoked: ['call-duty'],
  replaced: ['find-by-name'],
  surrendered: ['other-ways', 'call-duty'],
  expired: ['compare', 'other-ways', 'call-duty'],
  'code-old': ['refresh-code', 'type-number'],
  'not-yet': ['refresh-code', 'call-duty'],
  'other-area': ['other-ways'],
  'household-limit': ['call-duty'],
  'not-a-pass': ['type-number', 'other-ways'],
  'unknown-key': ['type-number', 'meet-network'],
  'retired-key': ['find-by-name', 'compare'],
  'number-unknown': ['type-number', 'find-by-name', 'other-ways'],
  unreadable: ['scan-again', 'type-number'],
  'measure-again': ['measure-again'],
  'just-used': ['compare'],
  'already-in': ['compare'],
  'already-out': ['compare'],
  'not-on-list': ['compare', 'call-duty'],
  'list-stale': ['compare', 'meet-network'],
  'clock-off': ['compare', 'meet-network'],
  'no-pass': ['other-ways'],
  'gate-closed': ['call-duty'],
}
const GRAVITY: Record<Light, number> = { stop: 0, ask: 1, go: 2 }
const ORDER = new Map(reasons.values.map((reason, i) => [reason, i]))

/** Total: never throws, always gives at least one reason. */
export function decide(check: Check): Verdict {
  const { measure, medical } = check
  const policy = measure?.policy ?? defaultPassPolicy
  const because = new Set<Reason>()
  const claims = check.read?.ok ? check.read.claims : null
  const kind = claims?.kind ?? check.listed?.kind ?? null
  // A late release would keep people in without an order: the measure ends by itself on the phone too (H2).
  const inForce = measure !== null && (!check.clockTrusted || check.now < measure.until)

  for (const reason of temperatureReasons(check, policy)) because.add(reason)
  if (inForce) {
    for (const reason of passReasons(check, claims, policy)) because.add(reason)
    for (const reason of recordReasons(check, policy, kind)) because.add(reason)
    if (!check.gate.open) because.add('gate-closed')
  } else because.add('no-measure')

  if (![...because].some((reason) => LIGHT[reason] !== 'go')) because.add(inForce ? 'valid' : 'no-measure')
  // Whoever has a fever and goes to a doctor goes to a doctor.
  if (medical === 'ambulance' || (medical && check.direction === 'out')) {
    const noted = [...because].filter((reason) => LIGHT[reason] !== 'go')
    return verdictOf(['medical', ...noted], LIGHT, 'go', false)
  }
  const light = check.direction === 'in' && kind !== null && AT_HOME.has(kind) ? LIGHT_HOME : LIGHT
  return verdictOf([...because], light, null, inForce && countsAsOuting(check, policy, kind))
}

function verdictOf(
  because: readonly Reason[],
  lights: Readonly<Record<Reason, Light>>,
  forced: Light | null,
  counts: boolean,
): Verdict {
  const sorted = [...because].sort(
    (a, b) =>
      Number(b === 'medical') - Number(a === 'medical') ||
      GRAVITY[lights[a]] - GRAVITY[lights[b]] ||
      (ORDER.get(a) as number) - (ORDER.get(b) as number),
  )
  const light = forced ?? lights[sorted[0] as Reason]
  const shown = forced ? (['medical'] as const) : sorted.filter((reason) => lights[reason] === light)
  const next = light === 'go' && !forced ? (['let-pass'] as const) : shown.flatMap((reason) => NEXT[reason] ?? [])
  return { light, because: sorted, next: [...new Set(next)], counts }
}

function* temperatureReasons({ temperature, second }: Check, { feverAt }: PassPolicy): Generator<Reason> {
  if (second !== null && second >= feverAt) yield 'fever'
  else if (second === null && temperature !== null && temperature >= feverAt) yield 'measure-again'
}

/** What the pass itself says, and the list about it. */
function* passReasons(check: Check, claims: PassClaims | null, policy: PassPolicy): Generator<Reason> {
  const { read, listed, lookedUp, now, clockTrusted, listAt } = check
  if (read && !read.ok) {
    yield read.fault
    return
  }
  if (!claims && !listed) {
    yield lookedUp ? 'number-unknown' : 'no-pass'
    return
  }
  const scope = claims?.scope ?? listed?.scope ?? []
  if (!check.gate.serves.some((area) => scope.some((own) => isBelow(area, own) || isBelow(own, area))))
    yield 'other-area'
  if (listed && listed.standing !== 'valid') yield listed.standing
  if (!clockTrusted) yield 'clock-off'
  else {
    yield* timeReasons(claims, listed, now)
  }
  const stale = listAt === null || now - listAt > policy.listStaleHours * 3600_000
  // A phone code is minutes old and was not given to a revoked pass; a card's word is as old as its print.
  if (stale && claims?.form !== 'phone') yield 'list-stale'
  if (!stale && claims && !listed && listAt !== null && claims.notBefore * 1000 < listAt - DAY / 24) yield 'not-on-list'
}

function* timeReasons(claims: PassClaims | null, listed: PassAtGate | null, now: number): Generator<Reason> {
  const seconds = now / 1000
  if (claims) {
    if (seconds < claims.notBefore - CODE_GRACE) yield 'not-yet'
    if (claims.form === 'phone' && seconds > claims.expires + CODE_GRACE) yield 'code-old'
    if (claims.form === 'card' && seconds > claims.expires) yield 'expired'
  }
  // The list is the later word: a pass may have been shortened, or (typed) have no claims at all.
  if (listed && listed.standing === 'valid') {
    if (now > Date.parse(listed.until)) yield 'expired'
    else if (!claims && now < Date.parse(listed.from)) yield 'not-yet'
  }
}

/** What the record of crossings says. */
function* recordReasons(check: Check, policy: PassPolicy, kind: PassKind | null): Generator<Reason> {
  const { last, now, direction } = check
  // By a clock that is off nothing was "just now" and no outing was today's: nobody is kept in for what a phone's clock says.
  if (kind === null || !check.clockTrusted) return
  const ago = last ? Math.abs(now - last.at) : 0
  if (last && ago < RECORD_HOLDS && last.direction === direction) {
    if (ago < JUST_USED) yield 'just-used'
    else yield direction === 'in' ? 'already-in' : 'already-out'
  }
  if (
    direction === 'in' &&
    policy.outHours !== null &&
    last?.direction === 'out' &&
    now - last.at > policy.outHours * 3600_000
  )
    yield 'back-late'
  if (direction === 'out' && policy.household && !policy.householdExempt.includes(kind)) {
    const { people, days } = policy.household
    const first = shanghaiDay(now - (days - 1) * DAY)
    if (check.outings.filter((at) => at <= now && shanghaiDay(at) >= first).length >= people) yield 'household-limit'
  }
}

const countsAsOuting = (
  { direction }: Check,
  { household, householdExempt }: PassPolicy,
  kind: PassKind | null,
): boolean => direction === 'out' && household !== null && kind !== null && !householdExempt.includes(kind)
