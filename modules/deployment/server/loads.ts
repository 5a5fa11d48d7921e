/** What people have done and what they stand for, read once for many: service of the roster and placements of every operation. */
import { dayPlus, shanghaiDay } from '../../../platform/pure/time.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { WorkedDay } from '../../staff/fatigue.ts'
import type { Stint } from '../need.ts'
import { dayOf, hoursOf } from '../shift.ts'

export interface Loaded {
  readonly worked: WorkedDay[]
  readonly busy: (Stint & { readonly postId: string })[]
  /** Both together, by day. */
  readonly days: WorkedDay[]
}

/** From two weeks before `at` to two weeks after it. */
export async function loadsOf(context: Context, people: readonly string[], at: Date): Promise<Map<string, Loaded>> {
  const today = shanghaiDay(at)
  const [since, until] = [dayPlus(today, -14), dayPlus(today, 15)]
  const { rows: lines } = await context.query<{ personId: string; day: string; hours: string; night: boolean }>(
    `SELECT person_id AS "personId", day, hours, night FROM staff.public_service_day WHERE person_id = ANY ($1) AND day >= $2 ORDER BY person_id, day, id`,
    [people, since],
  )
  const { rows: stints } = await context.query<{
    personId: string
    postId: string
    from: Date
    to: Date
    night: boolean
    done: boolean
  }>(
    `SELECT person_id AS "personId", post_id AS "postId", starts_at AS "from", ends_at AS "to", night, done
     FROM deployment.busy($1, $2::uuid[], $3, $4)`,
    [context.actor.streetId, people, `${since}T00:00:00+08:00`, `${until}T00:00:00+08:00`],
  )
  const found = new Map<string, Loaded>(people.map((id) => [id, { worked: [], busy: [], days: [] }]))
  for (const { personId, hours, ...line } of lines) {
    const worked = { ...line, hours: Number(hours) }
    found.get(personId)?.worked.push(worked)
    found.get(personId)?.days.push(worked)
  }
  // A shift that was left is service already.
  for (const { personId, postId, from, to, night, done } of stints) {
    if (done) continue
    const stint = { postId, from: from.getTime(), to: to.getTime(), night }
    found.get(personId)?.busy.push(stint)
    found.get(personId)?.days.push({ day: dayOf(stint), hours: hoursOf(stint), night })
  }
  return found
}
