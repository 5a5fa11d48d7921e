/** A measure at gates (门岗管控措施): the order it stands on, its term, what it asks of passes. It ends by itself; that it was released is said by a person. */
import { z } from 'zod'
import { areaPath } from '../../platform/pure/area.ts'
import { type CodeOf, codes } from '../../platform/pure/codes.ts'
import { day, moment } from '../../platform/pure/time.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import { passPolicy } from './policy.ts'

/** The longest term of one decision, days; an extension is a new decision. The database holds it, too. */
export const MOST_DAYS = 14

export const measureStates = codes({
  draft: ['待确认', 'To be confirmed'],
  dropped: ['已作废', 'Dropped'],
  ahead: ['即将生效', 'Ahead'],
  'in-force': ['生效中', 'In force'],
  'to-release': ['已到期，待登记解除', 'Ended, release to be recorded'],
  released: ['已解除', 'Released'],
})
export type MeasureState = CodeOf<typeof measureStates>

const text = (least: number, most: number) => z.string().trim().min(least).max(most)
const asked = {
  id: uuid,
  operationId: uuid,
  path: areaPath,
  /** The competent body; the community assists and never decides. */
  decidedBy: text(2, 100),
  document: text(2, 80),
  documentOn: day,
  article: text(2, 200),
  evidence: text(4, 500),
  startsAt: moment,
  endsAt: moment,
  policy: passPolicy,
  /** What residents are told. */
  rules: text(4, 1000),
  call: text(4, 120),
  appealTo: text(4, 200),
  /** Days until an appeal is answered. */
  appealDays: z.int().min(1).max(60),
  extends: uuid.nullable(),
}
export const measureDraft = z.object(asked)
export type MeasureDraft = z.infer<typeof measureDraft>

export const measure = z.object({
  ...asked,
  areaName: z.string(),
  state: measureStates.schema,
  draftedBy: z.string().nullable(),
  mine: z.boolean(),
  confirmedBy: z.string().nullable(),
  confirmedAt: moment.nullable(),
  droppedAt: moment.nullable(),
  releasedAt: moment.nullable(),
  releaseDocument: z.string().nullable(),
})
export type Measure = z.infer<typeof measure>

type Dates = Pick<Measure, 'startsAt' | 'endsAt' | 'confirmedAt' | 'droppedAt' | 'releasedAt'>

/** @param now ms since 1970 */
export function measureState(
  { startsAt, endsAt, confirmedAt, droppedAt, releasedAt }: Dates,
  now: number,
): MeasureState {
  if (droppedAt !== null) return 'dropped'
  if (confirmedAt === null) return 'draft'
  if (releasedAt !== null) return 'released'
  if (now < Date.parse(startsAt)) return 'ahead'
  return now < Date.parse(endsAt) ? 'in-force' : 'to-release'
}

/** Whole hours since the end while nobody recorded the release; 0 for every other measure. An alarm figure. */
export const lateHours = (dates: Dates, now: number): number =>
  measureState(dates, now) === 'to-release' ? Math.floor((now - Date.parse(dates.endsAt)) / 3600_000) : 0

/** Days that are left, a begun day counted whole; 0 when it is over. */
export const daysLeft = ({ endsAt }: Pick<Measure, 'endsAt'>, now: number): number =>
  Math.max(0, Math.ceil((Date.parse(endsAt) - now) / 86_400_000))

export const fitsTerm = ({ startsAt, endsAt }: Pick<Measure, 'startsAt' | 'endsAt'>): boolean => {
  const length = Date.parse(endsAt) - Date.parse(startsAt)
  return length > 0 && length <= MOST_DAYS * 86_400_000
}
