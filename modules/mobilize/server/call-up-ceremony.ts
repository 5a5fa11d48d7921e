/**
 * The public draw: officials commit, the office publishes, officials reveal, the seed follows and with it who is drawn.
 * Finding the panels may take half a minute and holds no lock: what was read before is compared with what stands when it is written.
 */
import { randomBytes } from 'node:crypto'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import { uuid7 } from '../../../platform/pure/uuid7.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { Call, HandlersOf } from '../../../platform/server/room.ts'
import { type BeaconPromise, roundAt } from '../beacon.ts'
import { type CallUpAsk, problems } from '../call-up-model.ts'
import { policyOf } from '../call-up-policy.ts'
import { mobilize } from '../contract.ts'
import { planDraw } from '../plan.ts'
import { commitmentOf } from '../transcript.ts'
import { readClock } from './beacon-source.ts'
import { moveOn, waveToLead } from './call-up-actions.ts'
import { calledFrom, orderOf, quotaLines, solver } from './call-up-plan.ts'
import {
  askedSoFar,
  type CallUpRow,
  findCallUp,
  findWave,
  listCommitments,
  updateWave,
  type WaveRow,
} from './call-up-store.ts'
import { prepareDraw } from './prepare.ts'

const { events } = mobilize
type Of = { callUpId: string; wave: number }
export const MOST_OFFICIALS = 12

/** Officials may sit in any area of the call-up, or above it: they need only see it. */
async function waveToWitness(context: Context, of: Of): Promise<{ callUp: CallUpRow; wave: WaveRow }> {
  const callUp = await findCallUp(context, of.callUpId)
  const wave = await findWave(context, of.callUpId, of.wave)
  if (!callUp || !wave) throw new Problem(platformProblems.notFound)
  if (callUp.state === 'closed') throw new Problem(problems.closed)
  if (callUp.way !== 'drawn') throw new Problem(problems.notByLot)
  return { callUp, wave }
}

/** Two officials of one name are told apart, or the file would hold the same name twice. */
async function nameIn(context: Context, of: Of): Promise<string> {
  const { actor } = context
  const taken = (await listCommitments(context, of.callUpId, of.wave)).filter(
    (one) => one.accountId !== actor.accountId,
  )
  for (let n = 1; ; n++) {
    const by = n === 1 ? actor.name : `${actor.name} ${n}`
    if (!taken.some((one) => one.by === by)) return by
  }
}

/** Puts those who are to be asked on record; they know nothing of it yet. */
export async function putCalls(
  context: Context,
  callUp: CallUpRow,
  no: number,
  people: readonly string[],
): Promise<number> {
  const now = Date.now()
  const { rowCount } = await context.query(
    `INSERT INTO mobilize.call (street_id, operation_id, call_up_id, id, path, department_id, person_id, wave)
     SELECT $1, $2, $3, x.id, p.path, staff.unit_of($1, p.department_id), p.id, $4 FROM unnest($5::uuid[], $6::uuid[]) AS x (id, person_id)
     JOIN staff.person p ON p.street_id = $1 AND p.id = x.person_id ON CONFLICT DO NOTHING`,
    [context.actor.streetId, callUp.operationId, callUp.id, no, people.map(() => uuid7(now, randomBytes(10))), people],
  )
  return rowCount ?? 0
}

async function read(context: Context, of: Of) {
  const { callUp, wave: before } = await waveToLead(context, of)
  if (before.state !== 'planned') throw new Problem(problems.notDraft)
  const commitments = await listCommitments(context, of.callUpId, of.wave)
  if (callUp.way === 'drawn' && commitments.length < 2)
    throw new Problem(problems.fewOfficials, { count: commitments.length })
  // Somebody may have answered since the wave was planned.
  const more = before.seats - before.kept.length
  const so = before.no === 1 ? { kept: [], asked: [] } : await askedSoFar(context, of.callUpId)
  const wave = { ...before, ...so, seats: so.kept.length + more }
  return { callUp, wave, commitments, ...(await calledFrom(context, callUp.ask, callUp.musterAt)) }
}

/** Quotas of the whole call-up hold for its first wave; later ones ask in proportion to all who come in the end. */
const askOf = (callUp: CallUpRow, wave: WaveRow) => ({ ...callUp.ask, seats: wave.seats })

