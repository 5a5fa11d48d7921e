/** What the desk asks for: checkpoints, rules, registered vehicles, visits announced for a household. Requests may be refused. */
import { depthOf, isBelow } from '../../../platform/pure/area.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { findOperationToWorkIn } from '../../operation/server/public.ts'
import { passByNumber } from '../../pass/server/public.ts'
import { depthOfKind } from '../../register/model.ts'
import { visiting } from '../contract.ts'
import { problems } from '../model.ts'
import { readForeignPlate, readPlate } from '../plate.ts'
import { isVisitDay, visitNumber } from '../stay.ts'
import { insertStep, insertVisit, knownAreas, placeOf, settle } from './fact-store.ts'
import { asKept, putPeople } from './people.ts'
import { findCheckpoint, listCheckpoints } from './places.ts'
import { rulesAt } from './rule-store.ts'

const { events } = visiting
const CHECKPOINT_DEPTHS = [depthOfKind('street'), depthOfKind('community')]

/** The operation is open, and the area lies in it and in the asker's. @throws Problem notFound */
async function toWorkIn(context: Context, operationId: string, path: string): Promise<void> {
  const operation = await findOperationToWorkIn(context, operationId)
  const inside = isBelow(path, context.actor.path) && (await knownAreas(context, [path])).size > 0
  if (!operation || operation.state !== 'open' || !inside || !isBelow(path, operation.path))
    throw new Problem(platformProblems.notFound)
}

export const requestHandlers: Pick<
  HandlersOf<typeof visiting>,
  | 'checkpoints'
  | 'openCheckpoint'
  | 'closeCheckpoint'
  | 'rules'
  | 'setRules'
  | 'registerVehicle'
  | 'endVehicle'
  | 'announceVisit'
  | 'callOffVisit'
