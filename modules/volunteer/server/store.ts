/** SQL of calls and of those who came forward. */
import type { ParsedInputOf } from '../../../platform/pure/contract.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { KeptPhone } from '../../staff/server/public.ts'
import type { volunteer } from '../contract.ts'
import type { Coming, Figures, VolunteerCall } from '../model.ts'
import { decideRisky, standingOf } from '../rules.ts'

const NOBODY: Figures = { signedUp: 0, waiting: 0, placed: 0, came: 0, unasked: 0, withdrawn: 0 }

interface CallRow extends Omit<VolunteerCall, 'figures' | 'openedAt' | 'areaName'> {
  readonly openedAt: Date
}
const CALL = `c.id, c.operation_id AS "operationId", c.path, c.name, c.needs, c.skills, c.starts_on AS "startsOn", c.ends_on AS "endsOn", c.hours, c.risky,
  c.place, c.contact, c.closed_at IS NULL AS open, c.opened_at AS "openedAt"`

/** The open ones first. */
export async function listCalls(context: Context, operationId: string): Promise<Omit<VolunteerCall, 'areaName'>[]> {
  const { rows } = await context.query<CallRow>(
    `SELECT ${CALL} FROM volunteer.call c WHERE c.street_id = $1 AND c.operation_id = $2 ORDER BY c.closed_at IS NOT NULL, c.opened_at DESC, c.id LIMIT 200`,
    [context.actor.streetId, operationId],
  )
  const { rows: counted } = await context.query<Figures & { callId: string }>(
    'SELECT call_id AS "callId", signed_up AS "signedUp", waiting, placed, came, unasked, withdrawn FROM volunteer.figures($1)',
    [operationId],
  )
  const figures = new Map(counted.map(({ callId, ...rest }) => [callId, rest]))
  return rows.map((row) => ({ ...row, openedAt: row.openedAt.toISOString(), figures: figures.get(row.id) ?? NOBODY }))
}

export async function findCall(context: Context, id: string): Promise<CallRow | null> {
  const { rows } = await context.query<CallRow>(`SELECT ${CALL} FROM volunteer.call c WHERE c.id = $1`, [id])
  return rows[0] ?? null
}

export async function insertCall(
  context: Context,
  draft: ParsedInputOf<(typeof volunteer)['operations']['openCall']>,
  digest: Buffer,
): Promise<boolean> {
  const { rowCount } = await context.query(
    `INSERT INTO volunteer.call (street_id, operation_id, id, path, name, needs, skills, starts_on, ends_on, hours, risky, place, contact, token_digest, opened_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) ON CONFLICT DO NOTHING`,
    [
      ...[
        context.actor.streetId,
        draft.operationId,
        draft.id,
        draft.path,
        draft.name,
        draft.needs,
        draft.skills,
        draft.startsOn,
      ],
      ...[draft.endsOn, draft.hours, draft.risky, draft.place, draft.contact, digest, context.actor.accountId],
    ],
  )
  return rowCount === 1
}

export async function countOpenCalls(context: Context, operationId: string): Promise<number> {
  const { rows } = await context.query<{ n: number }>(
    'SELECT count(*)::integer AS n FROM volunteer.call WHERE operation_id = $1 AND closed_at IS NULL',
    [operationId],
  )
  return rows[0]?.n ?? 0
}

/** One who came forward, as it is worked with; the phone as what is kept of it. */
export interface ComingRow {
  readonly id: string
  readonly callId: string
  readonly operationId: string
  readonly path: string
  readonly name: string
  readonly nameKey: string
  readonly phone: KeptPhone | null
  readonly partyMember: boolean
  readonly partyBranch: string | null
  readonly skills: string[]
  readonly minor: boolean
  readonly personId: string | null
  readonly linked: boolean | null
  readonly withdrawnAt: Date | null
}

/** Locked until the transaction ends, so that of two who act one waits. */
export async function lockComing(context: Context, id: string): Promise<ComingRow | null> {
  const { rows } = await context.query<
    Omit<ComingRow, 'phone'> & { masked: string | null; tail: string; digest: Buffer }
  >(
    `SELECT x.id, x.call_id AS "callId", x.operation_id AS "operationId", x.path, x.name, x.name_key AS "nameKey", x.phone_masked AS masked, x.phone_tail AS tail,
       x.phone_digest AS digest, x.party_member AS "partyMember", x.party_branch AS "partyBranch", x.skills, x.minor, x.person_id AS "personId", x.linked,
       x.withdrawn_at AS "withdrawnAt"
     FROM volunteer.coming x WHERE x.id = $1 FOR UPDATE`,
    [id],
  )
  const [row] = rows
  if (!row) return null
  const { masked, tail, digest, ...rest } = row
  return { ...rest, phone: masked === null ? null : { masked, tail, digest } }
}

export type Filter = Omit<ParsedInputOf<(typeof volunteer)['operations']['exportComing']>, 'purpose' | 'lang'>

interface ShownRow extends Omit<Coming, 'signedAt' | 'cameAt' | 'standing' | 'insurance' | 'fit' | 'because'> {
  readonly signedAt: Date
  readonly cameAt: Date | null
  readonly welcomedAt: Date | null
  readonly withdrawnAt: Date | null
  readonly kind: 'policy' | 'street' | 'none' | null
  readonly policy: string | null
  readonly until: string | null
  readonly by: string | null
  readonly notedAt: Date
  readonly anyMinor: boolean | null
  readonly allWithdrawn: boolean | null
  readonly insured: boolean | null
  readonly insuredUntil: string | null
}

