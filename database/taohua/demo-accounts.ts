/**
 * One demo login per role, all in the invented street. They carry the demo flag, by which the sign-in page lists them and
 * the server refuses to open itself to other machines; the password they share is therefore no secret.
 */
import type { ClientBase } from 'pg'
import type { Role } from '../../platform/pure/roles.ts'
import { hashPassword } from '../../platform/server/access/password.ts'
import type { Actor } from '../../platform/server/actor.ts'
import { Dice } from './dice.ts'
import { uuidOf } from './numbers.ts'
import { givenName, surname } from './person-names.ts'
import type { World } from './world.ts'

export const DEMO_PASSWORD = 'taohua-demo'

/** Ids of accounts and grants are numbered from here, above those of duties. */
const ACCOUNTS = 2 ** 33 + 2 ** 32

interface Place {
  path: string
  name: string
}
interface DemoPlaces {
  streetId: string
  district: Place
  street: Place
  community: Place
  grid: Place
}

/** The first street, in it the second community (the family estate round the mall) and that one's first grid. */
const demoPlaces = (world: World): DemoPlaces => {
  const none = { path: '', name: '' }
  const places = { streetId: '', district: none, street: none, community: none, grid: none }
  let communities = 0
  for (const { path, name, kind, streetId } of world.areas()) {
    if (kind === 'street' && places.street !== none) break
    if (kind === 'community' && communities++ === 2) break
    if (kind === 'community') places.grid = none
    if (kind === 'street') places.streetId = streetId
    const place = { path, name }
    if (kind === 'grid' && places.grid === none) places.grid = place
    if (kind === 'district' || kind === 'street' || kind === 'community') places[kind] = place
  }
  return places
}

export interface DemoAccount {
  actor: Actor & { accountId: string; grantId: string }
  /** what the account's area is called */
  areaName: string
}

export const demoAccounts = (world: World): DemoAccount[] => {
  const { streetId, district, street, community, grid } = demoPlaces(world)
  const seats: readonly [Role, Place][] = [
    ['officer', street],
    ['leader', community],
    ['grid-worker', grid],
    ['lane-crew', community],
    ['superior', district],
    ['administrator', district],
    ['gate-keeper', community],
  ]
  return seats.map(([role, { path, name: areaName }], i) => {
    const dice = new Dice(world.seed, 30, i)
    const name = surname(dice) + givenName(dice, i % 2 === 0 ? 'female' : 'male')
    const accountId = uuidOf(world.seed, ACCOUNTS + 2 * i)
    const grantId = uuidOf(world.seed, ACCOUNTS + 2 * i + 1)
    return { actor: { accountId, name, role, path, streetId, grantId, sessionId: null, deviceId: null }, areaName }
  })
}

/** The login is the role's code. */
export async function insertDemoAccounts(client: ClientBase, accounts: readonly DemoAccount[]): Promise<void> {
  for (const { actor } of accounts) {
    const { accountId, grantId, streetId, path, role, name } = actor
    await client.query(
      'INSERT INTO platform.account (id, street_id, path, login, name, password_hash, demo) VALUES ($1, $2, $3, $4, $5, $6, true)',
      [accountId, streetId, path, role, name, await hashPassword(DEMO_PASSWORD)],
    )
    await client.query(
      'INSERT INTO platform.grant_of_role (id, account_id, street_id, path, role) VALUES ($1, $2, $3, $4, $5)',
      [grantId, accountId, streetId, path, role],
    )
  }
  const areas = Object.fromEntries(accounts.map(({ actor, areaName }) => [actor.path, areaName]))
  await client.query(`INSERT INTO platform.setting (key, value) VALUES ('demo', $1)`, [
    JSON.stringify({ password: DEMO_PASSWORD, areas }),
  ])
}