> = {
  checkpoints: async (context, { operationId }) => ({ checkpoints: await listCheckpoints(context, operationId) }),
  openCheckpoint: async (context, { id, operationId, path, name, road }) => {
    if (!CHECKPOINT_DEPTHS.includes(depthOf(path))) throw new Problem(problems.badArea)
    await toWorkIn(context, operationId, path)
    const { rowCount } = await context.query(
      `INSERT INTO visit.checkpoint (street_id, operation_id, id, path, name, road, opened_by) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
      [context.actor.streetId, operationId, id, path, name, road, context.actor.accountId],
    )
    if (rowCount) await context.record(events.checkpointOpened, { path, operationId, data: { checkpointId: id } })
    else if ((await findCheckpoint(context, id))?.operationId !== operationId)
      throw new Problem(platformProblems.conflict)
    return {}
  },
  closeCheckpoint: async (context, { checkpointId }) => {
    const found = await findCheckpoint(context, checkpointId)
    if (!found || !isBelow(found.path, context.actor.path)) throw new Problem(platformProblems.notFound)
    const { rowCount } = await context.query(
      'UPDATE visit.checkpoint SET closed_at = now(), closed_by = $3 WHERE street_id = $1 AND id = $2 AND closed_at IS NULL',
      [context.actor.streetId, checkpointId, context.actor.accountId],
    )
    if (rowCount)
      await context.record(events.checkpointClosed, {
        ...{ path: found.path, operationId: found.operationId },
        data: { checkpointId },
      })
    return {}
  },

  rules: async (context, { operationId, path }) => rulesAt(context, operationId, path),
  setRules: async (context, { id, operationId, path, visitHours, contactHours, told, basis }) => {
    if ((told === null) !== (basis === null)) throw new Problem(problems.sayBasis)
    await toWorkIn(context, operationId, path)
    const { rowCount } = await context.query(
      `INSERT INTO visit.rules (street_id, operation_id, id, path, visit_hours, contact_hours, told, basis, set_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT DO NOTHING`,
      [
        ...[context.actor.streetId, operationId, id, path, visitHours, contactHours, told, basis],
        context.actor.accountId,
      ],
    )
    if (rowCount) await context.record(events.rulesSet, { path, operationId, data: { rulesId: id } })
    return {}
  },

  registerVehicle: async (context, { id, operationId, path, plate: typed, country, ...rest }) => {
    const read = readPlate(typed)
    const plate = country === null ? (read.ok ? read.plate : null) : readForeignPlate(typed)
    if (plate === null)
      throw new Problem(problems.badPlate, {}, { fields: [{ path: 'plate', words: problems.badPlate.words }] })
    await toWorkIn(context, operationId, path)
    if (rest.passNumber !== null && (await passByNumber(context, rest.passNumber))?.standing !== 'valid')
      throw new Problem(problems.noPass, {}, { fields: [{ path: 'passNumber', words: problems.noPass.words }] })
    const { rowCount } = await context.query(
      `INSERT INTO visit.known_vehicle (street_id, operation_id, id, path, plate, belongs, whose, pass_number, until, registered_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING`,
      [
        ...[
          context.actor.streetId,
          operationId,
          id,
          path,
          plate,
          rest.belongs,
          rest.whose,
          rest.passNumber,
          rest.until,
        ],
        context.actor.accountId,
      ],
    )
    if (rowCount) await context.record(events.vehicleRegistered, { path, operationId, data: { vehicleId: id } })
    else {
      const { rowCount: mine } = await context.query(
        'SELECT FROM visit.known_vehicle x WHERE x.street_id = $1 AND x.id = $2 AND x.plate = $3',
        [context.actor.streetId, id, plate],
      )
      if (!mine) throw new Problem(problems.already)
    }
    return { plate }
  },
  endVehicle: async (context, { vehicleId }) => {
    const { rows } = await context.query<{ path: string; operationId: string; ended: boolean }>(
      'SELECT path, operation_id AS "operationId", ended_at IS NOT NULL AS ended FROM visit.known_vehicle WHERE street_id = $1 AND id = $2 FOR UPDATE',
      [context.actor.streetId, vehicleId],
    )
    const [found] = rows
    if (!found) throw new Problem(platformProblems.notFound)
    if (found.ended) return {}
    await context.query(
      'UPDATE visit.known_vehicle SET ended_at = now(), ended_by = $3 WHERE street_id = $1 AND id = $2',
      [context.actor.streetId, vehicleId, context.actor.accountId],
    )
    await context.record(events.vehicleEnded, {
      ...{ path: found.path, operationId: found.operationId },
      data: { vehicleId },
    })
    return {}
  },

  announceVisit: async (context, { operationId, path, who, expectedOn, ...visit }) => {
    await toWorkIn(context, operationId, path)
    if (!isVisitDay(expectedOn, shanghaiDay(Date.now()))) throw new Problem(problems.badDay)
    if (visit.hours > (await rulesAt(context, operationId, path)).visitHours) throw new Problem(problems.tooLong)
    const read = visit.plate === null ? null : readPlate(visit.plate)
    if (read && !read.ok) throw new Problem(problems.badPlate)
    const plate = read?.ok ? read.plate : null
    const at = `${expectedOn}T12:00:00+08:00`
    if (await insertVisit(context, { ...visit, plate, operationId, path, host: null, via: 'desk', at })) {
      await putPeople(context, visit.id, [asKept(context.house, who, 'visitor').kept])
      await context.record(events.announced, { path, operationId, data: { visitId: visit.id, via: 'desk' } })
    }
    const { rows } = await context.query<{ serial: number }>(
      'SELECT serial FROM visit.visit WHERE street_id = $1 AND id = $2 AND operation_id = $3',
      [context.actor.streetId, visit.id, operationId],
    )
    if (!rows[0]) throw new Problem(platformProblems.conflict)
    return { number: visitNumber(rows[0].serial) }
  },
  callOffVisit: async (context, { id, visitId }) => {
    const of = await placeOf(context, visitId)
    if (of?.kind !== 'visit') throw new Problem(platformProblems.notFound)
    const { rows } = await context.query<{ arrived: boolean }>(
      'SELECT arrived_at IS NOT NULL AS arrived FROM visit.visit WHERE street_id = $1 AND id = $2',
      [context.actor.streetId, visitId],
    )
    if (rows[0]?.arrived) throw new Problem(problems.arrived)
    const step = { id, visitId, step: 'cancelled', placeId: null, at: new Date().toISOString() } as const
    if (await insertStep(context, of, step)) {
      await settle(context, visitId)
      await context.record(events.calledOff, { path: of.path, operationId: of.operationId, data: { visitId } })
    }
    return {}
  },
}
