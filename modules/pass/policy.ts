/** What a measure at the gates asks of passes: numbers that the place sets in its order. Defaults are the mildest; see POLICY, "Gates". */
import { z } from 'zod'
import { passKinds } from './model.ts'

const hours = z.number().positive().max(72)

export const passPolicy = z.object({
  /** Days that a pass of each kind is good for; a kind left out is not issued. */
  validDays: z.partialRecord(passKinds.schema, z.int().min(1).max(180)),
  /** How many of a household may go out within so many days; null: no limit. */
  household: z.object({ people: z.int().min(1).max(20), days: z.int().min(1).max(14) }).nullable(),
  /** Kinds that the household's limit does not count: who works goes to work. */
  householdExempt: z.array(passKinds.schema),
  /** Hours that somebody may be outside; null: no limit. Being late is said and listed, entry is never refused for it. */
  outHours: hours.nullable(),
  /** Whether a reason is asked at the gate when somebody goes out. */
  askReason: z.boolean(),
  /** From this temperature on (°C) a second measurement is asked for. */
  feverAt: z.number().min(36.5).max(39),
  /** Minutes that one phone code is good for. */
  codeMinutes: z.int().min(1).max(60),
  /** Hours of codes that the holder's phone may hold ahead for want of network. */
  codesAheadHours: hours,
  /** Hours after which a gate's list of revocations is too old for a card to be taken on its word alone. */
  listStaleHours: hours,
})
export type PassPolicy = z.infer<typeof passPolicy>

/** One person per household every two days for two hours is what places used in 2020; here no limit stands unless the order sets it. */
export const defaultPassPolicy: PassPolicy = {
  validDays: { resident: 180, tenant: 90, worker: 30, service: 30, carer: 30, visitor: 1, official: 30 },
  household: null,
  householdExempt: ['worker', 'service', 'carer', 'official'],
  outHours: null,
  askReason: false,
  feverAt: 37.3,
  codeMinutes: 5,
  codesAheadHours: 2,
  listStaleHours: 12,
}
