/**
 * Doors that need no session. A link's digest tells the one place that it opens, and everything after that happens as the system within that
 * place alone, under row-level security; a key that opens nothing gets one and the same answer.
 */
import { isBelow } from '../../../platform/pure/area.ts'
import { maskName } from '../../../platform/pure/mask.ts'
import { Problem } from '../../../platform/pure/problem.ts'
import { systemActor } from '../../../platform/server/actor.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { Call, HandlersOf } from '../../../platform/server/room.ts'
import { noteTry, triesOf } from '../../../platform/server/tries.ts'
import type { Opened } from '../answers.ts'
import { kindsOf, type LinkKind, seesApplications } from '../application.ts'
import { pass } from '../contract.ts'
import { problems } from '../problems.ts'
import { insertApplication, tokenDigest } from './application-store.ts'
import { measureFor } from './measures.ts'

const { events } = pass
const MINUTES = 15
/** A whole estate may share one address (carriers' NAT). */
const MOST_BY_ADDRESS = 80
/** Within the hour, by one link. */
const MOST_BY_LINK: Readonly<Record<LinkKind, number>> = {
  ...{ household: 20, poster: 600, 'building-head': 60, landlord: 200, property: 600 },
}

export interface OpenedLink {
  readonly id: string
  readonly street_id: string
  readonly operation_id: string
  readonly path: string
  readonly who: LinkKind
  readonly name: string | null
}

/** Digest of a key by its shape. 16 bytes cannot be guessed: nobody is counted. */
export function digestOf({ house }: Call, key: string): Buffer {
  if (!/^[A-Za-z0-9_-]{22}$/.test(key)) throw new Problem(problems.noSuchLink)
  return tokenDigest(house, key)
}

async function byLink<T>(
  call: Call,
  key: string,
  work: (context: Context, link: OpenedLink) => Promise<T>,
): Promise<T> {
  const [link] = await call.house.database.bare<OpenedLink & Record<string, unknown>>(
    'SELECT * FROM pass.link_of($1)',
    [digestOf(call, key)],
  )
  if (!link) throw new Problem(problems.noSuchLink)
  return call.house.database.within(systemActor(link.street_id, link.path), (context) => work(context, link))
}

const PLACE = `coalesce(a.address, a.name, '')`

async function membersOf(context: Context, link: OpenedLink): Promise<Opened['members']> {
  if (link.who !== 'household') return []
  const { rows } = await context.query<Opened['members'][number]>(
    `SELECT r.id, r.name, CASE
         WHEN EXISTS (SELECT FROM pass.pass p WHERE p.street_id = r.street_id AND p.operation_id = $2 AND p.resident_id = r.id AND p.standing = 'valid' AND p.until_at > now()) THEN 'issued'
         WHEN EXISTS (SELECT FROM pass.application x WHERE x.street_id = r.street_id AND x.operation_id = $2 AND x.resident_id = r.id AND x.state IN ('asked', 'verified')) THEN 'asked'
         ELSE 'none' END AS stands
     FROM register.public_resident r WHERE r.street_id = $1 AND r.path = $3 ORDER BY r.birth_date NULLS LAST, r.id`,
    [link.street_id, link.operation_id, link.path],
  )
  return rows.map((row) => ({ ...row, name: maskName(row.name) }))
}

interface SeenRow extends Omit<Opened['applications'][number], 'askedAt'> {
  readonly askedAt: Date
}
async function applicationsOf(context: Context, link: OpenedLink): Promise<Opened['applications']> {
  if (!seesApplications(link.who)) return []
  const { rows } = await context.query<SeenRow>(
    `SELECT x.id, x.name, x.kind, ${PLACE} AS place, x.state, x.asked_at AS "askedAt",
       EXISTS (SELECT FROM pass.objection o WHERE o.street_id = x.street_id AND o.application_id = x.id AND o.link_id = $3) AS objected
     FROM pass.application x LEFT JOIN register.area a ON a.street_id = x.street_id AND a.path = x.path
     WHERE x.street_id = $1 AND x.operation_id = $2 AND x.state IN ('asked', 'verified', 'issued') ORDER BY x.asked_at DESC, x.id LIMIT 200`,
    [link.street_id, link.operation_id, link.id],
  )
  return rows.map((row) => ({ ...row, name: maskName(row.name), askedAt: row.askedAt.toISOString() }))
}

export const strangerHandlers: Pick<HandlersOf<typeof pass>, 'openLink' | 'ask' | 'object'> = {
  openLink: {
    outside: (call, { key }) =>
      byLink(call, key, async (context, link) => {
        const { rows } = await context.query<{ place: string }>(
          `SELECT ${PLACE} AS place FROM register.area a WHERE a.street_id = $1 AND a.path = $2`,
          [link.street_id, link.path],
        )
        const measure = await measureFor(context, link.operation_id, link.path)
        const issued = measure ? Object.keys(measure.policy.validDays) : []
        return {
          ...{ who: link.who, name: link.name, place: rows[0]?.place ?? '', measure: measure?.told ?? null },
          kinds: kindsOf(link.who).filter((kind) => issued.includes(kind)),
          members: await membersOf(context, link),
          applications: await applicationsOf(context, link),
        }
      }),
  },

  ask: {
    async outside(call, { key, item }) {
      const { database } = call.house
      const address = `pass:${call.address}`
      if ((await triesOf(database, address, MINUTES)) >= MOST_BY_ADDRESS)
        throw new Problem(problems.tooMany, { minutes: MINUTES })
      const { known } = await byLink(call, key, async (context, link) => {
        if (!kindsOf(link.who).includes(item.kind) || (item.residentId !== null && link.who !== 'household'))
          throw new Problem(problems.notByThisLink)
        const { rows } = await context.query<{ n: number }>(
          `SELECT count(*)::integer AS n FROM pass.application WHERE street_id = $1 AND link_id = $2 AND asked_at > now() - interval '1 hour'`,
          [link.street_id, link.id],
        )
        if ((rows[0]?.n ?? 0) >= MOST_BY_LINK[link.who]) throw new Problem(problems.tooMany, { minutes: 60 })
        return insertApplication(context, call.house, item, {
          ...{ operationId: link.operation_id, under: link.path, linkId: link.id },
          via: link.who === 'household' || link.who === 'poster' ? link.who : 'partner',
        })
      })
      if (!known) await noteTry(database, address, MINUTES)
      return { known }
    },
  },

  object: {
    outside: (call, { key, id, applicationId, ground, words }) =>
      byLink(call, key, async (context, link) => {
        if (!seesApplications(link.who)) throw new Problem(problems.noSuchLink)
        const { rows } = await context.query<{ path: string }>(
          `SELECT path FROM pass.application WHERE street_id = $1 AND id = $2 AND operation_id = $3 AND state IN ('asked', 'verified', 'issued')`,
          [link.street_id, applicationId, link.operation_id],
        )
        const [application] = rows
        if (!application || !isBelow(application.path, link.path)) throw new Problem(problems.noSuchLink)
        const { rowCount } = await context.query(
          `INSERT INTO pass.objection (street_id, operation_id, id, path, application_id, link_id, ground, words) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
           ON CONFLICT DO NOTHING`,
          [link.street_id, link.operation_id, id, application.path, applicationId, link.id, ground, words],
        )
        if (rowCount === 1)
          await context.record(events.objected, {
            ...{ path: application.path, operationId: link.operation_id },
            data: { applicationId, objectionId: id },
          })
        return {}
      }),
  },
}