async function publish(call: Call, of: Of): Promise<{ digest: string | null }> {
  const { database } = call.house
  const now = await database.within(call.actor, (context) => read(context, of))
  const { callUp, wave, commitments, roster, units } = now
  const policy = policyOf(askOf(callUp, wave), units, callUp.waivedBy)
  const hashes = commitments.map(({ by, hash }) => ({ by, hash }))
  const order = orderOf(wave.seats, {
    ...{ kept: [...wave.kept], asked: [...wave.asked] },
    lottery: policy.apportionment === 'lottery' ? hashes.map(({ hash }) => hash).join('') : '',
  })
  if (callUp.way === 'named') {
    const plan = planDraw(roster, order, policy)
    if (plan.quotas.length === 0) throw new Problem(problems.cannotBeMet)
    return database.within(call.actor, async (context) => {
      await stillAs(context, of, wave, hashes.length)
      await updateWave(context, of.callUpId, of.wave, {
        ...{ state: 'published', quotas: quotaLines(plan, units), publishedAt: new Date() },
        ...{ kept: wave.kept, asked: wave.asked, seats: wave.seats },
      })
      await moveOn(context, callUp, of.wave, 'published')
      await context.record(events.published, {
        path: callUp.path,
        operationId: callUp.operationId,
        data: { ...of, digest: null },
      })
      return { digest: null }
    })
  }
  const salt = randomBytes(32).toString('hex')
  const beacon = await promiseOf(call.house.beacon, callUp.ask.beacon)
  const prepared = await prepareDraw(solver, { roster, order, policy, salt, commitments: hashes, beacon })
  if (!prepared.ok) throw new Problem(problems.cannotBeMet)
  const { draft, plan } = prepared
  return database.within(call.actor, async (context) => {
    await stillAs(context, of, wave, hashes.length)
    await context.query(
      `INSERT INTO mobilize.transcript (street_id, operation_id, call_up_id, wave, turn, path, draft, salt, people)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        ...[call.actor.streetId, callUp.operationId, callUp.id, of.wave, wave.turn, callUp.path],
        ...[JSON.stringify(draft), salt, plan.types.flatMap(({ people }) => people)],
      ],
    )
    await updateWave(context, of.callUpId, of.wave, {
      ...{ state: 'published', quotas: quotaLines(plan, units), digest: draft.published, publishedAt: new Date() },
      beacon,
      ...{ kept: wave.kept, asked: wave.asked, seats: wave.seats },
    })
    await moveOn(context, callUp, of.wave, 'published')
    await context.record(events.published, {
      ...{ path: callUp.path, operationId: callUp.operationId },
      data: { ...of, digest: draft.published },
    })
    return { digest: draft.published }
  })
}

/** Long enough that everybody has revealed before anybody can know the round. */
const AHEAD = 120_000

/**
 * The round that counts, fixed before it exists. Where the beacon cannot be reached before anything is published, a draw that could do
 * without it goes without: nobody can gain by that, as nothing is known yet. @throws Problem beaconAway where it is required
 */
async function promiseOf(source: string | null, rule: CallUpAsk['beacon']): Promise<BeaconPromise | null> {
  if (rule === 'none') return null
  const clock = source === null ? null : await readClock(source)
  if (source === null || clock === null) {
    if (rule === 'required') throw new Problem(problems.beaconAway)
    return null
  }
  const { round, at } = roundAt(clock, Date.now() + AHEAD)
  const { period: _, genesis: __, ...beacon } = clock
  return { source, ...beacon, round, at: new Date(at).toISOString(), rule }
}

/** @throws Problem conflict where another has acted meanwhile */
async function stillAs(context: Context, of: Of, wave: WaveRow, officials: number): Promise<void> {
  const now = await waveToLead(context, of)
  const commitments = await listCommitments(context, of.callUpId, of.wave)
  if (now.wave.state !== 'planned' || now.wave.turn !== wave.turn || commitments.length !== officials)
    throw new Problem(platformProblems.conflict)
}

export const ceremonyHandlers: Pick<
  HandlersOf<typeof mobilize>,
  'commit' | 'officialName' | 'publish' | 'withdraw' | 'reveal'
> = {
  officialName: async (context, of) => {
    await waveToWitness(context, of)
    return { by: await nameIn(context, of) }
  },

  commit: async (context, { by, hash, ...of }) => {
    const { actor } = context
    const { callUp, wave } = await waveToWitness(context, of)
    if (wave.state !== 'planned') throw new Problem(problems.notDraft)
    const before = await listCommitments(context, of.callUpId, of.wave)
    if (before.some((one) => one.accountId === actor.accountId)) throw new Problem(problems.alreadyCommitted)
    if (by !== (await nameIn(context, of)) || before.length >= MOST_OFFICIALS)
      throw new Problem(platformProblems.conflict)
    await context.query(
      `INSERT INTO mobilize.commitment (street_id, operation_id, call_up_id, wave, turn, account_id, path, by_name, hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [actor.streetId, callUp.operationId, callUp.id, wave.no, wave.turn, actor.accountId, actor.path, by, hash],
    )
    await context.record(events.committed, { path: actor.path, operationId: callUp.operationId, data: of })
    return {}
  },

  publish: { outside: publish },

  withdraw: async (context, of) => {
    const { callUp, wave } = await waveToLead(context, of)
    if (wave.state === 'drawn' || wave.state === 'called') throw new Problem(problems.drawnAlready)
    if (wave.state !== 'published') throw new Problem(problems.notPublished)
    await context.query('DELETE FROM mobilize.call WHERE call_up_id = $1 AND wave = $2 AND asked_at IS NULL', [
      callUp.id,
      wave.no,
    ])
    await updateWave(context, callUp.id, wave.no, {
      ...{ state: 'planned', turn: wave.turn + 1, quotas: null, digest: null, beacon: null, publishedAt: null },
    })
    await moveOn(context, callUp, wave.no, 'draft')
    await context.record(events.withdrawn, { path: callUp.path, operationId: callUp.operationId, data: of })
    return {}
  },

  reveal: async (context, { value, nonce, ...of }) => {
    const { actor } = context
    const { callUp, wave } = await waveToWitness(context, of)
    if (wave.state !== 'published') throw new Problem(problems.notPublished)
    const all = await listCommitments(context, of.callUpId, of.wave)
    const own = all.find((one) => one.accountId === actor.accountId)
    if (!own) throw new Problem(problems.notCommitted)
    if (commitmentOf({ by: own.by, value, nonce }) !== own.hash) throw new Problem(problems.wrongValue)
    if (own.revealedAt === null) {
      await context.query(
        `UPDATE mobilize.commitment SET value = $5, nonce = $6, revealed_at = now() WHERE call_up_id = $1 AND wave = $2 AND turn = $3 AND account_id = $4`,
        [callUp.id, wave.no, wave.turn, actor.accountId, value, nonce],
      )
      await context.record(events.revealed, { path: actor.path, operationId: callUp.operationId, data: of })
    }
    return { waitingFor: all.filter((one) => one.revealedAt === null && one.accountId !== actor.accountId).length }
  },
}
