/** The other way: departments name their people against their quota. */
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { problems } from '../call-up-model.ts'
import { nameFaultSaid, policyOf } from '../call-up-policy.ts'
import { mobilize } from '../contract.ts'
import { checkNames } from '../names.ts'
import { barrier, planDraw } from '../plan.ts'
import { moveOn, waveToLead } from './call-up-actions.ts'
import { putCalls } from './call-up-ceremony.ts'
import { calledFrom, orderOf } from './call-up-plan.ts'
import { findCallUp, findWave, updateWave } from './call-up-store.ts'

const { events } = mobilize
type Of = { callUpId: string; wave: number }

/** A published wave that departments fill, with the roster as the asker sees it: a leader their own people. */
async function waveToFill(context: Context, of: Of) {
  const callUp = await findCallUp(context, of.callUpId)
  const wave = await findWave(context, of.callUpId, of.wave)
  if (!callUp || !wave) throw new Problem(platformProblems.notFound)
  if (callUp.way !== 'named') throw new Problem(problems.notByName)
  if (wave.state !== 'published') throw new Problem(problems.notPublished)
  const { roster, units } = await calledFrom(context, callUp.ask, callUp.musterAt)
  const policy = policyOf({ ...callUp.ask, seats: wave.seats }, units, callUp.waivedBy)
  const order = orderOf(wave.seats, { kept: [...wave.kept], asked: [...wave.asked] })
  return { callUp, wave, roster, units, policy, order }
}

const namedIn = async (
  context: Context,
  { callUpId, wave }: Of,
): Promise<{ personId: string; departmentId: string }[]> => {
  const { rows } = await context.query<{ personId: string; departmentId: string }>(
    `SELECT person_id AS "personId", department_id AS "departmentId" FROM mobilize.call
     WHERE call_up_id = $1 AND wave = $2 AND asked_at IS NULL AND person_id IS NOT NULL ORDER BY id`,
    [callUpId, wave],
  )
  return rows
}

export const nameHandlers: Pick<HandlersOf<typeof mobilize>, 'candidates' | 'nameTheirs' | 'settleNames'> = {
  candidates: async (context, { departmentId, ...of }) => {
    const { roster, policy, order } = await waveToFill(context, of)
    const barOf = barrier(policy, order)
    const named = new Set((await namedIn(context, of)).map(({ personId }) => personId))
    const people = new Map(roster.map((person) => [person.id, person]))
    const { rows } = await context.query<{ personId: string; name: string }>(
      'SELECT id AS "personId", name FROM staff.public_person WHERE staff.unit_of(street_id, department_id) = $1 ORDER BY pinyin, id',
      [departmentId],
    )
    return {
      people: rows.flatMap(({ personId, name }) => {
        const person = people.get(personId)
        return person
          ? [{ personId, name, skills: person.skills, free: barOf(person) === null, named: named.has(personId) }]
          : []
      }),
    }
  },

  nameTheirs: async (context, { departmentId, personIds, ...of }) => {
    const { callUp, wave, roster, units, policy, order } = await waveToFill(context, of)
    const barOf = barrier(policy, order)
    const label = units.find(({ id }) => id === departmentId)?.label
    const people = new Map(roster.map((person) => [person.id, person]))
    const wanted = [...new Set(personIds)]
    if (
      wanted.some((id) => {
        const person = people.get(id)
        return !person || person.department !== label || barOf(person) !== null
      })
    )
      throw new Problem(problems.badName)
    await context.query(
      'DELETE FROM mobilize.call WHERE call_up_id = $1 AND wave = $2 AND department_id = $3 AND asked_at IS NULL AND NOT person_id = ANY ($4::uuid[])',
      [callUp.id, wave.no, departmentId, wanted],
    )
    await putCalls(context, callUp, wave.no, wanted)
    await context.record(events.named, {
      ...{ path: context.actor.path, operationId: callUp.operationId },
      data: { ...of, departmentId, people: wanted.length },
    })
    const line = wave.quotas?.find((one) => one.departmentId === departmentId)
    return { named: wanted.length, quota: line ? line.quota - line.kept : 0 }
  },

  settleNames: async (context, { anyway, ...of }) => {
    await waveToLead(context, of)
    const { callUp, wave, roster, policy, order } = await waveToFill(context, of)
    const named = await namedIn(context, of)
    if (named.length === 0) throw new Problem(problems.nobodyNamed)
    const faults = checkNames(
      planDraw(roster, order, policy),
      roster,
      named.map(({ personId }) => personId),
    )
    const shown = faults.map(nameFaultSaid)
    if (faults.length > 0 && !anyway) return { settled: false, faults: shown }
    await updateWave(context, callUp.id, wave.no, { state: 'drawn', drawnAt: new Date() })
    await moveOn(context, callUp, wave.no, 'drawn')
    await context.record(events.namesSettled, {
      ...{ path: callUp.path, operationId: callUp.operationId },
      data: { ...of, people: named.length, faults: faults.length },
    })
    return { settled: true, faults: shown }
  },
}
