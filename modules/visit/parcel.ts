/** Nouns of a hand-over point: what waits on its shelf, how it came to somebody, and what the errand squad says of what it carries. */
import { z } from 'zod'
import { areaPath } from '../../platform/pure/area.ts'
import { type CodeOf, codes } from '../../platform/pure/codes.ts'
import { moment } from '../../platform/pure/time.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import { fact, text } from './model.ts'

export const parcelKinds = codes({
  medicine: ['药品', 'Medicine'],
  groceries: ['米面菜', 'Groceries'],
  takeaway: ['外卖', 'Takeaway'],
  parcel: ['快递', 'Parcel'],
  other: ['其他', 'Other'],
})
export type ParcelKind = CodeOf<typeof parcelKinds>
export const pickupWays = codes({
  resident: ['本人来取', 'By the resident'],
  errand: ['跑腿队送上门', 'By the errand squad'],
  returned: ['退回', 'Sent back'],
})
/** How a parcel came to somebody: as the gate saw it, or as the squad says. */
export const parcelEnds = codes({ ...pickupWays.words, door: ['跑腿队送到门口', 'Brought to the door'] })
/** Where a parcel stands; each is in one of them. */
export const parcelStandings = codes({
  waiting: ['待取', 'Waiting'],
  taken: ['跑腿队在送', 'On its way'],
  fetched: ['已取走', 'Fetched'],
})
export type ParcelStanding = CodeOf<typeof parcelStandings>
/** What somebody of the errand squad says; of their lines on a parcel the latest counts. */
export const errandSteps = codes({
  taken: ['拿走', 'Taken'],
  'put-back': ['放回', 'Put back'],
  delivered: ['送到', 'Delivered'],
  'not-delivered': ['没送到', 'Not delivered'],
})
export type ErrandStep = CodeOf<typeof errandSteps>

export const parcelFact = z.object({
  ...fact,
  placeId: uuid,
  path: areaPath.nullable(),
  /** For whom or which door, in words. */
  recipient: text(80).nullable(),
  broughtBy: text(60).nullable(),
  kind: parcelKinds.schema,
  pieces: z.int().min(1).max(200),
  shelf: text(20).nullable(),
})
export const pickupFact = z.object({ ...fact, parcelId: uuid, how: pickupWays.schema })
/** It lies in the operation of its parcel. */
export const errandFact = z.object({ id: uuid, at: moment, parcelId: uuid, step: errandSteps.schema })
export type ErrandFact = z.infer<typeof errandFact>

export const parcelAtPoint = z.object({
  id: uuid,
  path: areaPath,
  placeId: uuid,
  recipient: z.string(),
  broughtBy: z.string().nullable(),
  kind: parcelKinds.schema,
  pieces: z.int(),
  shelf: z.string().nullable(),
  at: moment,
  /** Since when the errand squad has it, or had it before it was delivered. */
  takenAt: moment.nullable(),
  pickedAt: moment.nullable(),
  how: parcelEnds.schema.nullable(),
})
export type ParcelAtPoint = z.infer<typeof parcelAtPoint>

/** A parcel as somebody of the errand squad sees it: a door and a mark, no phone number. */
export const errand = z.object({
  id: uuid,
  placeId: uuid,
  place: z.string(),
  /** The register's address, else what the keeper wrote. */
  door: z.string(),
  /** What else stands on it: for whom in words, who brought it. */
  mark: z.string(),
  kind: parcelKinds.schema,
  pieces: z.int(),
  shelf: z.string().nullable(),
  at: moment,
  /** Others of the squad who say that they have it. */
  others: z.int(),
  /** How it came to somebody; null: not yet. */
  fetched: parcelEnds.schema.nullable(),
  /** The latest that this person said of it. */
  said: z.object({ id: uuid, step: errandSteps.schema, at: moment }).nullable(),
})
export type Errand = z.infer<typeof errand>
