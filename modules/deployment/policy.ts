/**
 * What a place may set about work: rest, caps and what weighs how much when people are given posts. Caps, their sources and
 * where a place sets its own: modules/staff/fatigue.ts. Rest: Directive 2003/88/EC art. 3 (11 hours between shifts), needs-legal-review. Nobody is worked past them unseen.
 */
import { z } from 'zod'
import { capFigures } from '../staff/fatigue.ts'

export const deploymentPolicy = capFigures.extend({
  /** Hours between the end of one shift and the beginning of the next. */
  restHours: z.number().min(0).max(24).default(11),
  /** Posts that are looked at for each person: the best so many. */
  postsEach: z.int().min(1).max(60).default(12),
  /** What speaks against putting somebody somewhere; a seat filled weighs `seat`, a skill that is asked for and there `skill`. */
  weights: z
    .object({
      seat: z.int().min(1).default(10_000),
      skill: z.int().min(0).default(6_000),
      sameCommunity: z.int().min(0).default(40),
      sameStreet: z.int().min(0).default(160),
      elsewhere: z.int().min(0).default(320),
      unknownHome: z.int().min(0).default(200),
      /** For each of the last 7 days with service. */
      recentDay: z.int().min(0).default(60),
      /** Somebody already at `nearHours` or more with this shift. */
      nearCap: z.int().min(0).default(250),
      /** Somebody with a skill that another post asks for and this does not. */
      spareSkill: z.int().min(0).default(25),
    })
    .prefault({}),
})
export type DeploymentPolicy = z.infer<typeof deploymentPolicy>
export const defaultPolicy: DeploymentPolicy = deploymentPolicy.parse({})
