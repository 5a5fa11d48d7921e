/**
 * Random histories of a round: the register changes, people are swabbed, swabs are replayed and voided (also before they arrive),
 * people are exempted and exemptions lifted. After every step all counters equal what they count (testing.check_round), and
 * the due list is what the rule of due.ts makes of it.
 */
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemActor } from '../../../platform/server/actor.ts'
import { type Context, type Database, openDatabase } from '../../../platform/server/database/database.ts'
import { engines, type FreshDatabase, freshDatabase } from '../../../tests/cluster.ts'
import {
  digest,
  dwelling,
  freshId,
  HOME,
  idNumber,
  OTHER,
  STREET,
  STREET_ID,
  type SmallWorld,
  smallWorld,
} from '../../../tests/small-world.ts'
import { decideLine, type DueLine, type Registered, type RoundFacts } from '../due.ts'
import { decideDue, listDiffering, reconcile } from './due-store.ts'
import { takeBack } from './fact-store.ts'
import { type SentSample, takeIn } from './sample-store.ts'
import { papersOf } from './walk-in.ts'

const DOORS = [dwelling(HOME, 1), dwelling(HOME, 2), dwelling(HOME, 3), dwelling(OTHER, 1)]
const PEOPLE = 3
const facts = fc.record({
  path: fc.constantFrom(...DOORS),
  residence: fc.constantFrom('local' as const, 'away' as const),
  groups: fc.subarray(['courier', 'medical']),
  left: fc.constantFrom(null, 'moved' as const, 'died' as const),
})
const who = fc.nat(PEOPLE - 1)
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('register' as const), who, facts, told: fc.boolean() }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('swab' as const),
      who,
      site: fc.nat(1),
      lane: fc.integer({ min: 1, max: 2 }),
      ago: fc.nat(40),
    }),
  },
  // by papers: the number of one of the people, registered at that moment or not, or of a stranger
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('papers' as const),
      who: fc.constantFrom(0, PEOPLE, PEOPLE),
      site: fc.nat(1),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('replay' as const), at: fc.nat(30) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('void' as const), at: fc.nat(30) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('void-early' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('exempt' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('lift' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('refresh' as const) }) },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never
const scopes = fc.constantFrom('whole' as const, 'groups' as const, 'list' as const)

let db: FreshDatabase
let database: Database
let admin: pg.Client
let world: SmallWorld
let ids: string[]

beforeAll(async () => {
  db = await freshDatabase({ engine: engines.at(-1)! })
  world = await smallWorld(db.adminUrl)
  database = openDatabase(db.appUrl)
  admin = new pg.Client({ connectionString: db.adminUrl })
  await admin.connect()
  await admin.query(`SELECT set_config('shouwang.area', 'd01.', false)`)
  // the first three all carry a number
  ids = world.people
    .filter((p) => p.draft.idNumber !== null)
    .slice(0, PEOPLE)
    .map((p) => p.id)
})
afterAll(async () => {
  await admin.end()
  await database.close()
  await db.drop()
})

const street = systemActor(STREET_ID, STREET)
const officer = () => world.actor('officer')
const numberOf = (i: number): string =>
  world.people.find((p) => p.id === ids[i])?.draft.idNumber ?? idNumber('1960-06-06', 99)

interface Swab {
  readonly sent: SentSample
  /** Whose it is, as far as papers and register tell at the moment of asking. */
  readonly resident: string | null
  readonly number: string | null
}

/** What the rules make of the same history, kept beside the database. */
class Model {
  readonly people = new Map<string, Registered>()
  readonly lines = new Map<string, DueLine>()
  readonly swabs: Swab[] = []
  readonly voided = new Set<string>()
  readonly round: RoundFacts

  constructor(round: RoundFacts) {
    this.round = round
  }
  isTested(id: string): boolean {
    const number = numberOf(ids.indexOf(id))
    return this.swabs.some(
      (s) => !this.voided.has(s.sent.fact.id) && (s.resident === id || (s.resident === null && s.number === number)),
    )
  }
  line(id: string): DueLine | null {
    const line = this.lines.get(id)
    return line ? { ...line, tested: line.state === 'due' && this.isTested(id) } : null
  }
  judge(id: string): void {
    const before = this.line(id)
    const next = decideLine(this.people.get(id) ?? null, this.round, before)
    if (next) this.lines.set(id, { ...next, byHand: before?.state === next.state && before.byHand, tested: false })
  }
}

