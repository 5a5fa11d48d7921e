/**
 * Opens the demo's operation and round, records its lab and sets up a checkpoint, through the rooms' own handlers, so that it goes by the same checks and leaves the
 * same ledger lines as when an officer opens them. Handlers that bring a transaction of their own are given this one.
 */
import { laboratory } from '../../modules/laboratory/contract.ts'
import { laboratoryRoom } from '../../modules/laboratory/server/index.ts'
import { operations } from '../../modules/operation/contract.ts'
import { operationRoom } from '../../modules/operation/server/index.ts'
import { testing } from '../../modules/testing/contract.ts'
import { testingRoom } from '../../modules/testing/server/index.ts'
import { visiting } from '../../modules/visit/contract.ts'
import { visitRoom } from '../../modules/visit/server/index.ts'
import type { Context, Database } from '../../platform/server/database/database.ts'
import type { Call, House, Room } from '../../platform/server/room.ts'
import type { LabDraft, OperationDraft, RoadDraft, RoundDraft } from './demo-round.ts'

const carryOut = async (room: Room, name: string, context: Context, input: unknown): Promise<void> => {
  const database: Pick<Database, 'within'> = { within: (_actor, work) => work(context) }
  // Opening asks nothing else of the house.
  const call: Call = { actor: context.actor, house: { database } as House, address: '' }
  const handler = room.handlers[name]
  if (handler === undefined) throw new Error(`no handler ${name}`)
  if (typeof handler === 'function') await handler({ ...context, ...call }, input)
  else await handler.outside(call, input)
}

export async function openDemo(
  context: Context,
  drafts: { operation: OperationDraft; round: RoundDraft; lab: LabDraft; road: RoadDraft },
): Promise<void> {
  const { openOperation } = operations.operations
  const { openRound } = testing.operations
  await carryOut(operationRoom, 'openOperation', context, openOperation.input.parse(drafts.operation))
  const { saveLab } = laboratory.operations
  await carryOut(laboratoryRoom, 'saveLab', context, saveLab.input.parse(drafts.lab))
  const { openCheckpoint, registerVehicle } = visiting.operations
  await carryOut(visitRoom, 'openCheckpoint', context, openCheckpoint.input.parse(drafts.road.checkpoint))
  for (const vehicle of drafts.road.vehicles)
    await carryOut(visitRoom, 'registerVehicle', context, registerVehicle.input.parse(vehicle))
  // In a world of a handful everybody may live elsewhere; then there is nobody to test.
  if (drafts.round.sites.length === 0) return
  await carryOut(testingRoom, 'openRound', context, openRound.input.parse(drafts.round))
}
