/** A field that communities are asked to fill, because neither the register nor the work knows it: who asks, on what basis, until when. */
import { z } from 'zod'
import { areaPath } from '../../platform/pure/area.ts'
import { type CodeOf, codes } from '../../platform/pure/codes.ts'
import { day, moment } from '../../platform/pure/time.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import { basis } from '../operation/model.ts'

export const fieldKinds = codes({
  number: ['数字', 'Number'],
  text: ['文字', 'Words'],
  choice: ['单选', 'One of several'],
  date: ['日期', 'Date'],
})
export type FieldKind = CodeOf<typeof fieldKinds>

export const fieldLevels = codes({
  community: ['每个社区', 'Each community'],
  grid: ['每个网格', 'Each grid'],
  building: ['每栋楼', 'Each building'],
})

export const fieldDraft = z.object({
  id: uuid,
  /** Where it is asked. */
  path: areaPath,
  operationId: uuid.nullable().default(null),
  level: fieldLevels.schema,
  name: z.string().trim().min(2).max(40),
  kind: fieldKinds.schema,
  choices: z.array(z.string().trim().min(1).max(40)).max(20).default([]),
  unit: z.string().trim().min(1).max(10).nullable().default(null),
  /** The body that asks, and the person in charge there. */
  body: z.string().trim().min(2).max(100),
  person: z.string().trim().min(2).max(60),
  purpose: z.string().trim().min(4).max(300),
  /** The document it stands on. */
  basis,
  startsOn: day,
  endsOn: day,
  /** How it differs from what looks the same; needed only where something does. */
  differs: z.string().trim().min(4).max(200).nullable().default(null),
})
export type FieldDraft = z.infer<typeof fieldDraft>

/** 'coming', 'asked' now, 'ended' by itself, or 'withdrawn' by whoever asked. */
export const fieldStates = codes({
  coming: ['未开始', 'Not yet'],
  asked: ['征集中', 'Being asked'],
  ended: ['已到期', 'Ended'],
  withdrawn: ['已撤回', 'Withdrawn'],
})
export type FieldState = CodeOf<typeof fieldStates>

export const field = fieldDraft.extend({
  areaName: z.string(),
  state: fieldStates.schema,
  openedAt: moment,
  closedAt: moment.nullable(),
  /** Of the areas that are asked and that I see: how many, and how many have answered. */
  areas: z.int(),
  filled: z.int(),
})
export type Field = z.infer<typeof field>

export const fieldValue = z.union([z.number(), z.string().trim().max(200), z.null()])
export type FieldValue = z.infer<typeof fieldValue>

/** @param today the Shanghai day */
export const stateOf = (
  field: { startsOn: string; endsOn: string; closedAt: string | null },
  today: string,
): FieldState => {
  if (field.closedAt !== null) return 'withdrawn'
  if (today > field.endsOn) return 'ended'
  return today < field.startsOn ? 'coming' : 'asked'
}