async function setUp(scope: 'whole' | 'groups' | 'list'): Promise<{ model: Model; roundId: string; sites: string[] }> {
  const roundId = freshId()
  const sites = [freshId(), freshId()]
  const base = { path: DOORS[0]!, residence: 'local' as const, groups: ['courier'], left: null }
  for (const id of ids) await setFacts(id, base)
  await database.within(officer(), async (c) => {
    const operation = freshId()
    await c.query(
      `INSERT INTO operation.operation (street_id, id, path, name, hazard, purpose, basis, starts_at, opened_by)
       VALUES ($1, $2, $3, '行动', 'epidemic', '全员检测', '{"issuer":"a","title":"b","date":"2026-03-01"}', now(), $2)`,
      [STREET_ID, operation, STREET],
    )
    await c.query(
      `INSERT INTO testing.round (street_id, operation_id, id, path, name, scope, groups, listed, pool_size, opens_at, closes_at, opened_by)
       VALUES ($1, $2, $3, $4, '轮次', $5, $6, $7, 10, now(), now() + interval '1 hour', $2)`,
      [STREET_ID, operation, roundId, HOME, scope, scope === 'groups' ? ['courier'] : [], scope === 'list' ? 2 : null],
    )
    if (scope === 'list')
      await c.query('INSERT INTO testing.listed SELECT $1, $2, $3, p, $4 FROM unnest($5::uuid[]) p', [
        STREET_ID,
        operation,
        roundId,
        HOME,
        ids.slice(0, 2),
      ])
    for (const [i, id] of sites.entries())
      await c.query(
        `INSERT INTO testing.site (street_id, operation_id, round_id, id, path, name, kind, lanes, pool_size, catchment, opens_at, closes_at)
         VALUES ($1, $2, $3, $4, $5, '点', 'fixed', 2, 5, ARRAY[$6], now(), now() + interval '1 hour')`,
        [STREET_ID, operation, roundId, id, i === 0 ? HOME : `${HOME}p1.g01.x01.b002.`, HOME],
      )
    await c.query('SELECT testing.fix_due($1, $2)', [STREET_ID, roundId])
  })
  const includes = (id: string): boolean => ids.indexOf(id) < 2
  const model = new Model({
    path: HOME,
    scope:
      scope === 'whole'
        ? { kind: 'whole' }
        : scope === 'groups'
          ? { kind: 'groups', groups: ['courier'] }
          : { kind: 'list', includes },
  })
  for (const id of ids) model.people.set(id, { id, ...base })
  for (const id of ids) model.judge(id)
  return { model, roundId, sites }
}

const setFacts = (id: string, f: Omit<Registered, 'id'>) =>
  admin.query(
    `UPDATE register.resident SET path = $2, residence = $3, groups = $4, left_reason = $5, left_at = CASE WHEN $5::text IS NULL THEN NULL ELSE now() END WHERE id = $1`,
    [id, f.path, f.residence, f.groups, f.left],
  )

