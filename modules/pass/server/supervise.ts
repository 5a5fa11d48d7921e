/** Supervision: samples drawn by a seed for three people to re-check, and what looks odd. Nothing follows from either by itself. */
import { randomBytes } from 'node:crypto'
import { depthOf, isBelow, rangeBelow } from '../../../platform/pure/area.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import { uuid7 } from '../../../platform/pure/uuid7.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { findOperationToWorkIn } from '../../operation/server/public.ts'
import { areaNames } from '../../register/server/public.ts'
import type { Issued } from '../answers.ts'
import { pass } from '../contract.ts'
import { drawFrom } from '../draw.ts'
import { odditiesOf } from '../oddities.ts'
import { problems } from '../problems.ts'
import { DWELLING } from './application-store.ts'
import { asIssued, passesByIds } from './pass-store.ts'

const { events } = pass
const SHOWN = 50

async function shown(context: Context, ids: readonly string[]): Promise<Map<string, Issued>> {
  const rows = await asIssued(context, await passesByIds(context, [...new Set(ids)]))
  return new Map(rows.map((row) => [row.id, row]))
}

interface DrawRow {
  readonly id: string
  readonly path: string
  readonly members: string[]
  readonly seed: string
  readonly ofPasses: number
  readonly drawnAt: Date
}
interface SampleRow {
  readonly id: string
  readonly drawId: string
  readonly passId: string
  readonly outcome: 'right' | 'wrong-person' | 'not-living-here' | 'not-met' | 'no-basis' | null
  readonly checkedAt: Date | null
  readonly note: string | null
}

interface FactRow {
  readonly passId: string
  readonly path: string
  readonly kind: string
  readonly issuedAt: Date
  readonly issuedBy: string
  readonly verifiedBy: string
  readonly phone: string | null
}