const STANDING = `CASE WHEN x.withdrawn_at IS NOT NULL THEN 'withdrawn' WHEN x.welcomed_at IS NULL THEN 'waiting' WHEN x.came_at IS NULL THEN 'placed' ELSE 'came' END`

function where({ callId, standings, skill, partyMember, shift, unasked, text }: Filter): {
  sql: string
  values: unknown[]
} {
  const values: unknown[] = [callId]
  const add = (value: unknown): string => `$${values.push(value)}`
  const terms = ['x.call_id = $1']
  if (standings?.length) terms.push(`${STANDING} = ANY (${add(standings)})`)
  if (skill !== undefined) terms.push(`${add(skill)} = ANY (x.skills)`)
  if (partyMember !== undefined) terms.push(`x.party_member = ${add(partyMember)}`)
  if (shift !== undefined) terms.push(`(x.shifts = '{}' OR ${add(shift)} = ANY (x.shifts))`)
  if (unasked !== undefined) terms.push(`(x.via = 'came') = ${add(unasked)}`)
  if (text) {
    const like = add(`%${text.replace(/[\\%_]/g, '\\$&')}%`)
    terms.push(`(x.name LIKE ${like} OR x.phone_tail = ${add(text)})`)
  }
  return { sql: terms.join(' AND '), values }
}

/** In the order in which they came forward; the cursor is the last one's id. */
export async function findComing(
  context: Context,
  filter: Filter,
  today: string,
  page: { after?: string | undefined; limit: number },
): Promise<{ rows: Coming[]; total: number; next: string | null }> {
  const { sql, values } = where(filter)
  const { rows: counted } = await context.query<{ n: number }>(
    `SELECT count(*)::integer AS n FROM volunteer.coming x WHERE ${sql}`,
    values,
  )
  const after =
    page.after === undefined
      ? ''
      : `AND (x.signed_at, x.id) > (SELECT a.signed_at, a.id FROM volunteer.coming a WHERE a.id = $${values.push(page.after)})`
  const street = `$${values.push(context.actor.streetId)}`
  const { rows } = await context.query<ShownRow>(
    `WITH page AS (SELECT * FROM volunteer.coming x WHERE ${sql} ${after} ORDER BY x.signed_at, x.id LIMIT $${values.push(page.limit + 1)})
     SELECT x.id, x.call_id AS "callId", x.name, x.phone_masked AS "phoneMasked", x.party_member AS "partyMember", x.party_branch AS "partyBranch", x.skills,
       x.days::text[] AS days, x.shifts, x.offer, x.home, x.minor, x.guardian, x.via, x.signed_at AS "signedAt", x.came_at AS "cameAt", x.person_id AS "personId",
       x.linked, x.placement, x.token_digest IS NOT NULL AS "hasLink", x.fit_at IS NOT NULL AS marked, x.welcomed_at AS "welcomedAt", x.withdrawn_at AS "withdrawnAt",
       i.kind, i.policy, i.until, platform.account_name(i.noted_by) AS by, i.noted_at AS "notedAt",
       r.minor AS "anyMinor", r.withdrawn AS "allWithdrawn", r.noted AS insured, r.insured_until AS "insuredUntil"
     FROM page x
     LEFT JOIN LATERAL (SELECT * FROM volunteer.insurance n WHERE n.street_id = x.street_id AND n.coming_id = x.id ORDER BY n.seq DESC LIMIT 1) i ON true
     LEFT JOIN volunteer.risk_facts(${street}, ARRAY(SELECT p.person_id FROM page p WHERE p.person_id IS NOT NULL)) r ON r.person_id = x.person_id
     ORDER BY x.signed_at, x.id`,
    values,
  )
  const shown = rows.slice(0, page.limit)
  return {
    rows: shown.map((row) => asComing(row, today)),
    total: counted[0]?.n ?? 0,
    next: rows.length > page.limit ? (shown.at(-1)?.id ?? null) : null,
  }
}

function asComing(row: ShownRow, today: string): Coming {
  const {
    welcomedAt,
    withdrawnAt,
    kind,
    policy,
    until,
    by,
    notedAt,
    anyMinor,
    allWithdrawn,
    insured,
    insuredUntil,
    ...rest
  } = row
  const { verdict, because } = decideRisky(
    {
      minor: rest.minor || anyMinor === true,
      withdrawn: allWithdrawn ?? withdrawnAt !== null,
      welcomed: rest.personId !== null,
      insured: insured ?? kind !== null,
      insuredUntil: insured === null ? until : insuredUntil,
    },
    today,
  )
  return {
    ...rest,
    signedAt: rest.signedAt.toISOString(),
    cameAt: rest.cameAt?.toISOString() ?? null,
    standing: standingOf({ withdrawnAt, cameAt: rest.cameAt, welcomedAt }),
    insurance: kind === null ? null : { kind, policy, until, by, at: notedAt.toISOString() },
    fit: rest.marked && verdict === 'fit',
    because,
  }
}

/** All that fit, page by page, for exports of any size. */
export async function* eachComing(context: Context, filter: Filter, today: string): AsyncGenerator<Coming> {
  let after: string | undefined
  do {
    const { rows, next } = await findComing(context, filter, today, { after, limit: 500 })
    yield* rows
    after = next ?? undefined
  } while (after !== undefined)
}
