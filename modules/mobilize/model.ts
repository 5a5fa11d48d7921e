/** The nouns of calling people up: who may be drawn, what is asked for, and the order's own state in a second wave. */
import { z } from 'zod'
import { type CodeOf, codes } from '../../platform/pure/codes.ts'

export const genders = codes({
  female: ['女', 'female'],
  male: ['男', 'male'],
  unstated: ['未登记', 'not stated'],
})
export type Gender = CodeOf<typeof genders>

/** A line of the roster as the draw reads it. `exempt`: empty, or the reason; `servedDays`: days served lately, as the place counts them. */
export const rosterRow = z.strictObject({
  id: z.string().min(1).max(200),
  department: z.string().min(1).max(200),
  skills: z.array(z.string().min(1).max(100)),
  gender: genders.schema,
  exempt: z.string().max(200),
  servedDays: z.int().min(0).max(100_000),
})
export type RosterRow = z.infer<typeof rosterRow>

/**
 * What is asked for. `seats` counts everybody who is to come, those of an earlier wave included.
 * `kept`: drawn before and coming: they fill seats and needs. `asked`: asked before and not coming: not asked again.
 * `lottery`: a public value that deals the odd seats when quotas are drawn by lot; nobody may choose it.
 */
export const order = z.strictObject({
  seats: z.int().min(1).max(100_000),
  kept: z.array(z.string()).default([]),
  asked: z.array(z.string()).default([]),
  lottery: z.string().max(200).default(''),
})
export type Order = z.infer<typeof order>

/** A share as it is, never rounded: numerator and denominator, both whole. */
export type Fraction = readonly [above: number, below: number]
