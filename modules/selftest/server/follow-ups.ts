/** What follows a positive self-report: a call, a PCR test, and what came of it. No restriction follows from anything here. */

import { atDepth } from '../../../platform/pure/area.ts'
import type { CodeOf } from '../../../platform/pure/codes.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { depthOfKind } from '../../register/model.ts'
import { selftest } from '../contract.ts'
import { endingSteps, type followUpSteps, type sources, type TestResult } from '../model.ts'

interface Row {
  id: string
  residentId: string
  path: string
  name: string
  address: string
  phoneMasked: string | null
  source: CodeOf<typeof sources>
  testedAt: Date | null
  openedAt: Date
  closedAt: Date | null
  since: TestResult | null
  steps: { step: CodeOf<typeof followUpSteps>; at: string }[]
}

export const followUpHandlers: Pick<HandlersOf<typeof selftest>, 'followUps' | 'recordStep'> = {
  followUps: async (context, { operationId, state }) => {
    const { rows } = await context.query<Row>(
      `SELECT f.id, f.resident_id AS "residentId", f.path, coalesce(p.name, '') AS name, coalesce(a.address, '') AS address, p.phone_masked AS "phoneMasked",
         r.source, r.tested_at AS "testedAt", f.opened_at AS "openedAt", f.closed_at AS "closedAt", nullif(s.result, 'positive') AS since,
         coalesce((SELECT jsonb_agg(jsonb_build_object('step', x.step, 'at', x.at) ORDER BY x.at, x.id) FROM selftest.follow_up_step x
           WHERE x.street_id = f.street_id AND x.follow_up_id = f.id), '[]') AS steps
       FROM selftest.follow_up f
       JOIN selftest.report r ON r.street_id = f.street_id AND r.collection_id = f.collection_id AND r.id = f.report_id
       LEFT JOIN selftest.standing s ON s.street_id = f.street_id AND s.collection_id = f.collection_id AND s.due_on = r.due_on AND s.resident_id = f.resident_id
       LEFT JOIN register.public_resident p ON p.street_id = f.street_id AND p.id = f.resident_id
       LEFT JOIN register.area a ON a.street_id = f.street_id AND a.path = f.path
       WHERE f.street_id = $1 AND ($2::uuid IS NULL OR f.operation_id = $2) AND (f.closed_at IS NULL) = $3
       ORDER BY f.opened_at DESC, f.id LIMIT 1000`,
      [context.actor.streetId, operationId ?? null, state === 'open'],
    )
    return {
      rows: rows.map((row) => ({
        ...row,
        testedAt: row.testedAt?.toISOString() ?? null,
        openedAt: row.openedAt.toISOString(),
        closedAt: row.closedAt?.toISOString() ?? null,
        steps: row.steps.map(({ step, at }) => ({ step, at: new Date(at).toISOString() })),
      })),
    }
  },

  recordStep: async (context, { id, followUpId, step }) => {
    const { rows } = await context.query<{ path: string; operationId: string; collectionId: string; closed: boolean }>(
      `SELECT path, operation_id AS "operationId", collection_id AS "collectionId", closed_at IS NOT NULL AS closed FROM selftest.follow_up
       WHERE street_id = $1 AND id = $2 FOR UPDATE`,
      [context.actor.streetId, followUpId],
    )
    const [found] = rows
    if (!found) throw new Problem(platformProblems.notFound)
    const { rowCount } = await context.query(
      `INSERT INTO selftest.follow_up_step (street_id, operation_id, follow_up_id, id, path, step, account_id) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (street_id, id) DO NOTHING`,
      [context.actor.streetId, found.operationId, followUpId, id, found.path, step, context.actor.accountId],
    )
    const closed = found.closed || endingSteps.includes(step)
    if (rowCount === 0) return { closed }
    if (closed && !found.closed)
      await context.query('UPDATE selftest.follow_up SET closed_at = now() WHERE street_id = $1 AND id = $2', [
        context.actor.streetId,
        followUpId,
      ])
    await context.record(selftest.events.followUpStepped, {
      // As when it was opened: the grid is told, not the door.
      path: atDepth(found.path, depthOfKind('grid')),
      operationId: found.operationId,
      data: { followUpId, closed },
    })
    return { closed }
  },
}
