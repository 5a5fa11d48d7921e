/** What may be asked of reports, templates, snapshots and asked fields, and what may be heard from them. */
import { z } from 'zod'
import { areaPath } from '../../platform/pure/area.ts'
import { command, contract, event, query } from '../../platform/pure/contract.ts'
import { moment } from '../../platform/pure/time.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import { field, fieldDraft, fieldValue } from './field.ts'
import { part, report, result, snapshot, word } from './model.ts'
import { question } from './question.ts'
import { mark, template, templateLine, templatePart } from './template.ts'

const readers = ['officer', 'leader', 'grid-worker', 'superior'] as const
const keepers = ['officer', 'leader', 'grid-worker'] as const
const leaders = ['officer', 'leader'] as const

const purpose = z.string().trim().min(2).max(200)
const lang = z.enum(['zh', 'en']).default('zh')
const name = z.string().trim().min(2).max(80)
const file = z.object({ fileId: uuid })

export const picture = contract(
  'picture',
  {
    run: query({
      words: ['问一个问题', 'Ask a question'],
      roles: readers,
      input: z.object({ question, limit: z.int().min(1).max(500).default(50) }),
      output: result,
    }),
    reports: query({
      words: ['报表、模板', 'Reports and templates'],
      roles: readers,
      input: z.object({}),
      output: z.object({ reports: z.array(report), templates: z.array(templateLine) }),
    }),
    report: query({
      words: ['一张报表', 'One report'],
      roles: readers,
      input: z.object({ id: uuid }),
      output: report,
    }),
    saveReport: command({
      words: ['保存报表', 'Save a report'],
      roles: keepers,
      /** `version` of the one that is changed; absent for a new one. */
      input: z.object({
        id: uuid,
        name,
        question,
        pinned: z.boolean().default(false),
        version: z.int().optional(),
      }),
      output: report,
    }),
    removeReport: command({
      words: ['删除报表', 'Remove a report'],
      roles: keepers,
      input: z.object({ id: uuid, version: z.int() }),
      output: z.object({}),
    }),
    exportReport: command({
      words: ['导出报表', 'Export a report'],
      roles: readers,
      input: z.object({ question, name, purpose, lang }),
      output: file,
    }),

    daily: query({
      words: ['检测日报', 'Daily report of a round'],
      roles: readers,
      /** `under` narrows it to a part of the asker's area. */
      input: z.object({ roundId: uuid, under: areaPath.optional() }),
      output: z.object({ at: moment, area: areaPath, areaName: z.string(), parts: z.array(part) }),
    }),
    exportDaily: command({
      words: ['导出检测日报', 'Export the daily report'],
      roles: readers,
      input: z.object({ roundId: uuid, under: areaPath.optional(), purpose, lang }),
      output: file,
    }),
    pinSnapshot: command({
      words: ['存档：当时报的数', 'Pin what is told now'],
      roles: leaders,
      input: z.object({
        id: uuid,
        of: z.enum(['daily', 'report']),
        /** The round, or the saved report. */
        ofId: uuid,
        under: areaPath.optional(),
        name: z.string().trim().min(1).max(80),
      }),
      output: snapshot,
    }),
    snapshots: query({
      words: ['存档列表', 'What was pinned'],
      roles: ['officer', 'leader', 'superior'],
      input: z.object({ ofId: uuid.optional() }),
      output: z.object({ snapshots: z.array(snapshot) }),
    }),
    snapshot: query({
      words: ['一份存档', 'One snapshot'],
      roles: ['officer', 'leader', 'superior'],
      input: z.object({ id: uuid }),
      output: snapshot.extend({ parts: z.array(part) }),
    }),

    template: query({
      words: ['一份模板', 'One template'],
      roles: readers,
      input: z.object({ id: uuid }),
      output: template,
    }),
    uploadTemplate: command({
      words: ['上传上级模板', 'Upload a superior’s template'],
      roles: keepers,
      upload: true,
      input: z.object({ id: uuid, name }),
      output: z.object({ id: uuid }),
    }),
    markTemplate: command({
      words: ['设定模板取数', 'Say what goes into which cell'],
      roles: keepers,
      input: z.object({
        id: uuid,
        version: z.int(),
        name,
        pinned: z.boolean(),
        parts: z.array(templatePart).max(8),
        marks: z.array(mark).max(2000),
      }),
      output: template,
    }),
    removeTemplate: command({
      words: ['删除模板', 'Remove a template'],
      roles: keepers,
      input: z.object({ id: uuid, version: z.int() }),
      output: z.object({}),
    }),
    fillTemplate: command({
      words: ['按模板填好并导出', 'Fill the template and export it'],
      roles: readers,
      input: z.object({ id: uuid, purpose, lang }),
      output: file,
    }),

    fields: query({
      words: ['向社区征集的字段', 'Fields asked of communities'],
      roles: readers,
      input: z.object({}),
      output: z.object({ fields: z.array(field) }),
    }),
    load: query({
      words: ['社区填报负担', 'How much is asked of communities'],
      roles: readers,
      input: z.object({}),
      output: z.object({
        /** The last weeks, this one last: fields asked of a community. */
        weeks: z.array(z.object({ week: z.string(), average: z.number(), most: z.int() })),
        /** Figures and columns of the reports seen here that nobody fills in. */
        selfFilling: z.int(),
        /** Fields being asked now. */
        asked: z.int(),
      }),
    }),
    askField: command({
      words: ['征集一个字段', 'Ask communities for a field'],
      roles: leaders,
      input: fieldDraft,
      output: field,
    }),
    withdrawField: command({
      words: ['撤回征集', 'Withdraw a field'],
      roles: leaders,
      input: z.object({ id: uuid }),
      output: field,
    }),
    fieldLines: query({
      words: ['各区域的填报', 'What each area filled in'],
      roles: readers,
      input: z.object({ id: uuid, under: areaPath.optional() }),
      output: z.object({
        field,
        lines: z.array(
          z.object({
            path: areaPath,
            name: z.string(),
            value: fieldValue,
            at: moment.nullable(),
            author: z.string().nullable(),
          }),
        ),
      }),
    }),
    fieldHistory: query({
      words: ['一个区域的填报历史', 'What one area filled in over time'],
      roles: readers,
      input: z.object({ id: uuid, path: areaPath }),
      output: z.object({
        values: z.array(z.object({ value: fieldValue, at: moment, author: z.string() })),
      }),
    }),
    fillField: command({
      words: ['填报', 'Fill a field in'],
      roles: keepers,
      input: z.object({
        fieldId: uuid,
        items: z
          .array(z.object({ id: uuid, path: areaPath, value: fieldValue }))
          .min(1)
          .max(500),
      }),
      output: z.object({ filled: z.int() }),
    }),
    /** While a name is being typed: what is asked or known already. */
    looksLike: query({
      words: ['是否已有相同字段', 'Is this asked or known already?'],
      roles: leaders,
      input: z.object({ name: z.string().trim().min(1).max(40), path: areaPath.optional() }),
      output: z.object({
        field: field.nullable(),
        known: z.object({ words: word, source: word }).nullable(),
      }),
    }),
  },
  {
    reportSaved: event({
      words: ['保存报表', 'Report saved'],
      data: z.object({ reportId: uuid, pinned: z.boolean() }),
    }),
    reportRemoved: event({ words: ['删除报表', 'Report removed'], data: z.object({ reportId: uuid }) }),
    snapshotPinned: event({
      words: ['存档报表', 'Snapshot pinned'],
      data: z.object({ snapshotId: uuid, of: z.string(), ofId: uuid }),
    }),
    templateUploaded: event({ words: ['上传模板', 'Template uploaded'], data: z.object({ templateId: uuid }) }),
    templateMarked: event({
      words: ['设定模板取数', 'Template marked'],
      data: z.object({ templateId: uuid, marks: z.int() }),
    }),
    templateRemoved: event({ words: ['删除模板', 'Template removed'], data: z.object({ templateId: uuid }) }),
    fieldAsked: event({
      words: ['征集字段', 'Field asked'],
      data: z.object({ fieldId: uuid, level: z.string(), endsOn: z.string() }),
    }),
    fieldWithdrawn: event({ words: ['撤回征集', 'Field withdrawn'], data: z.object({ fieldId: uuid }) }),
    fieldFilled: event({
      words: ['填报字段', 'Field filled in'],
      data: z.object({ fieldId: uuid, areas: z.int() }),
    }),
  },
)
