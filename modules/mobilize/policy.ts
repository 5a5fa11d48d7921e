/**
 * What a place may set about a draw, as a file that others can read: an unknown key is an error, never ignored.
 * Defaults: largest remainder by headcount, no floors or caps, nobody weighed by service, every exemption honoured, 1000 panels.
 */
import { z } from 'zod'
import { type CodeOf, codes } from '../../platform/pure/codes.ts'
import { type Word, words } from '../../platform/pure/words.ts'
import { genders } from './model.ts'

export const methods = codes({
  'largest-remainder': ['最大余数法', 'largest remainder (Hamilton)'],
  webster: ['韦伯斯特法', 'Webster (Sainte-Laguë)'],
  lottery: ['系统抽签', 'systematic lottery'],
})
export type Method = CodeOf<typeof methods>

export const serviceRules = codes({
  none: ['不计', 'not weighed'],
  last: ['近期上过岗的排在最后', 'who served lately comes last'],
  weights: ['按近期天数降低机会', 'a smaller chance by days served'],
})
export type ServiceRule = CodeOf<typeof serviceRules>

const count = z.int().min(0).max(100_000)

const served = z
  .strictObject({
    rule: serviceRules.schema.default('none'),
    /** Upper ends of the bands, in days: [0, 7] makes three bands: 0, 1–7, 8 and more. */
    bands: z.array(count).max(9).default([0]),
    /** One chance a band relative to each other, for `weights`; without it each band has half of the one before. */
    weights: z.array(z.number().gt(0).max(1)).optional(),
    /** Who has served more days than this is not drawn at all. */
    atMost: count.optional(),
  })
  .check((context) => {
    const { bands, weights } = context.value
    const wrong = (path: string, message: string) =>
      void context.issues.push({ code: 'custom', message, path: [path], input: context.value })
    if (bands.some((end, at) => at > 0 && end <= (bands[at - 1] as number))) wrong('bands', 'ascending')
    if (weights !== undefined && weights.length !== bands.length + 1) wrong('weights', 'perBand')
  })

const group = z
  .strictObject({
    name: z.string().min(1).max(100),
    departments: z.array(z.string().min(1)).min(1),
    /** Of all seats, 0 … 1; rounded down to whole people. */
    share: z.number().min(0).max(1).optional(),
    cap: count.optional(),
  })
  .check((context) => {
    if (context.value.share === undefined && context.value.cap === undefined)
      context.issues.push({ code: 'custom', message: 'noCap', path: [], input: context.value })
  })

export const policySchema = z.strictObject({
  apportionment: methods.schema.default('largest-remainder'),
  /** Whether a department's part goes by all its people or by those who may be drawn. */
  by: z.enum(['headcount', 'eligible']).default('headcount'),
  departments: z
    .record(z.string().min(1), z.strictObject({ floor: count.optional(), cap: count.optional() }))
    .default({}),
  groups: z
    .array(group)
    .check((context) => {
      const names = context.value.map(({ name }) => name)
      const same = names.find((name, at) => names.indexOf(name) !== at)
      if (same !== undefined) context.issues.push({ code: 'custom', message: 'sameName', path: [same], input: names })
      const all = context.value.flatMap(({ departments }) => departments)
      const twice = all.find((department, at) => all.indexOf(department) !== at)
      if (twice !== undefined) context.issues.push({ code: 'custom', message: 'twice', path: [twice], input: all })
    })
    .default([]),
  /** At least so many who can do it. */
  skills: z.record(z.string().min(1), count).default({}),
  genders: z.partialRecord(genders.schema, count).default({}),
  served: served.prefault({}),
  exemptions: z
    .strictObject({
      /** Reasons that do not exempt this time. */
      waive: z.array(z.string()).default([]),
      /** Why, and who decided it. */
      reason: z.string().min(1).max(200).optional(),
      by: z.string().min(1).max(200).optional(),
    })
    .prefault({}),
  /** Numbered panels of equal chance; ten or a hundred times as many where these would cost somebody more than a twentieth of the smallest chance. */
  panels: z.int().min(1).max(10_000).default(1000),
})
export type Policy = z.infer<typeof policySchema>

const policyWords = words({
  unknown: ['政策中有不认识的项：{keys}', 'The policy has unknown keys: {keys}'],
  wrong: ['政策的“{path}”不对：{why}', 'The policy’s “{path}” is not right: {why}'],
  ascending: [
    '政策的“{path}”：天数要从小到大，不能重复',
    'The policy’s “{path}”: days must rise, none the same as the one before',
  ],
  perBand: [
    '政策的“{path}”：每一档要有一个权重，比 bands 多一个',
    'The policy’s “{path}”: one weight a band, one more than bands',
  ],
  noCap: [
    '政策的“{path}”：要写明 share（占比）或 cap（人数）',
    'The policy’s “{path}”: say share (of all) or cap (people)',
  ],
  sameName: ['两个组同名：{path}', 'Two groups have the same name: {path}'],
  twice: ['一个部门只能在一个组里：{path}', 'A department can be in one group only: {path}'],
})

export interface PolicyProblem {
  readonly word: Word
  readonly params: Readonly<Record<string, string>>
}

/** The policy with its defaults, or everything that is wrong with it. */
export function readPolicy(
  value: unknown,
):
  | { readonly ok: true; readonly policy: Policy }
  | { readonly ok: false; readonly problems: readonly PolicyProblem[] } {
  const read = policySchema.safeParse(value)
  if (read.success) return { ok: true, policy: read.data }
  const problems = read.error.issues.map((issue): PolicyProblem => {
    const path = issue.path.map(String).join('.')
    if (issue.code === 'unrecognized_keys') {
      const keys = issue.keys.map((key) => (path === '' ? key : `${path}.${key}`)).join(', ')
      return { word: policyWords.unknown, params: { keys } }
    }
    if (issue.code === 'custom' && Object.hasOwn(policyWords, issue.message))
      return { word: policyWords[issue.message as keyof typeof policyWords], params: { path } }
    return { word: policyWords.wrong, params: { path, why: issue.message } }
  })
  return { ok: false, problems }
}

/** The band of somebody who served so many days: 0 for the least. */
export const bandOf = (policy: Policy, servedDays: number): number =>
  policy.served.rule === 'none' ? 0 : policy.served.bands.filter((end) => servedDays > end).length

/** A band's chance relative to the others'; 1 where service is not weighed. */
export const weightOf = (policy: Policy, band: number): number =>
  policy.served.rule === 'weights' ? (policy.served.weights?.[band] ?? 0.5 ** band) : 1
