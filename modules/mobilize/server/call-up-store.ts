/** SQL of call-ups and their waves. */
import type { Context } from '../../../platform/server/database/database.ts'
import type { BeaconPromise } from '../beacon.ts'
import {
  type CallUp,
  type CallUpAsk,
  type CallUpState,
  callUpAsk,
  type ForecastResult,
  type QuotaLine,
} from '../call-up-model.ts'
import type { Wave } from '../contract.ts'

export interface CallUpRow {
  readonly id: string
  readonly operationId: string
  readonly path: string
  readonly name: string
  readonly way: 'drawn' | 'named'
  readonly state: CallUpState
  readonly musterAt: Date
  readonly seats: number
  readonly ask: CallUpAsk
  readonly place: string
  readonly placeNote: string | null
  readonly bring: string | null
  readonly reportTo: string | null
  readonly siteCode: string
  readonly openedAt: Date
  readonly calledAt: Date | null
  readonly closedAt: Date | null
  readonly waivedBy: string | null
}
const COLUMNS = `u.id, u.operation_id AS "operationId", u.path, u.name, u.way, u.state, u.muster_at AS "musterAt", u.seats, u.policy AS ask,
  u.place_name AS place, u.place_note AS "placeNote", u.bring, u.report_to AS "reportTo", u.site_code AS "siteCode",
  u.opened_at AS "openedAt", u.called_at AS "calledAt", u.closed_at AS "closedAt",
  platform.account_name(u.waived_by) AS "waivedBy"`

const FIGURES = ['asked', 'answered', 'coming', 'cannot', 'here', 'extra'] as const
type WithFigures = CallUpRow & Record<(typeof FIGURES)[number], number>

export async function listCallUps(
  context: Context,
  { id, operationId }: { id?: string; operationId?: string | undefined },
): Promise<CallUp[]> {
  const { rows } = await context.query<WithFigures>(
    `SELECT ${COLUMNS}, ${FIGURES.map((f) => `coalesce(sum(t.${f}), 0)::integer AS ${f}`).join(', ')}
     FROM mobilize.call_up u LEFT JOIN mobilize.tally t ON t.street_id = u.street_id AND t.call_up_id = u.id
     WHERE ($1::uuid IS NULL OR u.id = $1) AND ($2::uuid IS NULL OR u.operation_id = $2)
     GROUP BY u.id, u.street_id ORDER BY u.opened_at DESC, u.id DESC LIMIT 200`,
    [id ?? null, operationId ?? null],
  )
  return rows.map(({ asked, answered, coming, cannot, here, extra, ...row }) => ({
    ...row,
    ask: callUpAsk.parse(row.ask),
    musterAt: row.musterAt.toISOString(),
    openedAt: row.openedAt.toISOString(),
    calledAt: row.calledAt?.toISOString() ?? null,
    closedAt: row.closedAt?.toISOString() ?? null,
    figures: { asked, answered, coming, cannot, here, extra },
  }))
}

/** `lock`: until the transaction ends, so that of two who act one waits. */
export async function findCallUp(context: Context, id: string, lock = false): Promise<CallUpRow | null> {
  const { rows } = await context.query<CallUpRow>(
    `SELECT ${COLUMNS} FROM mobilize.call_up u WHERE u.id = $1${lock ? ' FOR UPDATE' : ''}`,
    [id],
  )
  const [row] = rows
  // What was asked for before a field of the form was there has its default.
  return row ? { ...row, ask: callUpAsk.parse(row.ask) } : null
}

export interface WaveRow {
  readonly no: number
  readonly state: 'planned' | 'published' | 'drawn' | 'called'
  readonly seats: number
  readonly kept: readonly string[]
  readonly asked: readonly string[]
  readonly quotas: readonly QuotaLine[] | null
  readonly digest: string | null
  readonly beacon: BeaconPromise | null
  readonly forecast: ForecastResult | null
  readonly turn: number
  readonly origin: string | null
  readonly publishedAt: Date | null
  readonly drawnAt: Date | null
  readonly calledAt: Date | null
}
const WAVE = `w.no, w.state, w.seats, w.kept, w.asked, w.quotas, w.digest, w.beacon, w.forecast, w.turn, w.origin, w.published_at AS "publishedAt",
  w.drawn_at AS "drawnAt", w.called_at AS "calledAt"`

export async function listWaves(context: Context, callUpId: string): Promise<WaveRow[]> {
  const { rows } = await context.query<WaveRow>(
    `SELECT ${WAVE} FROM mobilize.wave w WHERE w.call_up_id = $1 ORDER BY w.no`,
    [callUpId],
  )
  return rows
}

export async function findWave(context: Context, callUpId: string, no: number): Promise<WaveRow | null> {
  const { rows } = await context.query<WaveRow>(
    `SELECT ${WAVE} FROM mobilize.wave w WHERE w.call_up_id = $1 AND w.no = $2`,
    [callUpId, no],
  )
  return rows[0] ?? null
}

