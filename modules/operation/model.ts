/** An operation (行动): why, on what basis, where and from when. Everything personal that the work creates belongs to one. */
import { z } from 'zod'
import { areaPath } from '../../platform/pure/area.ts'
import { codes } from '../../platform/pure/codes.ts'
import { defineProblems } from '../../platform/pure/problem.ts'
import { day, moment } from '../../platform/pure/time.ts'
import { uuid } from '../../platform/pure/uuid7.ts'

export const hazards = codes({
  epidemic: ['传染病疫情', 'Epidemic'],
  'mosquito-borne': ['蚊媒传染病', 'Mosquito-borne disease'],
  typhoon: ['台风', 'Typhoon'],
  flood: ['洪涝', 'Flood'],
  other: ['其他', 'Other'],
})
export const operationStates = codes({ open: ['进行中', 'Open'], ended: ['已结束', 'Ended'] })

/** The document an operation stands on. */
export const basis = z.object({
  issuer: z.string().trim().min(2).max(100),
  title: z.string().trim().min(2).max(200),
  number: z.string().trim().max(80).default(''),
  date: day,
})

export const operation = z.object({
  id: uuid,
  path: areaPath,
  areaName: z.string(),
  name: z.string(),
  hazard: hazards.schema,
  purpose: z.string(),
  basis,
  startsAt: moment,
  state: operationStates.schema,
  openedAt: moment,
  endedAt: moment.nullable(),
})
export type Operation = z.infer<typeof operation>

export const operationDraft = z.object({
  id: uuid,
  path: areaPath,
  name: z.string().trim().min(2).max(80),
  hazard: hazards.schema,
  purpose: z.string().trim().min(4).max(500),
  basis,
  startsAt: moment,
})

export const problems = defineProblems('operation', {
  ended: [409, '行动已经结束', 'The operation has ended'],
  openRounds: [
    409,
    '还有 {rounds} 个检测轮次未关闭，请先关闭',
    '{rounds} testing rounds are still open; close them first',
  ],
})
