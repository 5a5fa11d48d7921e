/** The nouns of a compared list as its desk sees them: the list, its lines, whom they may be, and what was decided. */
import { z } from 'zod'
import { areaPath } from '../../platform/pure/area.ts'
import { type CodeOf, codes } from '../../platform/pure/codes.ts'
import { defineProblems } from '../../platform/pure/problem.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import { idTypes, sexes } from '../register/model.ts'

export const compareStates = codes({
  coming: ['正在导入', 'Coming in'],
  waiting: ['等待比对', 'Waiting to be compared'],
  comparing: ['正在比对', 'Being compared'],
  compared: ['已比对', 'Compared'],
  failed: ['未能比对', 'Could not be compared'],
})

/** Where a line stands, by the comparison and by whatever was decided after it. */
export const standings = codes({
  waiting: ['未比对', 'Not compared yet'],
  matched: ['已对上', 'Matched'],
  look: ['请核对', 'Please look'],
  missing: ['底册中没有', 'Not in the register'],
  'not-here': ['上门查无此人', 'Visited: not here'],
})
export type Standing = CodeOf<typeof standings>

export const decisionKinds = codes({
  same: ['是同一个人', 'The same person'],
  nobody: ['都不是', 'None of these'],
  undone: ['撤回决定', 'Decision taken back'],
  found: ['上门找到，已在底册', 'Found at the door, in the register'],
  registered: ['上门找到，新登记', 'Found at the door, newly registered'],
  'not-here': ['上门查无此人', 'Visited: not here'],
})
export type DecisionKind = CodeOf<typeof decisionKinds>

export const outcomes = codes({
  same: decisionKinds.words.same,
  nobody: decisionKinds.words.nobody,
  found: decisionKinds.words.found,
  registered: decisionKinds.words.registered,
  'not-here': decisionKinds.words['not-here'],
})

const word = z.tuple([z.string(), z.string()])
const madeAt = z.iso.datetime()

export const comparedList = z.object({
  id: uuid,
  operationId: uuid,
  path: areaPath,
  areaName: z.string(),
  fileName: z.string(),
  state: compareStates.schema,
  /** 0–1 while it is being compared. */
  progress: z.number(),
  problem: word.nullable(),
  madeAt,
  comparedAt: madeAt.nullable(),
  /** Seconds that the comparison took. */
  seconds: z.number().nullable(),
  /** Of the register, that the lines were compared with. */
  people: z.int().nullable(),
  counts: z.object({
    lines: z.int(),
    matched: z.int(),
    look: z.int(),
    missing: z.int(),
    notHere: z.int(),
    /** By a person, whatever was decided. */
    decided: z.int(),
  }),
})
export type ComparedList = z.infer<typeof comparedList>

/** Somebody of the register, as far as the asker may see them. */
export const person = z.object({
  id: uuid,
  name: z.string(),
  sex: sexes.schema.nullable(),
  birthDate: z.string().nullable(),
  idType: idTypes.schema,
  idMasked: z.string().nullable(),
  phoneMasked: z.string().nullable(),
  path: areaPath,
  address: z.string(),
})
export type Person = z.infer<typeof person>

export const line = z.object({
  rowNo: z.int(),
  name: z.string().nullable(),
  idMasked: z.string().nullable(),
  phoneMasked: z.string().nullable(),
  birthDate: z.string().nullable(),
  sex: z.string().nullable(),
  address: z.string().nullable(),
  note: z.string().nullable(),
  standing: standings.schema,
  outcome: outcomes.schema.nullable(),
  probability: z.number().nullable(),
  because: word.nullable(),
  /** Whom the line stands for; null where for nobody, or for somebody who has left. */
  resident: z.object({ id: uuid, name: z.string(), address: z.string(), path: areaPath }).nullable(),
  /** The building or compound that its address speaks of. */
  place: z.object({ path: areaPath, name: z.string() }).nullable(),
  /** How many decisions there have been: to be sent back with the next, so that two people do not decide past each other. */
  decisions: z.int(),
})
export type Line = z.infer<typeof line>

export const comparedCandidate = z.object({
  /** null when the person has left the register since. */
  person: person.nullable(),
  registerId: uuid,
  probability: z.number(),
  bits: z.number(),
  fields: z.array(z.object({ field: z.string(), level: z.string(), bits: z.number(), words: word })),
})
export type ComparedCandidate = z.infer<typeof comparedCandidate>

export const decision = z.object({
  seq: z.int(),
  kind: decisionKinds.schema,
  residentName: z.string().nullable(),
  accountName: z.string().nullable(),
  at: madeAt,
  /** Decided in an earlier list and remembered here. */
  remembered: z.boolean(),
})

export const problems = defineProblems('matching', {
  noOperation: [422, '行动已经结束，不能再比对名单', 'The operation has ended; no list can be compared for it'],
  notOpened: [409, '请先说明名单属于哪个行动', 'Say first which operation the list belongs to'],
  notCompared: [409, '名单还没有比对完', 'The list has not been compared yet'],
  tooMuchPaper: [
    422,
    '共 {n} 人，一次最多打印 {most} 人，请改用导出',
    '{n} people; at most {most} are printed at once. Export the list instead',
  ],
  busy: [409, '正在比对，请稍候', 'It is being compared; please wait'],
  decidedMeanwhile: [
    409,
    '这一行刚刚有人处理过，现在显示的是最新结果，请再看一眼',
    'Somebody has just decided this line; the latest is shown now, please look again',
  ],
  notACandidate: [422, '所选的人不在这个范围的底册里', 'The person chosen is not in the register of this area'],
  nothingToUndo: [409, '没有可撤回的决定', 'There is no decision to take back'],
})