export interface CommitmentRow {
  readonly wave: number
  readonly accountId: string
  readonly by: string
  readonly hash: string
  readonly value: string | null
  readonly nonce: string | null
  readonly committedAt: Date
  readonly revealedAt: Date | null
}
/** Of the waves' present publications, in the order in which they came in. */
export async function listCommitments(context: Context, callUpId: string, wave?: number): Promise<CommitmentRow[]> {
  const { rows } = await context.query<CommitmentRow>(
    `SELECT c.wave, c.account_id AS "accountId", c.by_name AS by, c.hash, c.value, c.nonce, c.committed_at AS "committedAt", c.revealed_at AS "revealedAt"
     FROM mobilize.commitment c JOIN mobilize.wave w ON w.call_up_id = c.call_up_id AND w.no = c.wave AND w.turn = c.turn
     WHERE c.call_up_id = $1 AND ($2::smallint IS NULL OR c.wave = $2) ORDER BY c.wave, c.committed_at, c.account_id`,
    [callUpId, wave ?? null],
  )
  return rows
}

export async function wavesToShow(context: Context, callUpId: string): Promise<Wave[]> {
  const waves = await listWaves(context, callUpId)
  const commitments = await listCommitments(context, callUpId)
  const { rows } = await context.query<{ wave: number; departmentId: string; people: number }>(
    `SELECT wave, department_id AS "departmentId", count(*)::integer AS people FROM mobilize.call
     WHERE call_up_id = $1 AND wave > 0 GROUP BY wave, department_id`,
    [callUpId],
  )
  const chosenIn = (no: number) => rows.filter(({ wave }) => wave === no)
  return waves.map(({ kept, asked: _, origin: __, quotas, publishedAt, drawnAt, calledAt, ...wave }) => ({
    ...wave,
    kept: kept.length,
    people: chosenIn(wave.no).reduce((sum, { people }) => sum + people, 0),
    chosen: Object.fromEntries(chosenIn(wave.no).map(({ departmentId, people }) => [departmentId, people])),
    quotas: [...(quotas ?? [])],
    publishedAt: publishedAt?.toISOString() ?? null,
    drawnAt: drawnAt?.toISOString() ?? null,
    calledAt: calledAt?.toISOString() ?? null,
    commitments: commitments
      .filter((one) => one.wave === wave.no)
      .map(({ accountId, by, hash, committedAt, revealedAt }) => ({
        ...{ accountId, by, hash, committedAt: committedAt.toISOString() },
        revealedAt: revealedAt?.toISOString() ?? null,
      })),
  }))
}

/** Changes fields of a wave; jsonb values as they are. */
export async function updateWave(
  context: Context,
  callUpId: string,
  no: number,
  set: Partial<
    Pick<
      WaveRow,
      | 'state'
      | 'seats'
      | 'kept'
      | 'asked'
      | 'quotas'
      | 'digest'
      | 'beacon'
      | 'turn'
      | 'origin'
      | 'publishedAt'
      | 'drawnAt'
      | 'calledAt'
    >
  >,
): Promise<void> {
  const columns: Record<string, string> = { publishedAt: 'published_at', drawnAt: 'drawn_at', calledAt: 'called_at' }
  const entries = Object.entries(set)
  await context.query(
    `UPDATE mobilize.wave SET ${entries.map(([name], i) => `${columns[name] ?? name} = $${i + 3}`).join(', ')} WHERE call_up_id = $1 AND no = $2`,
    [
      callUpId,
      no,
      ...entries.map(([name, value]) =>
        (name === 'quotas' || name === 'beacon') && value !== null ? JSON.stringify(value) : value,
      ),
    ],
  )
}

export async function setState(context: Context, id: string, state: CallUpState): Promise<void> {
  await context.query('UPDATE mobilize.call_up SET state = $2, version = version + 1 WHERE id = $1', [id, state])
}

export async function countOpenCallUps(context: Context, operationId: string): Promise<number> {
  const { rows } = await context.query<{ n: number }>(
    `SELECT count(*)::integer AS n FROM mobilize.call_up WHERE operation_id = $1 AND state <> 'closed'`,
    [operationId],
  )
  return rows[0]!.n
}

/** Persons of a call-up by where they stand: those who come or are here, and those who were asked and do not. */
export async function askedSoFar(context: Context, callUpId: string): Promise<{ kept: string[]; asked: string[] }> {
  const { rows } = await context.query<{ personId: string; kept: boolean }>(
    `SELECT person_id AS "personId", here_at IS NOT NULL OR said IS NOT DISTINCT FROM 'coming' AS kept FROM mobilize.call
     WHERE call_up_id = $1 AND person_id IS NOT NULL AND (asked_at IS NOT NULL OR here_at IS NOT NULL) ORDER BY person_id`,
    [callUpId],
  )
  return {
    kept: rows.filter(({ kept }) => kept).map(({ personId }) => personId),
    asked: rows.filter(({ kept }) => !kept).map(({ personId }) => personId),
  }
}
