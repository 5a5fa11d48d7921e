/** A superior's own Excel form, and which figure stands in which of its cells. */
import { z } from 'zod'
import { areaPath } from '../../platform/pure/area.ts'
import { codes } from '../../platform/pure/codes.ts'
import { moment } from '../../platform/pure/time.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import { cell, word } from './model.ts'
import { question } from './question.ts'

/** What a form asks for that is no figure. */
export const facts = codes({
  today: ['日期', 'Date'],
  now: ['时间', 'Time'],
  area: ['单位', 'Area'],
  who: ['填表人', 'Filled in by'],
  round: ['轮次', 'Round'],
})

/** A question that the form takes figures from. */
export const templatePart = z.object({ name: z.string().trim().min(1).max(80), question })
export type TemplatePart = z.infer<typeof templatePart>
const MOST_PARTS = 8

export const partOutputs = z.object({ list: z.boolean(), titles: z.array(word) })
export type PartOutputs = z.infer<typeof partOutputs>

const partNo = z
  .int()
  .min(0)
  .max(MOST_PARTS - 1)
const outputNo = z.int().min(0).max(60)
export const takes = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fact'), fact: facts.schema }),
  /** One figure: of the line with these keys; `null`: of the first (and of a question in all only) line. */
  z.object({
    kind: z.literal('value'),
    part: partNo,
    output: outputNo,
    keys: z.array(cell).max(3).nullable(),
    /** What the line was called when it was chosen. */
    label: z.string().max(80).default(''),
  }),
  /** All lines downward: the row of the cell repeats. */
  z.object({ kind: z.literal('list'), part: partNo, output: outputNo }),
])
export type Takes = z.infer<typeof takes>

export const mark = z.object({
  sheet: z.string().min(1).max(31),
  cell: z.string().regex(/^[A-Z]{1,3}[1-9]\d{0,5}$/),
  /** The placeholder that is replaced within the cell's text; null: the whole cell. */
  within: z.string().min(1).max(40).nullable(),
  takes,
})
export type Mark = z.infer<typeof mark>

export const templateLine = z.object({
  id: uuid,
  path: areaPath,
  areaName: z.string(),
  name: z.string(),
  fileName: z.string(),
  marks: z.int(),
  pinned: z.boolean(),
  mine: z.boolean(),
  mayChange: z.boolean(),
  version: z.int(),
  savedAt: moment,
})

export const grid = z.object({
  name: z.string(),
  columns: z.int(),
  rows: z.array(
    z.object({ row: z.int(), cells: z.array(z.object({ at: z.string(), text: z.string(), formula: z.boolean() })) }),
  ),
  merges: z.array(z.string()),
  widths: z.array(z.number().nullable()),
})
export type Grid = z.infer<typeof grid>

export const template = templateLine.omit({ marks: true }).extend({
  sheets: z.array(grid),
  parts: z.array(templatePart).max(MOST_PARTS),
  marks: z.array(mark).max(2000),
  /** Placeholders written in cells that nothing was chosen for yet. */
  unmarked: z.array(z.object({ sheet: z.string(), cell: z.string(), within: z.string() })),
  /** What comes out of each part: its headings, and whether it is more than one line. */
  outputs: z.array(partOutputs),
})
export type Template = z.infer<typeof template>
