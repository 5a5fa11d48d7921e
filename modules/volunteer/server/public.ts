/** What neighbours may ask about volunteers on the server. */
import { shanghaiDay } from '../../../platform/pure/time.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { RiskFault } from '../model.ts'
import { decideRisky, type RiskFacts } from '../rules.ts'

export { keyDigest } from './sign-up.ts'

/** By person; only those who came forward and were welcomed stand in it. Reaches the whole sub-district, for officers and leaders. */
export async function riskFactsOf(
  context: Context,
  personIds: readonly string[],
): Promise<Map<string, RiskFacts & Standing>> {
  if (personIds.length === 0) return new Map()
  const { rows } = await context.query<RiskFacts & Standing & { personId: string }>(
    `SELECT person_id AS "personId", minor, withdrawn, true AS welcomed, noted AS insured, insured_until AS "insuredUntil", marked, enrolled
     FROM volunteer.risk_facts($1, $2::uuid[])`,
    [context.actor.streetId, personIds],
  )
  return new Map(rows.map(({ personId, ...facts }) => [personId, facts]))
}

interface Standing {
  readonly marked: boolean
  /** On the roster as a volunteer; false: stood there for another reason already. */
  readonly enrolled: boolean
}

export interface Insured {
  /** On record, and not over on the day. */
  readonly insured: boolean
  /** Somebody marked them fit for risky posts, and nothing speaks against it on the day. */
  readonly fit: boolean
  readonly because: readonly RiskFault[]
}

/**
 * Of the given people of the roster those who came forward as volunteers, and whether they may stand at a risky post on the Shanghai day
 * of `at`. Whoever is missing in the answer is no volunteer, or was on the roster before and is grown up: their own employer insures them. Ask it again when a post is given out.
 */
export async function insuredFor(
  context: Context,
  personIds: readonly string[],
  at: Date = new Date(),
): Promise<ReadonlyMap<string, Insured>> {
  const today = shanghaiDay(at)
  const facts = await riskFactsOf(context, personIds)
  return new Map(
    [...facts].flatMap(([id, { marked, enrolled, ...one }]) => {
      if (!enrolled && !one.minor) return []
      const { verdict, because } = decideRisky(one, today)
      const insured = !because.includes('not-insured') && !because.includes('insurance-over')
      return [[id, { insured, fit: marked && verdict === 'fit', because }] as const]
    }),
  )
}
