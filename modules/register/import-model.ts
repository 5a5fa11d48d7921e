/** Nouns of an import: the columns of somebody's list, its rows with their verdicts, and the counts. */
import { z } from 'zod'
import { type CodeOf, codes } from '../../platform/pure/codes.ts'
import { listColumn } from '../../platform/pure/list-columns.ts'
import { rowProblem } from '../../platform/pure/list-problems.ts'
import { uuid } from '../../platform/pure/uuid7.ts'

export const importFields = codes({
  name: ['姓名', 'Name'],
  sex: ['性别', 'Sex'],
  birthDate: ['出生日期', 'Birth date'],
  idType: ['证件类型', 'Document type'],
  idNumber: ['证件号码', 'Identity number'],
  phone: ['电话', 'Phone'],
  compound: ['小区', 'Compound'],
  building: ['楼栋', 'Building'],
  unit: ['单元', 'Unit'],
  room: ['房号', 'Room'],
  address: ['地址', 'Address'],
  residence: ['户籍情况', 'Residence'],
  tenancy: ['房屋情况', 'Tenancy'],
  relation: ['与户主关系', 'Relation to head'],
  work: ['作息', 'Work'],
  groups: ['重点人群', 'Key groups'],
  note: ['备注', 'Note'],
})
export type ImportField = CodeOf<typeof importFields>

export const importState = codes({
  reading: ['正在读取', 'Reading'],
  judging: ['正在比对', 'Comparing'],
  ready: ['待确认', 'To be confirmed'],
  applying: ['正在导入', 'Importing'],
  applied: ['已导入', 'Imported'],
  discarded: ['已放弃', 'Discarded'],
  failed: ['未能读取', 'Could not be read'],
})

export const importVerdicts = codes({
  unjudged: ['未比对', 'Not compared yet'],
  new: ['新增', 'New'],
  same: ['无变化', 'No change'],
  changed: ['有更新', 'Changed'],
  conflict: ['与底册矛盾', 'Contradicts the register'],
  bad: ['有误', 'Wrong'],
  skipped: ['略过', 'Skipped'],
})

export const importColumn = listColumn(importFields)
export type ImportColumn = z.infer<typeof importColumn>

export const importCounts = z.object({
  rows: z.int().default(0),
  new: z.int().default(0),
  same: z.int().default(0),
  changed: z.int().default(0),
  conflict: z.int().default(0),
  bad: z.int().default(0),
  skipped: z.int().default(0),
})

export const importRow = z.object({
  rowNo: z.int(),
  verdict: importVerdicts.schema,
  cells: z.array(z.string()),
  residentId: uuid.nullable(),
  /** For 'changed': which fields, as they are and as they would be (numbers masked). */
  changes: z.array(z.object({ field: importFields.schema, from: z.string(), to: z.string() })),
  problems: z.array(rowProblem(importFields)),
})
export type ImportRow = z.infer<typeof importRow>
