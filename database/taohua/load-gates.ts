/**
 * Loads the gates of Taohua, with who holds the keys of closed ones, and a morning's crossings at the first gates of the demo's community, so that a first
 * look at the board finds it at work: holders of passes who go out, couriers, children and visitors without one, and somebody on the way to a doctor.
 */
import type { ClientBase } from 'pg'
import type { Light, Reason } from '../../modules/gate/model.ts'
import type { Actor } from '../../platform/server/actor.ts'
import { Dice } from './dice.ts'
import { uuidOf } from './numbers.ts'
import { givenName, surname } from './person-names.ts'
import type { World } from './world.ts'

/** Ids of gates and of what happens at them are numbered from here, above those of staff. */
const GATES = 2 ** 34 - 2 ** 28
const HAPPENED = 2 ** 34 - 2 ** 27
const MINUTE = 60_000
/** Crossings of the morning, and over how many minutes they are spread. */
const CROSSINGS = 240
const MORNING = 150

/** A closed gate has a key holder, every third is a fire exit. */
export async function loadGates(client: ClientBase, world: World): Promise<void> {
  const rows = [...world.gates()].map((gate, i) => {
    const dice = new Dice(world.seed, 35, i)
    const closed = gate.state === 'closed'
    return {
      ...{ street_id: gate.streetId, id: uuidOf(world.seed, GATES + i), path: gate.path, name: gate.name },
      ...{ serves: [gate.path], state: gate.state, lon: gate.point[0], lat: gate.point[1] },
      ...{ fire_exit: closed && i % 3 === 0, key_name: closed ? surname(dice) + givenName(dice, 'male') : null },
      key_phone: closed ? `129${String(20_000_000 + i)}` : null,
    }
  })
  await client.query(
    `INSERT INTO gate.gate (street_id, id, path, name, serves, state, lon, lat, fire_exit, key_name, key_phone)
     SELECT street_id, id, path, name, serves, state, lon, lat, fire_exit, key_name, key_phone FROM jsonb_to_recordset($1::jsonb)
       AS g (street_id text, id uuid, path text, name text, serves text[], state text, lon float8, lat float8, fire_exit boolean, key_name text, key_phone text)`,
    [JSON.stringify(rows)],
  )
}

const WAYS = ['courier', 'courier', 'child', 'visitor', 'no-phone', 'other'] as const

/** @param now ms since 1970 */
export async function loadCrossings(
  client: ClientBase,
  world: World,
  { keeper, operationId, now }: { keeper: Actor; operationId: string; now: number },
): Promise<void> {
  const { rows: gates } = await client.query<{ id: string; path: string }>(
    `SELECT id, path FROM gate.gate WHERE street_id = $1 AND starts_with(path, $2) AND state = 'open' ORDER BY path, name LIMIT 3`,
    [keeper.streetId, keeper.path],
  )
  const { rows: passes } = await client.query<{ id: string; household: string | null; scope: string[] }>(
    `SELECT id, household, scope FROM pass.pass WHERE street_id = $1 AND standing = 'valid' AND until_at > now() AND scope && $2::text[] ORDER BY number`,
    [keeper.streetId, gates.map((gate) => gate.path)],
  )
  const dice = new Dice(world.seed, 36, 0)
  const counted = new Map<string, number>()
  const shiftOf = (g: number) => uuidOf(world.seed, HAPPENED + CROSSINGS + g)
  const fact = (i: number) => {
    const g = dice.between(0, gates.length - 1)
    const gate = gates[g]!
    const n = (counted.get(gate.id) ?? 0) + 1
    counted.set(gate.id, n)
    const medical = i === CROSSINGS - 20
    // Each pass once, outwards: whoever went out in the morning may be out still.
    const at = medical || dice.chance(0.4) ? -1 : passes.findIndex(({ scope }) => scope.includes(gate.path))
    const pass = at < 0 ? null : passes.splice(at, 1)[0]!
    const light: Light = medical || pass ? 'go' : 'ask'
    const because: Reason[] = medical ? ['medical', 'no-pass'] : [pass ? 'valid' : 'no-pass']
    const moment = new Date(now - Math.round(((CROSSINGS - i) / CROSSINGS) * MORNING * MINUTE)).toISOString()
    return {
      ...{ id: uuidOf(world.seed, HAPPENED + i), gate_id: gate.id, path: gate.path, shift_id: shiftOf(g), n },
      ...{ at: moment, device_at: moment, direction: pass || medical || dice.chance(0.3) ? 'out' : 'in' },
      ...{ means: pass ? 'card' : 'none', pass_id: pass?.id ?? null, household: pass?.household ?? null },
      ...{ way: medical ? 'medical' : pass ? 'pass' : WAYS[dice.between(0, WAYS.length - 1)], outcome: 'passed' },
      ...{ light, because, server_light: light, server_because: because, scope: pass?.scope ?? [], doubts: [] },
      ...{ counts: false, temperature: 360 + dice.between(0, 9) },
      ...{ account_id: keeper.accountId, operation_id: operationId },
    }
  }
  const facts = gates.length === 0 ? [] : Array.from({ length: CROSSINGS }, (_, i) => fact(i))
  await client.query('SELECT FROM gate.take_in($1, $2)', [keeper.streetId, JSON.stringify(facts)])
  for (const [g, gate] of gates.entries())
    for (const [step, ago, made] of [
      ['begin', MORNING + 5, 0],
      ['beat', 0, counted.get(gate.id) ?? 0],
    ] as const)
      await client.query(
        `INSERT INTO gate.shift_fact (street_id, id, shift_id, gate_id, path, step, at, device_at, made, account_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9)`,
        [
          ...[
            keeper.streetId,
            uuidOf(world.seed, HAPPENED + CROSSINGS + 10 + 2 * g + (step === 'begin' ? 0 : 1)),
            shiftOf(g),
            gate.id,
            gate.path,
          ],
          ...[step, new Date(now - ago * MINUTE).toISOString(), made, keeper.accountId],
        ],
      )
}
