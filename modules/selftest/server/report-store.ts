/** The doors of the database that take reports in, called. Whether a fact counts, and for which collections, is decided there. */
import type { CodeOf } from '../../../platform/pure/codes.ts'
import type { Context, Database } from '../../../platform/server/database/database.ts'
import type { reportDoubts, sources, TestResult } from '../model.ts'

type Doubt = CodeOf<typeof reportDoubts>

/** A report with its moments by the server's clock. */
export interface ReportToRecord {
  readonly id: string
  readonly collectionId: string
  readonly residentId: string
  readonly result: TestResult
  readonly testedAt: string | null
  /** The Shanghai day that it answers; null: the day of the test. */
  readonly day: string | null
  readonly statedAt: string
  readonly doubts: readonly Doubt[]
}
export interface Recorded {
  readonly outcome: 'new' | 'known' | 'refused'
  readonly doubts: Doubt[]
}

/** In the order of the items. */
export async function recordReports(
  context: Context,
  items: readonly ReportToRecord[],
  via: Exclude<CodeOf<typeof sources>, 'page'>,
): Promise<Recorded[]> {
  const { rows } = await context.query<Recorded>(
    'SELECT outcome, doubts FROM selftest.record($1, $2::jsonb, $3) ORDER BY n',
    [context.actor.streetId, JSON.stringify(items), via],
  )
  return rows
}

export interface OpenedHousehold {
  readonly collections: readonly { id: string; name: string; often: 'once' | 'daily'; endsOn: string }[]
  readonly members: readonly { id: string; name: string; asked: boolean; reportedAt: string | null }[]
}

/** null for a key that opens nothing, whatever the reason. */
export async function openHousehold(database: Database, digest: Buffer): Promise<OpenedHousehold | null> {
  const [row] = await database.bare<{ household: OpenedHousehold | null }>(
    'SELECT selftest.open_household($1) AS household',
    [digest],
  )
  return row?.household ?? null
}

export type SlipOutcome = 'new' | 'known' | 'nothing' | 'refused' | 'too-many'
/** In the order of the items; none for a key that opens nothing. */
export async function recordBySlip(
  database: Database,
  digest: Buffer,
  items: readonly Omit<ReportToRecord, 'collectionId' | 'day'>[],
): Promise<SlipOutcome[]> {
  const rows = await database.bare<{ outcome: SlipOutcome }>(
    'SELECT outcome FROM selftest.record_by_slip($1, $2::jsonb) ORDER BY n',
    [digest, JSON.stringify(items)],
  )
  return rows.map((row) => row.outcome)
}

export interface Wrong {
  readonly byAddress: number
  readonly inAll: number
}
/** Wrong keys of the last quarter of an hour, from this address and from anywhere; `note` adds one to both. */
export async function wrongKeys(database: Database, address: string, minutes: number, note: boolean): Promise<Wrong> {
  const count = note ? 'platform.note_login_try' : 'platform.login_tries'
  const [row] = await database.bare<Wrong>(`SELECT ${count}($1, $3) AS "byAddress", ${count}($2, $3) AS "inAll"`, [
    `household:${address}`,
    'household:all',
    `${minutes} minutes`,
  ])
  return row!
}

export type OwnDoor =
  | { readonly outcome: 'open'; readonly streetId: string; readonly path: string }
  | { readonly outcome: 'wrong' | 'none' | 'too-many' }
/** Whether a member's own number, as its digest, opens what is theirs alone; null for a key that opens nothing. A wrong one is counted. */
export async function ownDoor(
  database: Database,
  digest: Buffer,
  residentId: string,
  number: Buffer,
): Promise<OwnDoor | null> {
  const [row] = await database.bare<OwnDoor>(
    'SELECT outcome, street_id AS "streetId", path FROM selftest.own_door($1, $2, $3)',
    [digest, residentId, number],
  )
  return row ?? null
}
