/** What phones say has happened: each batch one transaction in the sender's own area, each fact once however often it is sent. */
import { Problem } from '../../../platform/pure/problem.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { visiting } from '../contract.ts'
import { problems, type VehicleFact } from '../model.ts'
import { readForeignPlate, readPlate, tidyPlate } from '../plate.ts'
import { isEmergency } from '../vehicle.ts'
import {
  knownAreas,
  insertStep,
  insertVehicle,
  insertVisit,
  placeOf,
  settle,
  takeBack,
  takeReturnee,
} from './fact-store.ts'
import { asKept, putPeople } from './people.ts'
import { pathFor, placesById } from './places.ts'
import { type Inside, recording } from './recording.ts'
import { rulesAt } from './rule-store.ts'

const { events } = visiting

/** Where it was noted; what is not known is doubted. */
async function pathOfPlace({ context, doubts }: Inside<unknown>, placeId: string | null): Promise<string> {
  if (placeId === null) return context.actor.path
  const place = (await placesById(context, [placeId])).get(placeId)
  if (!place) doubts.push('unknown-place')
  return pathFor(context, place?.path)
}

/** A plate in its one writing; one that cannot be read stays as it was typed, and says so. */
export function plateAsKept({ plate, country, kind }: Pick<VehicleFact, 'plate' | 'country' | 'kind'>) {
  if (plate === null) return { plate: null, plateKind: 'none' as const }
  if (country !== null) return { plate: readForeignPlate(plate), plateKind: 'foreign' as const }
  const read = readPlate(plate)
  if (read.ok) return { plate: read.plate, plateKind: read.kind }
  return {
    plate: tidyPlate(plate).slice(0, 20) || null,
    plateKind: isEmergency(kind) ? ('none' as const) : ('unread' as const),
  }
}

const fields = <Item extends { placeId: string }>(items: readonly Item[]): Map<string, Item[]> => {
  const by = new Map<string, Item[]>()
  for (const item of items) by.set(item.placeId, [...(by.get(item.placeId) ?? []), item])
  return by
}

type Handlers = HandlersOf<typeof visiting>
export const factHandlers: Pick<
  Handlers,
  | 'recordVehicles'
  | 'recordQueues'
  | 'recordReturnees'
  | 'recordVisits'
  | 'recordParcels'
  | 'recordPickups'
  | 'takeBack'