async function play(steps: readonly Step[], scope: 'whole' | 'groups' | 'list'): Promise<void> {
  const { model, roundId, sites } = await setUp(scope)
  const inStreet = <T>(work: (c: Context) => Promise<T>) => database.within(street, work)
  const moment = (ago: number): string => new Date(Date.parse('2026-03-05T04:00:00Z') - ago * 60_000).toISOString()
  const send = async (sent: SentSample): Promise<void> => {
    await inStreet((c) => takeIn(c, [sent]))
  }
  const swab = (resident: string | null, number: string | null, site: string, lane = 1, ago = 0): Swab => {
    const at = moment(ago)
    const walkIn = resident ? null : { name: '路人', idType: 'resident-id' as const, idNumber: number, phone: null }
    const fact = {
      id: freshId(),
      roundId,
      siteId: site,
      lane,
      tubeId: freshId(),
      residentId: resident,
      walkIn,
      how: 'scan' as const,
      takenAt: at,
    }
    const papers = walkIn ? papersOf(walkIn, fact, digest) : null
    // papers are read against the register as it stands, and whoever is still due is that person yet
    const isHere = (id: string): boolean => model.people.get(id)!.left === null || model.line(id)?.state === 'due'
    const known = resident ?? ids.find((id, i) => numberOf(i) === number && isHere(id)) ?? null
    const sent = {
      fact,
      takenAt: at,
      told: null,
      deviceId: null,
      accountId: officer().accountId!,
      area: STREET,
      papers,
    }
    return { sent, resident: known, number: known ? null : number }
  }

  for (const [n, s] of steps.entries()) {
    switch (s.do) {
      case 'register': {
        const id = ids[s.who]!
        await setFacts(id, s.facts)
        model.people.set(id, { id, ...s.facts })
        if (!s.told) break
        await inStreet((c) => reconcile(c, roundId, [id]))
        model.judge(id)
        break
      }
      case 'swab':
      case 'papers': {
        const made =
          s.do === 'swab'
            ? swab(ids[s.who]!, null, sites[s.site]!, s.lane, s.ago)
            : swab(null, numberOf(s.who), sites[s.site]!)
        await send(made.sent)
        model.swabs.push(made)
        break
      }
      case 'replay': {
        const made = model.swabs[s.at % model.swabs.length]
        if (made) await send(made.sent)
        break
      }
      case 'void':
      case 'void-early': {
        const early = s.do === 'void-early' ? swab(ids[s.who]!, null, sites[0]!) : undefined
        const made = s.do === 'void' ? model.swabs[s.at % model.swabs.length] : early
        if (!made || model.voided.has(made.sent.fact.id)) break
        // who rests on it now may be somebody who was registered since
        const owners = ids.filter((id) => model.line(id)?.tested)
        await database.within(officer(), (c) =>
          takeBack(c, { id: freshId(), roundId, sampleId: made.sent.fact.id, reason: 'wrong-person', at: moment(0) }),
        )
        model.voided.add(made.sent.fact.id)
        if (early) {
          await send(early.sent)
          model.swabs.push(early)
        }
        for (const id of owners) if (!model.isTested(id)) model.judge(id)
        break
      }
      case 'exempt':
      case 'lift': {
        const id = ids[s.who]!
        const line = model.line(id)
        const next =
          s.do === 'exempt'
            ? ({ state: 'exempt', reason: 'hospital' } as const)
            : ({ state: 'due', reason: null } as const)
        const { verdict } = await database.within(officer(), (c) => decideDue(c, roundId, id, { ...next, note: null }))
        const expected =
          !line || line.state === 'withdrawn' ? 'not-listed' : s.do === 'exempt' && line.tested ? 'tested' : 'ok'
        expect(verdict, `step ${n}`).toBe(expected)
        if (expected === 'ok' && !(s.do === 'lift' && line!.state === 'due'))
          model.lines.set(id, { ...line!, ...next, byHand: true })
        break
      }
      case 'refresh':
        await inStreet(async (c) => reconcile(c, roundId, await listDiffering(c, roundId)))
        for (const id of ids) model.judge(id)
        break
    }
    const { rows } = await admin.query('SELECT * FROM testing.check_round($1, $2)', [STREET_ID, roundId])
    expect(rows, `after step ${n}: ${JSON.stringify(s)}`).toEqual([])
  }
  await inStreet(async (c) => reconcile(c, roundId, await listDiffering(c, roundId)))
  for (const id of ids) model.judge(id)
  const { rows } = await admin.query(
    `SELECT d.resident_id AS id, d.state, d.reason, d.path, d.changed_by IS NOT NULL AS "byHand", d.state = 'due' AND m.resident_id IS NULL AS tested
     FROM testing.due d LEFT JOIN testing.missing m USING (street_id, round_id, resident_id) WHERE d.round_id = $1 AND d.resident_id = ANY ($2)`,
    [roundId, ids],
  )
  const expected = ids.map((id) => ({ id, line: model.line(id) }))
  expect(ids.map((id) => ({ id, line: without(rows.find((r) => r.id === id)) }))).toEqual(expected)
  // judged once more, nothing changes
  expect(await inStreet((c) => reconcile(c, roundId, ids))).toEqual({ added: 0, withdrawn: 0, moved: 0 })
}

const without = (row: (DueLine & { id: string }) | undefined): DueLine | null => {
  if (!row) return null
  const { id: _, ...line } = row
  return line
}

test('whatever happens, every counter equals what it counts and the due list is what the rule says', {
  timeout: 180_000,
}, async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 24, size: 'large' }), scopes, play), {
    numRuns: 30,
    endOnFailure: true,
  })
})
