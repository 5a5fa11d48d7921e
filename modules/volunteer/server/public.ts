/** What neighbours may ask about volunteers on the server. */
import { shanghaiDay } from '../../../platform/pure/time.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { RiskFault } from '../model.ts'
import { decideRisky, type RiskFacts } from '../rules.ts'

/** By person; only those who came forward and were welcomed stand in it. Reaches the whole sub-district, for officers and leaders. */
export async function riskFactsOf(
  context: Context,
  personIds: readonly string[],
): Promise<Map<string, RiskFacts & { readonly marked: boolean }>> {
  const { rows } = await context.query<RiskFacts & { personId: string; marked: boolean }>(
    `SELECT person_id AS "personId", minor, withdrawn, true AS welcomed, noted AS insured, insured_until AS "insuredUntil", marked
     FROM volunteer.risk_facts($1, $2::uuid[])`,
    [context.actor.streetId, personIds],
  )
  return new Map(rows.map(({ personId, ...facts }) => [personId, facts]))
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
 * of `at`. Whoever is missing in the answer is no volunteer: their own employer insures them. Ask it again when a post is given out.
 */
export async function insuredFor(
  context: Context,
  personIds: readonly string[],
  at: Date = new Date(),
): Promise<ReadonlyMap<string, Insured>> {
  const today = shanghaiDay(at)
  const facts = await riskFactsOf(context, personIds)
  return new Map(
    [...facts].map(([id, { marked, ...one }]) => {
      const { verdict, because } = decideRisky(one, today)
      const insured = !because.includes('not-insured') && !because.includes('insurance-over')
      return [id, { insured, fit: marked && verdict === 'fit', because }]
    }),
  )
}
