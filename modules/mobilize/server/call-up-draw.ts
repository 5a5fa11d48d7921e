/** The draw itself: every value revealed, the promised round of a public beacon read, then the seed and with it who goes. */
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { Call, HandlersOf } from '../../../platform/server/room.ts'
import { type BeaconRound, randomnessOf, type WithoutBeacon } from '../beacon.ts'
import { problems } from '../call-up-model.ts'
import { mobilize } from '../contract.ts'
import { conclude, draftSchema } from '../transcript.ts'
import { type Read, readRound } from './beacon-source.ts'
import { moveOn, waveToLead } from './call-up-actions.ts'
import { putCalls } from './call-up-ceremony.ts'
import { listCommitments, updateWave } from './call-up-store.ts'

const { events } = mobilize
type Of = { callUpId: string; wave: number }

/** Everything that must be there before the beacon is asked; the call-up is locked until the transaction ends. */
async function ready(context: Context, of: Of) {
  const { callUp, wave } = await waveToLead(context, of)
  if (callUp.way !== 'drawn') throw new Problem(problems.notByLot)
  if (wave.state !== 'published') throw new Problem(problems.notPublished)
  const commitments = await listCommitments(context, of.callUpId, of.wave)
  const silent = commitments.filter(({ revealedAt }) => revealedAt === null)
  if (silent.length > 0) throw new Problem(problems.notRevealed, { by: silent.length })
  return { callUp, wave, commitments }
}

/** The round is due for so long before anybody may decide to do without it. */
const GRACE = 60_000
const REFUSALS = { 'not-yet': problems.beaconNotYet, away: problems.beaconAway, wrong: problems.beaconWrong } as const

/** @throws Problem where the round is not there and the draw may not go on without it */
function decided(
  read: Exclude<Read, { what: 'round' }>,
  promise: { readonly at: string; readonly rule: string },
  without: string | undefined,
  by: string,
): WithoutBeacon {
  const now = Date.now()
  const may = promise.rule === 'if-reachable' && now > Date.parse(promise.at) + GRACE
  if (!may || without === undefined) throw new Problem(REFUSALS[read.what])
  return { by, why: without, at: new Date(now).toISOString() }
}

async function draw(call: Call, { without, ...of }: Of & { without?: string | undefined }) {
  const { database } = call.house
  const before = await database.within(call.actor, async (context) => (await ready(context, of)).wave)
  const promise = before.beacon
  const read = promise === null ? null : await readRound(promise)
  const round = read?.what === 'round' ? read.round : undefined
  const instead =
    promise === null || read === null || read.what === 'round'
      ? undefined
      : decided(read, promise, without, call.actor.name)
  return database.within(call.actor, async (context) => {
    const now = await ready(context, of)
    // Withdrawn and published anew meanwhile: another draft, another round.
    if (now.wave.turn !== before.turn) throw new Problem(platformProblems.conflict)
    if (promise !== null && instead !== undefined)
      await context.record(events.drawnWithout, {
        ...{ path: now.callUp.path, operationId: now.callUp.operationId },
        data: { ...of, round: promise.round },
      })
    return drawNow(context, now, { round, instead })
  })
}

async function drawNow(
  context: Context,
  { callUp, wave, commitments }: Awaited<ReturnType<typeof ready>>,
  { round, instead }: { round: BeaconRound | undefined; instead: WithoutBeacon | undefined },
) {
  const of = { callUpId: callUp.id, wave: wave.no }
  const { rows } = await context.query<{ draft: string; salt: string; people: string[] }>(
    'SELECT draft, salt, people FROM mobilize.transcript WHERE call_up_id = $1 AND wave = $2 AND turn = $3',
    [callUp.id, wave.no, wave.turn],
  )
  const { draft: text, salt, people } = rows[0]!
  const draft = draftSchema.parse(JSON.parse(text))
  const told = new Map(commitments.map(({ by, value, nonce }) => [by, { by, value: value ?? '', nonce: nonce ?? '' }]))
  const reveals = draft.commitments.flatMap(({ by }) => told.get(by) ?? [])
  const beacon = round === undefined ? null : randomnessOf(round)
  const chance = { reveals, beacon, given: null, beaconRound: round, withoutBeacon: instead }
  const transcript = conclude(draft, chance, people, salt)
  await context.query(
    'UPDATE mobilize.transcript SET finished = $4 WHERE call_up_id = $1 AND wave = $2 AND turn = $3',
    [...[callUp.id, wave.no, wave.turn, JSON.stringify(transcript)]],
  )
  const drawn = await putCalls(
    context,
    callUp,
    wave.no,
    transcript.drawn.map(({ id }) => id),
  )
  await updateWave(context, callUp.id, wave.no, { state: 'drawn', drawnAt: new Date() })
  await moveOn(context, callUp, wave.no, 'drawn')
  await context.record(events.drawn, {
    ...{ path: callUp.path, operationId: callUp.operationId },
    data: { ...of, people: drawn },
  })
  return { people: drawn, withoutBeacon: instead !== undefined }
}

export const drawHandlers: Pick<HandlersOf<typeof mobilize>, 'draw' | 'transcript'> = {
  draw: { outside: draw },

  transcript: async (context, of) => {
    const { rows } = await context.query<{ draft: string; finished: string | null }>(
      `SELECT t.draft, t.finished FROM mobilize.transcript t JOIN mobilize.wave w ON w.call_up_id = t.call_up_id AND w.no = t.wave AND w.turn = t.turn
       WHERE t.call_up_id = $1 AND t.wave = $2`,
      [of.callUpId, of.wave],
    )
    const [found] = rows
    if (!found) throw new Problem(platformProblems.notFound)
    return { finished: found.finished !== null, file: found.finished ?? found.draft }
  },
}
