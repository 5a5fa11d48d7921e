/**
 * Loads the gates of Taohua, with who holds the keys of closed ones, and a morning's crossings at the first gates of the demo's community, so that a first
 * look at the board finds it at work. The crossings are of people without passes: couriers, children, visitors, and one on the way to a doctor.
 */
import type { ClientBase } from 'pg'
import type { CrossingFact } from '../../modules/gate/model.ts'
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
  const dice = new Dice(world.seed, 36, 0)
  const counted = new Map<string, number>()
  const shiftOf = (g: number) => uuidOf(world.seed, HAPPENED + CROSSINGS + g)
  const facts =
    gates.length === 0
      ? []
      : Array.from({ length: CROSSINGS }, (_, i) => {
          const g = dice.between(0, gates.length - 1)
          const gate = gates[g]!
          const n = (counted.get(gate.id) ?? 0) + 1
          counted.set(gate.id, n)
          const medical = i === CROSSINGS - 20
          const at = new Date(now - Math.round(((CROSSINGS - i) / CROSSINGS) * MORNING * MINUTE)).toISOString()
          const verdict: Pick<CrossingFact, 'light' | 'because'> = {
            light: 'go',
            because: [medical ? 'medical' : 'no-measure'],
          }
          return {
            ...{
              id: uuidOf(world.seed, HAPPENED + i),
              gate_id: gate.id,
              path: gate.path,
              shift_id: shiftOf(g),
              n,
              at,
              device_at: at,
            },
            ...{
              direction: medical || dice.chance(0.55) ? 'out' : 'in',
              means: 'none',
              scope: [],
              doubts: [],
              counts: false,
            },
            ...{ way: medical ? 'medical' : WAYS[dice.between(0, WAYS.length - 1)], ...verdict, outcome: 'passed' },
            ...{ server_light: verdict.light, server_because: verdict.because, temperature: 360 + dice.between(0, 9) },
            ...{ account_id: keeper.accountId, operation_id: operationId },
          }
        })
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
