/**
 * What a place may set about work: rest, caps and what weighs how much when people are given posts.
 * Sources: 劳动法 (1994, amended 2018-12-29) art. 36 (8 hours a day, 44 a week), 38 (a day of rest a week), 41 (at most 3 hours more a
 * day, 36 a month), 42 (not in emergencies, so that the caps below are a place's own care, needs-legal-review); Directive 2003/88/EC
 * art. 3 and 6 (11 hours' daily rest, 48 hours a week); HSE HSG256 (2006; no more than 3 nights in a row). Nobody is worked past them unseen.
 */
import { z } from 'zod'

export const deploymentPolicy = z.object({
  /** Hours between the end of one shift and the beginning of the next. */
  restHours: z.number().min(0).max(24).default(11),
  /** Within any 7 days running; from `nearHours` on it is shown. */
  capHours: z.number().min(8).max(120).default(60),
  nearHours: z.number().min(1).max(120).default(44),
  nightsInRow: z.int().min(1).max(14).default(3),
  /** 7 days running without a free one are shown, not forbidden. */
  daysInRow: z.int().min(1).max(31).default(6),
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
