/**
 * Lists that are brought into a room: uploaded, their columns matched, judged row by row, then applied whole or not at all.
 * A room that takes lists spreads `listOperations` and `listEvents` into its contract and says what its fields are.
 */
import { z } from 'zod'
import { areaPath } from './area.ts'
import { codes } from './codes.ts'
import { command, event, query } from './contract.ts'
import { listColumn } from './list-columns.ts'
import { rowProblem } from './list-problems.ts'
import { defineProblems } from './problem.ts'
import type { Role } from './roles.ts'
import { uuid } from './uuid7.ts'

export const listStates = codes({
  reading: ['正在读取', 'Reading'],
  judging: ['正在比对', 'Comparing'],
  ready: ['待确认', 'To be confirmed'],
  applying: ['正在导入', 'Importing'],
  applied: ['已导入', 'Imported'],
  discarded: ['已放弃', 'Discarded'],
  failed: ['未能读取', 'Could not be read'],
})

export const rowVerdicts = codes({
  unjudged: ['未比对', 'Not compared yet'],
  new: ['新增', 'New'],
  same: ['无变化', 'No change'],
  changed: ['有更新', 'Changed'],
  conflict: ['与底册矛盾', 'Contradicts the register'],
  bad: ['有误', 'Wrong'],
  skipped: ['略过', 'Skipped'],
})
export type RowVerdict = (typeof rowVerdicts.values)[number]

export const listCounts = z.object({
  rows: z.int().default(0),
  new: z.int().default(0),
  same: z.int().default(0),
  changed: z.int().default(0),
  conflict: z.int().default(0),
  bad: z.int().default(0),
  skipped: z.int().default(0),
})
export type ListCounts = z.infer<typeof listCounts>

export const listProblems = defineProblems('list', {
  busy: [409, '名单正在处理，请稍候', 'The list is being worked on; please wait'],
  done: [409, '这份名单已经处理完毕', 'This list has already been dealt with'],
  nothing: [422, '没有可导入的行', 'There is no row to import'],
  badRows: [
    422,
    '还有 {bad} 行有误：请先更正，或确认暂不导入这些行',
    '{bad} rows are wrong: correct them, or confirm that they stay out',
  ],
  missingColumn: [422, '缺少必要的列：{column}', 'A necessary column is missing: {column}'],
  outOfDate: [
    409,
    '预览之后底册有变动，已重新比对，请再确认一次',
    'The register changed after the preview; it was judged again, please confirm once more',
  ],
})

/** The codes of what a list may hold, as `codes()` makes them. */
export interface ListFields<F extends string> {
  readonly values: readonly F[]
  readonly schema: z.ZodType<F, F>
}

const rowOf = <F extends string>(fields: ListFields<F>) =>
  z.object({
    rowNo: z.int(),
    verdict: rowVerdicts.schema,
    cells: z.array(z.string()),
    /** Whom or what of the room the row means; null for a new one. */
    subjectId: uuid.nullable(),
    /** For 'changed': which fields, as they are and as they would be (numbers masked). */
    changes: z.array(z.object({ field: fields.schema, from: z.string(), to: z.string() })),
    problems: z.array(rowProblem(fields)),
  })

const viewOf = <F extends string>(fields: ListFields<F>) =>
  z.object({
    id: uuid,
    path: areaPath,
    fileName: z.string(),
    state: listStates.schema,
    progress: z.number(),
    headerRow: z.int().nullable(),
    columns: z.array(listColumn(fields)),
    counts: listCounts,
    problem: z.tuple([z.string(), z.string()]).nullable(),
    madeAt: z.iso.datetime(),
    appliedAt: z.iso.datetime().nullable(),
  })
export type ListView<F extends string = string> = z.infer<ReturnType<typeof viewOf<F>>>
export type ListRowView<F extends string = string> = z.infer<ReturnType<typeof rowOf<F>>>

export const listOperations = <F extends string>({
  roles,
  fields,
}: {
  readonly roles: readonly Role[]
  readonly fields: ListFields<F>
}) => ({
  uploadList: command({
    words: ['上传名单', 'Upload a list'],
    roles,
    upload: true,
    /** `under`: the community (or a part of it) that the list is of. */
    input: z.object({ id: uuid, under: areaPath }),
    output: z.object({ id: uuid }),
  }),
  imports: query({
    words: ['已上传的名单', 'Lists that were uploaded'],
    roles,
    input: z.object({}),
    output: z.object({ imports: z.array(viewOf(fields)) }),
  }),
  importStatus: query({
    words: ['名单的处理进度', 'How far a list is'],
    roles,
    input: z.object({ id: uuid }),
    output: viewOf(fields),
  }),
  importRows: query({
    words: ['名单逐行预览', 'The list row by row, before anything is written'],
    roles,
    input: z.object({
      id: uuid,
      verdict: z.array(rowVerdicts.schema).optional(),
      after: z.int().default(0),
      limit: z.int().min(1).max(500).default(100),
    }),
    output: z.object({ rows: z.array(rowOf(fields)), next: z.int().nullable() }),
  }),
  mapColumns: command({
    words: ['更正列的对应', 'Correct how columns are matched'],
    roles,
    input: z.object({
      id: uuid,
      headerRow: z.int().min(0).optional(),
      columns: z.array(listColumn(fields).pick({ index: true, field: true })),
    }),
    output: z.object({}),
  }),
  exportBadRows: command({
    words: ['导出有误的行（附原因）', 'Export the rows that are wrong, with reasons'],
    roles,
    input: z.object({ id: uuid, lang: z.enum(['zh', 'en']).default('zh') }),
    output: z.object({ fileId: uuid }),
  }),
  applyImport: command({
    words: ['导入', 'Import'],
    roles,
    /** `leaveBad`: the person has seen the wrong rows and wants the rest in. */
    input: z.object({ id: uuid, leaveBad: z.boolean().default(false) }),
    output: z.object({}),
  }),
  discardImport: command({
    words: ['放弃这份名单', 'Discard this list'],
    roles,
    input: z.object({ id: uuid }),
    output: z.object({}),
  }),
})

const ofList = { importId: uuid }
export const listEvents = {
  listUploaded: event({ words: ['上传名单', 'List uploaded'], data: z.object(ofList) }),
  listApplied: event({
    words: ['导入名单', 'List imported'],
    data: z.object({ ...ofList, added: z.int(), changed: z.int() }),
  }),
  listDiscarded: event({ words: ['放弃名单', 'List discarded'], data: z.object(ofList) }),
}
