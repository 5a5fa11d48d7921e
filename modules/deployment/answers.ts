/** What the room answers with: the board's posts and figures, groups, a person's own page, fatigue and service. */
import { z } from 'zod'
import { day, moment } from '../../platform/pure/time.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import { fatigueReasons, fatigueStates } from '../staff/fatigue.ts'
import { partyKinds, post, seat, someone } from './model.ts'

export const boardPost = post.extend({
  /** The latest for this post. */
  briefing: z.object({ id: uuid, version: z.int(), body: z.string() }).nullable(),
  seats: z.array(seat),
  /** Of the skills that are asked for. */
  short: z.array(z.object({ skill: z.string(), missing: z.int() })),
})
export const figures = z.object({
  needed: z.int(),
  placed: z.int(),
  /** Who has read and confirmed, of those who have something to read. */
  confirmed: z.int(),
  toConfirm: z.int(),
  here: z.int(),
  short: z.int(),
})
export const tired = z.object({
  /** In the 7 days up to and with that day: done, and standing on a post. */
  hours: z.number(),
  nightsInRow: z.int(),
  daysInRow: z.int(),
  state: fatigueStates.schema,
  because: z.array(fatigueReasons.schema),
})
export const served = someone.extend({
  days: z.int(),
  hours: z.number(),
  nights: z.int(),
  first: day,
  last: day,
  /** What they did, as the posts were called. */
  tasks: z.array(z.string()),
})
export const group = z.object({
  id: uuid,
  name: z.string(),
  kind: partyKinds.schema,
  placeId: uuid.nullable(),
  placeName: z.string().nullable(),
  version: z.int(),
  leaderId: uuid,
  secretaryId: uuid.nullable(),
  members: z.array(someone.extend({ confirmed: z.boolean().nullable() })),
  briefing: z.object({ id: uuid, version: z.int(), body: z.string() }).nullable(),
})
export const duty = z.object({
  name: z.string(),
  posts: z.array(
    z.object({
      id: uuid,
      place: z.string(),
      address: z.string(),
      task: z.string(),
      startsAt: moment,
      endsAt: moment,
      night: z.boolean(),
      risky: z.boolean(),
      bring: z.string(),
      reportsTo: z.string(),
      phone: z.string(),
      came: z.boolean(),
      with: z.array(z.string()),
    }),
  ),
  groups: z.array(z.object({ name: z.string(), kind: partyKinds.schema, leader: z.string() })),
  briefings: z.array(
    z.object({ id: uuid, of: z.string(), body: z.string(), version: z.int(), readAt: moment.nullable() }),
  ),
})