> = {
  recordVehicles: {
    outside: (call, input) =>
      recording(
        call,
        input,
        async (inside) => {
          const { context, house, item, at, doubts } = inside
          const path = await pathOfPlace(inside, item.placeId)
          const people = [
            ...(item.driver ? [asKept(house, item.driver, 'driver')] : []),
            ...item.passengers.map((one) => asKept(house, one, 'passenger')),
          ]
          doubts.push(...people.flatMap((one) => one.doubts))
          // Whatever a phone says, nobody in a hurry to a fire or a doctor was held.
          const outcome = isEmergency(item.kind) ? 'passed' : item.outcome
          const kept = { ...item, ...plateAsKept(item), outcome, at, path, doubts: [...new Set(doubts)] }
          if (!(await insertVehicle(context, kept))) return false
          await putPeople(
            context,
            item.id,
            people.map((one) => one.kept),
          )
          return true
        },
        async (context, fresh) => {
          const places = await placesById(
            context,
            fresh.map((one) => one.placeId),
          )
          for (const [placeId, items] of fields(fresh))
            await context.record(events.vehiclesPassed, {
              path: pathFor(context, places.get(placeId)?.path),
              operationId: items[0]!.operationId,
              data: { placeId, count: items.length },
            })
        },
      ),
  },

  recordQueues: {
    outside: (call, input) =>
      recording(call, input, async (inside) => {
        const { context, item, at } = inside
        const path = await pathOfPlace(inside, item.placeId)
        const { rowCount } = await context.query(
          `INSERT INTO visit.queue_note (street_id, operation_id, id, path, place_id, waiting, at, account_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
           ON CONFLICT DO NOTHING`,
          [
            context.actor.streetId,
            item.operationId,
            item.id,
            path,
            item.placeId,
            item.waiting,
            at,
            context.actor.accountId,
          ],
        )
        if (!rowCount) return false
        await context.record(events.queueNoted, {
          ...{ path, operationId: item.operationId },
          data: { placeId: item.placeId, waiting: item.waiting },
        })
        return true
      }),
  },

  recordReturnees: {
    outside: (call, input) =>
      recording(call, input, async (inside) => {
        const { context, house, item, at, doubts } = inside
        const placePath = await pathOfPlace(inside, item.placeId)
        const areas = await knownAreas(context, item.path === null ? [] : [item.path])
        if (item.path !== null && areas.size === 0) doubts.push('unknown-home')
        const path = item.path !== null && areas.has(item.path) ? item.path : placePath
        const { contactHours } = await rulesAt(context, item.operationId, path)
        const { kept, doubts: more } = asKept(house, item.who, 'returnee')
        doubts.push(...more)
        const outcome = await takeReturnee(context, {
          ...item,
          ...{ path, at, doubts, who: [kept] },
          contactBy: new Date(Date.parse(at) + contactHours * 3600_000).toISOString(),
        })
        return outcome === 'new'
      }),
  },

  recordVisits: {
    outside: (call, input) =>
      recording(call, input, async (inside) => {
        const { context, house, item, at, doubts } = inside
        if (item.visit) {
          const { kept, doubts: more } = asKept(house, item.visit.who, 'visitor')
          const path = pathFor(context, item.visit.path, await pathOfPlace(inside, item.placeId))
          const { plate } = plateAsKept({ plate: item.visit.plate, country: null, kind: 'car' })
          const visit = { ...item.visit, id: item.visitId, operationId: item.operationId, path, plate, at }
          if (await insertVisit(context, { ...visit, via: 'gate' })) {
            doubts.push(...more)
            await putPeople(context, item.visitId, [kept])
          }
        }
        const of = await placeOf(context, item.visitId)
        if (of?.kind !== 'visit') throw new Problem(problems.unknownFact)
        if (!(await insertStep(context, of, { ...item, at }))) return false
        await settle(context, item.visitId)
        const said = { arrived: events.arrived, left: events.left, cancelled: events.calledOff }[item.step]
        await context.record(said, { path: of.path, operationId: of.operationId, data: { visitId: item.visitId } })
        return true
      }),
  },

  recordParcels: {
    outside: (call, input) =>
      recording(call, input, async (inside) => {
        const { context, item, at } = inside
        const path = pathFor(context, item.path, await pathOfPlace(inside, item.placeId))
        const { rowCount } = await context.query(
          `INSERT INTO visit.parcel (street_id, operation_id, id, path, place_id, recipient, brought_by, kind, pieces, shelf, at, account_id)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING`,
          [
            ...[context.actor.streetId, item.operationId, item.id, path, item.placeId, item.recipient, item.broughtBy],
            ...[item.kind, item.pieces, item.shelf, at, context.actor.accountId],
          ],
        )
        if (!rowCount) return false
        await context.record(events.parcelNoted, { path, operationId: item.operationId, data: { parcelId: item.id } })
        return true
      }),
  },

  recordPickups: {
    outside: (call, input) =>
      recording(call, input, async ({ context, item, at }) => {
        const of = await placeOf(context, item.parcelId)
        if (of?.kind !== 'parcel') throw new Problem(problems.unknownFact)
        const { rowCount } = await context.query(
          `INSERT INTO visit.pickup (street_id, operation_id, id, path, parcel_id, how, at, account_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
           ON CONFLICT DO NOTHING`,
          [
            context.actor.streetId,
            of.operationId,
            item.id,
            of.path,
            item.parcelId,
            item.how,
            at,
            context.actor.accountId,
          ],
        )
        if (!rowCount) return false
        await settle(context, item.parcelId)
        await context.record(events.parcelPicked, {
          ...{ path: of.path, operationId: of.operationId },
          data: { parcelId: item.parcelId, how: item.how },
        })
        return true
      }),
  },

  takeBack: {
    outside: (call, input) =>
      recording(call, input, async ({ context, item, at }) => (await takeBack(context, { ...item, at })) === 'new'),
  },
}
