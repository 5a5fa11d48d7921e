/**
 * Opens the demo's operation and round, its call for volunteers and its posts, records its lab and sets up a checkpoint, through the rooms' own
 * handlers, so that it goes by the same checks and leaves the same ledger lines as when an officer opens them. Handlers that bring a transaction
 * of their own are given this one.
 */
import { randomBytes } from 'node:crypto'
import { deploymentRoom } from '../../modules/deployment/server/index.ts'
import { laboratory } from '../../modules/laboratory/contract.ts'
import { laboratoryRoom } from '../../modules/laboratory/server/index.ts'
import { operations } from '../../modules/operation/contract.ts'
import { operationRoom } from '../../modules/operation/server/index.ts'
import { testing } from '../../modules/testing/contract.ts'
import { testingRoom } from '../../modules/testing/server/index.ts'
import { visiting } from '../../modules/visit/contract.ts'
import { visitRoom } from '../../modules/visit/server/index.ts'
import { volunteerRoom } from '../../modules/volunteer/server/index.ts'
import { uuid7 } from '../../platform/pure/uuid7.ts'
import type { Context, Database } from '../../platform/server/database/database.ts'
import type { Call, House, Room } from '../../platform/server/room.ts'
import type { DemoDuty } from './demo-duty.ts'
import type { LabDraft, OperationDraft, RoadDraft, RoundDraft } from './demo-round.ts'

const carryOut = async <Output>(room: Room, name: string, context: Demo, input: unknown): Promise<Output> => {
  const database = {
    within: (_actor: unknown, work: (inside: Context) => unknown) => work(context),
    bare: async (text: string, values: unknown[]) => (await context.query(text, values)).rows,
  } as unknown as Database
  // Opening asks nothing else of the house.
  const call: Call = { actor: context.actor, house: { database, digest: context.digest } as House, address: '' }
  const handler = room.handlers[name]
  if (handler === undefined) throw new Error(`no handler ${name}`)
  return (
    typeof handler === 'function' ? handler({ ...context, ...call }, input) : handler.outside(call, input)
  ) as Promise<Output>
}

/** With what the house digests secrets of links by. */
export type Demo = Context & Pick<House, 'digest'>

export async function openDemo(
  context: Demo,
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

/** @param people of the roster, for the posts in their order */
export async function openDuty(context: Demo, duty: DemoDuty, people: readonly string[], now: number): Promise<void> {
  const volunteers = <Output = unknown>(name: string, input: unknown) =>
    carryOut<Output>(volunteerRoom, name, context, input)
  const deploy = (name: string, input: unknown) => carryOut(deploymentRoom, name, context, input)
  await volunteers('openCall', duty.call)
  // Those who signed up did it by the poster, as they would.
  const { token: key } = await volunteers<{ token: string }>('poster', { callId: duty.call.id })
  for (const { came, callId, item } of duty.signUps)
    await (came
      ? volunteers('enter', { callId, came, item })
      : volunteers('signUp', { key, item: { ...item, token: randomBytes(16).toString('base64url') } }))
  const here: string[] = []
  for (const { item } of duty.signUps.slice(0, duty.welcomed)) {
    const { personId } = await volunteers<{ personId: string }>('welcome', {
      comingId: item.id,
      placement: duty.call.place,
    })
    await volunteers('noteCame', { comingId: item.id, here: true })
    here.push(personId)
  }
  for (const place of duty.places) await deploy('putPlace', place)
  const free = [...here, ...people]
  const { operationId } = duty.call
  await deploy('noteAtHand', { operationId, people, here: true })
  for (const { post, placed, came } of duty.posts) {
    await deploy('putPost', post)
    const standing = free.splice(0, placed).map((personId) => ({ id: uuid7(now, randomBytes(10)), personId }))
    for (const { id, personId } of standing)
      await deploy('placePerson', { id, personId, postId: post.id, instead: null, knowing: true })
    const items = standing.slice(0, came).map(({ id }) => ({
      ...{ id: uuid7(now, randomBytes(10)), placementId: id, at: post.startsAt },
    }))
    if (items.length > 0) await deploy('noteCame', { items })
  }
  await deploy('writeBriefing', duty.briefing)
}
