/**
 * What can be wrong with a row of any list, in words that say what to do; a room adds its own and may say some of these
 * more exactly. A fault keeps the row out until it is mended; a remark only tells what was understood.
 */
import { z } from 'zod'
import { type Params, sayBoth, type Word, words } from './words.ts'

export const listFaults = words({
  'no-name': ['没有名称，请补上', 'The name is missing; add it'],
  'bad-name': ['姓名里有数字或符号，或过长，请改正', 'The name has digits or signs in it, or is too long; correct it'],
  'bad-date': [
    '日期不成立或看不懂，请写成 2001-03-05 这样',
    'The date is not a real day or not understood; write it like 2001-03-05',
  ],
  'incomplete-date': ['日期不完整，请写到日', 'The date is incomplete; give year, month and day'],
  'ambiguous-date': [
    '日期分不清年月日，请写成 2001-03-05 这样',
    'Day, month and year cannot be told apart; write the date like 2001-03-05',
  ],
  'bad-phone': [
    '电话位数不对或看不懂，请改正；没有电话就留空',
    'The phone number is not right; correct it, or leave it empty if there is none',
  ],
  'bad-count': ['数量看不懂，请只写一个整数', 'The number is not understood; write one whole number'],
  'mangled-phone': [
    '电话已被 Excel 当作数字改坏，请把该列设为文本后重新填写',
    'Excel has turned the phone into a rounded figure; set the column to text and enter it again',
  ],
  'address-is-date': [
    '住址被 Excel 变成了日期（如 3-2 变 3月2日），请把该列设为文本后重新填写',
    'Excel has turned the address into a date (3-2 into 2 March); set the column to text and enter it again',
  ],
  'broken-cell': [
    '单元格里是公式错误（如 #N/A），请填写真实内容',
    'The cell holds a formula error such as #N/A; enter the real content',
  ],
})

export const listRemarks = words({
  'unknown-word': ['“{title}”一栏的写法看不懂，已略过', 'What column “{title}” says was not understood and left out'],
  'several-phones': ['有几个电话，取第一个', 'There are several phone numbers; the first was taken'],
  'phone-without-area': ['固定电话没有区号，照录', 'A landline without its area code, taken as it is'],
  'count-about': ['数量写的是约数，按所写数字记录', 'An approximate number, taken as written'],
  'note-cut': ['备注过长，只留前 500 字', 'The note is long; its first 500 characters were kept'],
  'name-cleaned': ['姓名里的空格或括号内容已去掉', 'Spaces or brackets in the name were removed'],
  'address-read': ['{why}', '{why}'],
  'repeated-row': ['与第 {row} 行完全相同，略过', 'The same as row {row}; passed over'],
  'total-row': ['合计或说明，略过', 'A total or a remark; passed over'],
  'header-again': ['表头或填写说明，略过', 'The header once more, or how to fill it in; passed over'],
})

export type ListFault = keyof typeof listFaults
export type ListRemark = keyof typeof listRemarks
/** What the readers of single cells find. */
export type CellFault = Exclude<ListFault, 'no-name' | 'address-is-date' | 'broken-cell'>
export type CellRemark = Extract<
  ListRemark,
  'several-phones' | 'phone-without-area' | 'count-about' | 'note-cut' | 'name-cleaned'
>

/** A fault or remark as it is stored: parameters hold nothing personal. */
export interface Noticed<F extends string = string, C extends string = string> {
  field: F | null
  code: C
  params?: Params
  /** Where the reason comes from another rule (an address), its words. */
  why?: Word
}

/** A fault or remark on the wire: what is wrong and what to do, in both languages. */
export const rowProblem = <F extends string>(fields: { readonly schema: z.ZodType<F, F> }) =>
  z.object({
    field: fields.schema.nullable(),
    code: z.string(),
    words: z.tuple([z.string(), z.string()]),
  })
export interface RowProblem<F extends string = string> {
  field: F | null
  code: string
  words: [zh: string, en: string]
}

/** Says faults and remarks in both languages, parameters filled in. A code that the catalogue lost since it was stored stands for itself. */
export const problemSpeaker =
  (catalogue: Readonly<Record<string, Word>>) =>
  <F extends string>({ field, code, params, why }: Noticed<F>): RowProblem<F> => {
    const [zh, en] = why ?? sayBoth(catalogue[code] ?? [code, code], params)
    return { field, code, words: [zh, en] }
  }
