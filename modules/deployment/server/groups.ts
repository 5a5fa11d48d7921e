/** Temporary party branches and work groups, formed with their leader and all members in one act. */
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { deployment } from '../contract.ts'
import { problems } from '../model.ts'
import { readersOf } from './briefings.ts'
import { openOperation, pathWithin } from './places.ts'
import { findPlace, lock, peopleOf } from './store.ts'

interface Wanted {
  readonly leaderId: string
  readonly secretaryId: string | null
  readonly members: readonly string[]
}

/** Everybody, the leader and the secretary among them. @throws Problem noPerson, noSecretary */
async function everybody(context: Context, kind: 'branch' | 'work-group', wanted: Wanted): Promise<string[]> {
  const { leaderId, secretaryId } = wanted
  const ids = [...new Set([leaderId, ...(secretaryId ? [secretaryId] : []), ...wanted.members])].toSorted()
  const people = await peopleOf(context, ids)
  if (ids.some((id) => !people.has(id))) throw new Problem(problems.noPerson)
  const secretary = secretaryId ? people.get(secretaryId) : undefined
  if (kind === 'branch' ? !secretary?.partyMember : secretary) throw new Problem(problems.noSecretary)
  return ids
}

interface PartyRow {
  readonly id: string
  readonly operationId: string
  readonly path: string
  readonly name: string
  readonly kind: 'branch' | 'work-group'
  readonly placeId: string | null
  readonly placeName: string | null
  readonly leaderId: string
  readonly secretaryId: string | null
  readonly version: number
}
const PARTY = `SELECT g.id, g.operation_id AS "operationId", g.path, g.name, g.kind, g.place_id AS "placeId", p.name AS "placeName",
    g.leader_id AS "leaderId", g.secretary_id AS "secretaryId", g.version
  FROM deployment.party g LEFT JOIN deployment.place p ON p.street_id = g.street_id AND p.id = g.place_id`

const join = (context: Context, operationId: string, partyId: string, path: string, people: readonly string[]) =>
  context.query(
    `INSERT INTO deployment.party_member (street_id, operation_id, party_id, person_id, path)
     SELECT $1, $2, $3, x.id, $4 FROM unnest($5::uuid[]) AS x (id) ON CONFLICT DO NOTHING`,
    [context.actor.streetId, operationId, partyId, path, people],
  )

async function partyToChange(context: Context, id: string, version: number): Promise<PartyRow> {
  await lock(context)
  const { rows } = await context.query<PartyRow>(`${PARTY} WHERE g.id = $1 AND g.ended_at IS NULL`, [id])
  const [row] = rows
  if (!row) throw new Problem(platformProblems.notFound)
  if (row.version !== version) throw new Problem(problems.changed)
  return row
}
async function placeIn(context: Context, placeId: string | null, operationId: string): Promise<string | null> {
  if (placeId === null) return null
  const place = await findPlace(context, placeId)
  if (place?.operationId !== operationId) throw new Problem(platformProblems.notFound)
  return place.path
}

export const groupHandlers: Pick<HandlersOf<typeof deployment>, 'groups' | 'formGroup' | 'changeGroup' | 'endGroup'> = {
  groups: async (context, { operationId }) => {
    const { rows: parties } = await context.query<PartyRow>(
      `${PARTY} WHERE g.operation_id = $1 AND g.ended_at IS NULL ORDER BY g.kind, g.formed_at, g.id`,
      [operationId],
    )
    const ids = parties.map(({ id }) => id)
    const { rows: members } = await context.query<{ partyId: string; personId: string }>(
      `SELECT party_id AS "partyId", person_id AS "personId" FROM deployment.party_member
       WHERE party_id = ANY ($1) AND left_at IS NULL ORDER BY since, person_id`,
      [ids],
    )
    const people = await peopleOf(
      context,
      members.map(({ personId }) => personId),
    )
    const briefings = await readersOf(context, ids)
    return {
      groups: parties.map(({ operationId: _, path: __, ...party }) => {
        const held = briefings.get(party.id)
        return {
          ...party,
          briefing: held ? { id: held.id, version: held.version, body: held.body } : null,
          members: members.flatMap(({ partyId, personId }) => {
            const person = people.get(personId)
            if (partyId !== party.id || !person) return []
            return [{ ...person, confirmed: held ? held.readers.has(personId) : null }]
          }),
        }
      }),
    }
  },

  formGroup: async (context, { id, operationId, placeId, name, kind, ...wanted }) => {
    const { actor } = context
    const operation = await openOperation(context, operationId)
    const people = await everybody(context, kind, wanted)
    const path = (await placeIn(context, placeId, operationId)) ?? pathWithin(context, operation)
    const { rowCount } = await context.query(
      `INSERT INTO deployment.party (street_id, operation_id, id, path, place_id, name, kind, leader_id, secretary_id, formed_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (id, street_id) DO NOTHING`,
      [
        ...[actor.streetId, operationId, id, path, placeId, name, kind],
        ...[wanted.leaderId, wanted.secretaryId, actor.accountId],
      ],
    )
    if (!rowCount) return {}
    await join(context, operationId, id, path, people)
    await context.record(deployment.events.groupFormed, {
      path,
      operationId,
      data: { groupId: id, kind, members: people.length },
    })
    return {}
  },

  changeGroup: async (context, { id, version, placeId, name, ...wanted }) => {
    const party = await partyToChange(context, id, version)
    await openOperation(context, party.operationId)
    const people = await everybody(context, party.kind, wanted)
    await placeIn(context, placeId, party.operationId)
    await context.query(
      `UPDATE deployment.party SET place_id = $2, name = $3, leader_id = $4, secretary_id = $5, version = version + 1 WHERE id = $1`,
      [id, placeId, name, wanted.leaderId, wanted.secretaryId],
    )
    await context.query(
      'UPDATE deployment.party_member SET left_at = now() WHERE party_id = $1 AND left_at IS NULL AND person_id <> ALL ($2)',
      [id, people],
    )
    await join(context, party.operationId, id, party.path, people)
    await context.record(deployment.events.groupChanged, {
      path: party.path,
      operationId: party.operationId,
      data: { groupId: id },
    })
    return {}
  },

  endGroup: async (context, { id, version }) => {
    const party = await partyToChange(context, id, version)
    await context.query('UPDATE deployment.party_member SET left_at = now() WHERE party_id = $1 AND left_at IS NULL', [
      id,
    ])
    await context.query('UPDATE deployment.party SET ended_at = now(), version = version + 1 WHERE id = $1', [id])
    await context.record(deployment.events.groupEnded, {
      path: party.path,
      operationId: party.operationId,
      data: { groupId: id },
    })
    return {}
  },
}
