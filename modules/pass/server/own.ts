/** One's own page, by the secret link that one's phone made: where the application stands, and the codes of the pass for now and hours ahead. */
import { Problem } from '../../../platform/pure/problem.ts'
import { systemActor } from '../../../platform/server/actor.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { Call, HandlersOf } from '../../../platform/server/room.ts'
import { areaNames } from '../../register/server/public.ts'
import type { OwnPass } from '../answers.ts'
import { slotsAhead } from '../codes-ahead.ts'
import { pass } from '../contract.ts'
import { defaultPassPolicy } from '../policy.ts'
import { problems } from '../problems.ts'
import { insertAppeal } from './appeals.ts'
import { signers } from './keys.ts'
import { measureFor } from './measures.ts'
import { type PassRow, passOfApplication } from './pass-store.ts'
import { codeOf } from './print.ts'
import { digestOf } from './strangers.ts'

const { events } = pass

interface Own {
  readonly id: string
  readonly street_id: string
  readonly operation_id: string
  readonly path: string
}
async function byOwn<T>(call: Call, key: string, work: (context: Context, own: Own) => Promise<T>): Promise<T> {
  const [own] = await call.house.database.bare<Own & Record<string, unknown>>('SELECT * FROM pass.own_of($1)', [
    digestOf(call, key),
  ])
  if (!own) throw new Problem(problems.noSuchLink)
  return call.house.database.within(systemActor(own.street_id, own.path), (context) => work(context, own))
}

interface AskedRow extends Pick<OwnPass, 'name' | 'kind' | 'state'> {
  readonly reason: NonNullable<OwnPass['declined']>['reason'] | null
  readonly text: string
  readonly dueAt: Date | null
  readonly answer: string | null
}

async function codesOf(
  context: Context,
  call: Call,
  row: PassRow,
  policy: typeof defaultPassPolicy,
): Promise<NonNullable<OwnPass['pass']>['codes']> {
  if (row.standing !== 'valid') return []
  const signerAt = await signers(context, call.house)
  const seconds = (at: Date): number => Math.floor(at.getTime() / 1000)
  const slots = slotsAhead(
    Math.floor(Date.now() / 1000),
    { from: seconds(row.from), until: seconds(row.until) },
    policy,
  )
  return slots.map((slot) => ({ ...slot, code: codeOf(row, 'phone', slot, signerAt(slot.notBefore * 1000)) }))
}

export const ownHandlers: Pick<HandlersOf<typeof pass>, 'ownPass' | 'withdraw' | 'appeal'> = {
  ownPass: {
    outside: (call, { key }) =>
      byOwn(call, key, async (context, own) => {
        const { rows } = await context.query<AskedRow>(
          `SELECT x.name, x.kind, x.state, x.decline_reason AS reason, x.decline_text AS text, a.due_at AS "dueAt", a.answer FROM pass.application x
           LEFT JOIN LATERAL (SELECT due_at, answer FROM pass.appeal y WHERE y.street_id = x.street_id AND y.application_id = x.id ORDER BY y.received_at DESC LIMIT 1) a ON true
           WHERE x.street_id = $1 AND x.id = $2`,
          [own.street_id, own.id],
        )
        const asked = rows[0]
        if (!asked) throw new Problem(problems.noSuchLink)
        const measure = await measureFor(context, own.operation_id, own.path)
        const row = await passOfApplication(context, own.id)
        const names = row ? await areaNames(context, row.scope) : new Map<string, string>()
        return {
          now: new Date().toISOString(),
          ...{ name: asked.name, kind: asked.kind, state: asked.state, measure: measure?.told ?? null },
          declined: asked.reason === null ? null : { reason: asked.reason, text: asked.text },
          appeal: asked.dueAt === null ? null : { dueAt: asked.dueAt.toISOString(), answer: asked.answer },
          pass: row && {
            ...{ number: row.number, scope: row.scope.map((path) => names.get(path) ?? path), standing: row.standing },
            ...{ from: row.from.toISOString(), until: row.until.toISOString() },
            revoked: row.revokeReason === null ? null : { reason: row.revokeReason, text: row.revokeText ?? '' },
            codes: await codesOf(context, call, row, measure?.policy ?? defaultPassPolicy),
          },
        }
      }),
  },

  withdraw: {
    outside: (call, { key }) =>
      byOwn(call, key, async (context, own) => {
        const { rowCount } = await context.query(
          `UPDATE pass.application SET state = 'withdrawn' WHERE id = $1 AND state IN ('asked', 'verified')`,
          [own.id],
        )
        if (rowCount === 1)
          await context.record(events.withdrawn, {
            ...{ path: own.path, operationId: own.operation_id },
            data: { applicationId: own.id },
          })
        return {}
      }),
  },

  appeal: {
    outside: (call, { key, id, grounds }) =>
      byOwn(call, key, async (context, own) => {
        const { rows } = await context.query<{ name: string; measureId: string | null; open: boolean }>(
          `SELECT x.name, coalesce(x.declined_under, (SELECT p.revoked_under FROM pass.pass p WHERE p.street_id = x.street_id AND p.application_id = x.id
               AND p.revoked_under IS NOT NULL ORDER BY p.ended_at DESC LIMIT 1)) AS "measureId",
             EXISTS (SELECT FROM pass.appeal y WHERE y.street_id = x.street_id AND y.application_id = x.id AND y.answered_at IS NULL AND y.id <> $3) AS open
           FROM pass.application x WHERE x.street_id = $1 AND x.id = $2`,
          [own.street_id, own.id, id],
        )
        const measureId = rows[0]?.measureId ?? (await measureFor(context, own.operation_id, own.path))?.id
        if (!rows[0] || !measureId) throw new Problem(problems.noMeasure)
        if (rows[0].open) throw new Problem(problems.hasAsked)
        await insertAppeal(context, {
          ...{ id, measureId, applicationId: own.id, path: own.path, name: rows[0].name, grounds },
        })
        return {}
      }),
  },
}
