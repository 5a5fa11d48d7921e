/** A keeper's phone without a browser: its disk is fake-indexeddb, its clock and dice are the test's; the rules, the list and the facts are the phone's own. */
import { generateKeyPairSync, sign } from 'node:crypto'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { appendPage } from '../modules/gate/field/pass-log.ts'
import { type Shown, type Standing, standingOf, verdictOn } from '../modules/gate/field/check.ts'
import type { Pocket } from '../modules/gate/field/gate-pocket.ts'
import { PassBook } from '../modules/gate/field/pass-book.ts'
import { readOn } from '../modules/gate/field/pass-log.ts'
import { type Done, readRecent } from '../modules/gate/field/recent.ts'
import { type Outcome, recordCrossing } from '../modules/gate/field/record.ts'
import { beginShift, type Hand } from '../modules/gate/field/shift.ts'
import type { Verdict } from '../modules/gate/decide.ts'
import type { CrossingFact, Direction, Way } from '../modules/gate/model.ts'
import { type PassClaims, passCode } from '../modules/pass/envelope.ts'
import type { PassAtGate, PassKey } from '../modules/pass/model.ts'
import { passNumberOf } from '../modules/pass/pass-number.ts'
import { defaultPassPolicy, type PassPolicy } from '../modules/pass/policy.ts'
import { uuid7 } from '../platform/pure/uuid7.ts'
import { PhoneDatabase } from '../platform/web/pocket/database.ts'

export const NINE = Date.parse('2026-03-05T09:00:00+08:00')
export const HOUR = 3600_000
const COMPOUND = 'd01.s01.c02.p01.'
const id = (kind: number, n: number): string => `0190000${kind}-0000-7000-8000-${String(n).padStart(12, '0')}`
const iso = (ms: number): string => new Date(ms).toISOString()

export function keyPair(keyId: string): {
  readonly known: PassKey
  readonly sign: (bytes: Uint8Array) => Uint8Array
} {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex')
  const known: PassKey = { keyId, publicKey: raw, from: iso(NINE - 900 * HOUR), retiredAt: null, leaked: false }
  return { known, sign: (bytes) => Uint8Array.from(sign(null, bytes, privateKey)) }
}

export const inventedPass = (n: number, more: Partial<PassAtGate> = {}): PassAtGate => ({
  passId: id(1, n),
  number: passNumberOf(n * 131),
  kind: 'resident',
  scope: [COMPOUND],
  holder: { name: '桃*月', sex: 'female', birthYear: 1968 },
  household: `h${Math.floor(n / 2)}`,
  from: iso(NINE - 240 * HOUR),
  until: iso(NINE + 240 * HOUR),
  standing: 'valid',
  ...more,
})

/** The claims of a code shown on a phone that was made at a moment (ms), or of a card. */
export const claimsOf = (pass: PassAtGate, madeAt: number, more: Partial<PassClaims> = {}): PassClaims => ({
  ...{ passId: pass.passId, form: 'phone', kind: pass.kind, scope: pass.scope },
  ...{ holder: pass.holder, household: pass.household },
  notBefore: Math.floor(madeAt / 1000),
  expires: Math.floor(madeAt / 1000) + 300,
  ...more,
})

export interface KeeperPhone {
  readonly hand: Hand
  readonly gateId: string
  pocket: Pocket
  /** ms; the test moves it on */
  now: number
  trusted: boolean
  list(passes: readonly PassAtGate[]): Promise<void>
  /** Reads what the list's log holds by now. */
  refresh(): Promise<void>
  stand(shown: Shown, direction?: Direction, way?: Way): Promise<{ standing: Standing; verdict: Verdict }>
  cross(shown: Shown, direction: Direction, outcome?: Outcome): Promise<Done | null>
  begin(): Promise<void>
  recent(): Promise<readonly Done[]>
  /** What waits, oldest first. */
  facts(): Promise<CrossingFact[]>
}

// No two phones of a test draw the same.
let drawn = 0

export const ours = keyPair('00000001')
export const codeOf = (pass: PassAtGate, madeAt: number, more: Partial<PassClaims> = {}): Shown => ({
  by: 'code',
  text: passCode(claimsOf(pass, madeAt, more), ours.known.keyId, ours.sign),
})

export function keeperPhone(
  policy: Partial<PassPolicy> = {},
  indexedDB = new IDBFactory(),
  gateId = id(2, 1),
): KeeperPhone {
  const db = new PhoneDatabase('p', { indexedDB, IDBKeyRange: IDBKeyRange as never })
  const book = new PassBook()
  const gate: Pocket['gate'] = {
    ...{ id: gateId, path: COMPOUND, name: '桃花苑东门', serves: [COMPOUND], state: 'open', hours: [], point: null },
    ...{ fireExit: false, keyHolder: null },
  }
  const phone: KeeperPhone = {
    gateId,
    now: NINE,
    trusted: true,
    hand: {
      db,
      now: () => phone.now,
      freshId: () =>
        uuid7(
          phone.now,
          new Uint8Array(10)
            .fill(drawn++ % 256, 0, 4)
            .fill((drawn >> 8) % 256, 4, 7)
            .fill(drawn >> 16, 7),
        ),
    },
    pocket: {
      gate,
      now: iso(NINE),
      measure: { id: id(4, 1), until: iso(NINE + 120 * HOUR), policy: { ...defaultPassPolicy, ...policy } },
      keys: [ours.known],
      duty: [{ name: '值班员', phone: '000-0001' }],
      listAt: NINE,
    },
    async list(passes) {
      const { meta } = (await db.kept.get(`gate.list.${gateId}`)) ?? {}
      const cursor = (meta as { cursor: string } | undefined)?.cursor ?? null
      await appendPage(db, gateId, cursor, { passes, cursor: `${Number(cursor ?? 0) + 1}` })
      await phone.refresh()
    },
    refresh: () => readOn(db, gateId, book),
    async stand(shown, direction = 'out', way = 'pass') {
      const at = { db, gateId, pocket: phone.pocket, book }
      const standing = await standingOf(at, shown, { now: phone.now, trusted: phone.trusted }, way)
      return { standing, verdict: verdictOn(standing, direction, phone.pocket) }
    },
    async cross(shown, direction, outcome = 'passed') {
      const { standing, verdict } = await phone.stand(shown, direction)
      const { listAt } = phone.pocket
      return recordCrossing(phone.hand, { standing, verdict, direction, outcome, errand: null, listAt })
    },
    begin: async () => void (await beginShift(phone.hand, gate)),
    recent: () => readRecent(db),
    facts: async () =>
      (await db.outbox.orderBy('seq').toArray())
        .filter(({ op }) => op === 'gate.recordCrossings')
        .map(({ item }) => item as CrossingFact),
  }
  return phone
}