type Ops = 'oddities' | 'samples' | 'drawSamples' | 'noteSample'
export const superviseHandlers: Pick<HandlersOf<typeof pass>, Ops> = {
  /** Of the passes that are valid: whatever was odd and is over is nobody's business any more. */
  oddities: async (context, { operationId, under }) => {
    const { from, to } = rangeBelow(under)
    const { rows } = await context.query<FactRow>(
      `SELECT p.id AS "passId", p.path, p.kind, p.issued_at AS "issuedAt", p.issued_by AS "issuedBy", p.verified_by AS "verifiedBy", encode(p.phone_digest, 'hex') AS phone
       FROM pass.pass p WHERE p.street_id = $1 AND p.operation_id = $2 AND p.path >= $3 AND p.path < $4 AND p.standing = 'valid' AND p.until_at > now() ORDER BY p.issued_at, p.id`,
      [context.actor.streetId, operationId, from, to],
    )
    const found = odditiesOf(
      rows.map(({ kind, issuedAt, ...row }) => ({
        ...{ ...row, issuedAt: issuedAt.getTime(), atDwelling: depthOf(row.path) === DWELLING },
        livesHere: kind === 'resident' || kind === 'tenant',
      })),
    )
    const [passes, places, officers] = [
      await shown(
        context,
        found.flatMap(({ passIds }) => passIds.slice(0, SHOWN)),
      ),
      await placesOf(
        context,
        found.flatMap(({ path }) => path ?? []),
      ),
      await officersOf(
        context,
        found.flatMap(({ accountId }) => accountId ?? []),
      ),
    ]
    return {
      passes: rows.length,
      oddities: found.map(({ kind, path, accountId, passIds }) => ({
        ...{ kind, place: path === null ? null : (places.get(path) ?? ''), count: passIds.length },
        officer: accountId === null ? null : (officers.get(accountId) ?? ''),
        passes: passIds.slice(0, SHOWN).flatMap((id) => passes.get(id) ?? []),
      })),
    }
  },

  samples: async (context, { operationId }) => {
    const values = [context.actor.streetId, operationId]
    const { rows: draws } = await context.query<DrawRow>(
      `SELECT id, path, members, seed, of_passes AS "ofPasses", drawn_at AS "drawnAt" FROM pass.draw WHERE street_id = $1 AND operation_id = $2
       ORDER BY drawn_at DESC, id LIMIT 30`,
      values,
    )
    const { rows: samples } = await context.query<SampleRow>(
      `SELECT id, draw_id AS "drawId", pass_id AS "passId", outcome, checked_at AS "checkedAt", note FROM pass.sample
       WHERE street_id = $1 AND operation_id = $2 AND draw_id = ANY ($3) ORDER BY outcome IS NOT NULL, path, id`,
      [...values, draws.map(({ id }) => id)],
    )
    const passes = await shown(
      context,
      samples.map(({ passId }) => passId),
    )
    const names = await areaNames(
      context,
      draws.map(({ path }) => path),
    )
    return {
      draws: draws.map(({ path, drawnAt, ...draw }) => ({
        ...{ ...draw, place: names.get(path) ?? '', drawnAt: drawnAt.toISOString() },
        samples: samples
          .filter(({ drawId }) => drawId === draw.id)
          .flatMap(({ id, passId, outcome, checkedAt, note }) => {
            const pass = passes.get(passId)
            return pass ? [{ id, pass, outcome, checkedAt: checkedAt?.toISOString() ?? null, note }] : []
          }),
      })),
    }
  },

  drawSamples: async (context, { id, operationId, under, members, size }) => {
    const operation = await findOperationToWorkIn(context, operationId)
    if (operation?.state !== 'open' || !isBelow(under, context.actor.path)) throw new Problem(platformProblems.notFound)
    const { from, to } = rangeBelow(under)
    const { streetId, accountId } = context.actor
    const { rows } = await context.query<{ id: string; path: string }>(
      `SELECT p.id, p.path FROM pass.pass p WHERE p.street_id = $1 AND p.operation_id = $2 AND p.path >= $3 AND p.path < $4 AND p.standing = 'valid' AND p.until_at > now()`,
      [streetId, operationId, from, to],
    )
    if (rows.length === 0) throw new Problem(problems.tooFew)
    const seed = randomBytes(16).toString('hex')
    const { rowCount } = await context.query(
      `INSERT INTO pass.draw (street_id, operation_id, id, path, members, seed, of_passes, drawn_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
      [streetId, operationId, id, under, members, seed, rows.length, accountId],
    )
    // Sent twice is drawn once: nobody draws until they like what comes.
    if (rowCount === 0) {
      const { rows: before } = await context.query<{ n: number }>(
        'SELECT count(*)::integer AS n FROM pass.sample WHERE street_id = $1 AND draw_id = $2',
        [streetId, id],
      )
      return { drawn: before[0]?.n ?? 0 }
    }
    const places = new Map(rows.map((row) => [row.id, row.path]))
    const drawn = drawFrom([...places.keys()], seed, size)
    await context.query(
      `INSERT INTO pass.sample (street_id, operation_id, id, path, draw_id, pass_id)
       SELECT $1, $2, x.id, x.path, $3, x.pass_id FROM unnest($4::uuid[], $5::text[], $6::uuid[]) AS x (id, path, pass_id)`,
      [
        ...[streetId, operationId, id, drawn.map(() => uuid7(Date.now(), randomBytes(10)))],
        ...[drawn.map((passId) => places.get(passId)), drawn],
      ],
    )
    await context.record(events.samplesDrawn, {
      ...{ path: under, operationId },
      data: { drawId: id, size: drawn.length },
    })
    return { drawn: drawn.length }
  },

  noteSample: async (context, { id, outcome, note }) => {
    const { rows } = await context.query<{ path: string; operationId: string }>(
      `UPDATE pass.sample SET outcome = $2, note = $3, checked_by = $4, checked_at = now() WHERE id = $1 AND outcome IS NULL
       RETURNING path, operation_id AS "operationId"`,
      [id, outcome, note, context.actor.accountId],
    )
    if (rows[0]) await context.record(events.sampleChecked, { ...rows[0], data: { sampleId: id, outcome } })
    else {
      const { rows: found } = await context.query<{ outcome: string }>(
        'SELECT outcome FROM pass.sample WHERE id = $1',
        [id],
      )
      if (!found[0]) throw new Problem(platformProblems.notFound)
      if (found[0].outcome !== outcome) throw new Problem(platformProblems.conflict)
    }
    return {}
  },
}

async function placesOf(context: Context, paths: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await context.query<{ path: string; place: string }>(
    'SELECT path, coalesce(address, name) AS place FROM register.area WHERE street_id = $1 AND path = ANY ($2)',
    [context.actor.streetId, [...new Set(paths)]],
  )
  return new Map(rows.map(({ path, place }) => [path, place]))
}

async function officersOf(context: Context, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await context.query<{ id: string; name: string | null }>(
    'SELECT x AS id, platform.account_name(x) AS name FROM unnest($1::uuid[]) x',
    [[...new Set(ids)]],
  )
  return new Map(rows.map(({ id, name }) => [id, name ?? '']))
}
