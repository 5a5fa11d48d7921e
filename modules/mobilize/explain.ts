/** How a department's quota came about, in sentences: share, what stopped it, its group, its remainder. */
import { type Params, say, type Lang, words } from '../../platform/pure/words.ts'
import type { Fraction } from './model.ts'
import type { Method } from './policy.ts'
import type { Hold, Quota } from './quotas.ts'

const reasons = words({
  share: ['按比例应得 {share}', 'Its share is {share}'],
  floor: ['按下限为 {adjusted}', 'held up at its floor of {adjusted}'],
  cap: ['按上限为 {adjusted}', 'held at its cap of {adjusted}'],
  eligible: ['能来的只有 {adjusted} 人', 'only {adjusted} can come'],
  kept: ['已有 {adjusted} 人要来', '{adjusted} are coming already'],
  group: ['“{group}”已到上限，组内分得 {adjusted}', '“{group}” is at its cap; within it {adjusted}'],
  moved: ['别处受限后重新分配为 {adjusted}', 'dealt anew after others were held: {adjusted}'],
  extra: ['余数 {rest} 排第 {rank}，多得 1 个', 'its remainder {rest} is number {rank}: one more'],
  noExtra: ['余数 {rest} 排第 {rank}，不再多得', 'its remainder {rest} is number {rank}: no more'],
  webster: ['按韦伯斯特法取整为 {quota}', 'rounded to {quota} by Webster'],
  lot: ['零头由抽签定，得 {quota}', 'the odd part was drawn by lot: {quota}'],
  whole: ['正好 {quota}', 'exactly {quota}'],
})

/** Three decimals, and no more than are there. */
const decimal = ([above, below]: Fraction): string => String(Math.round((above / below) * 1000) / 1000)

const same = (one: Fraction, other: Fraction): boolean => one[0] * other[1] === other[0] * one[1]

function rounding({ adjusted, rank, extra, held }: Quota, method: Method): keyof typeof reasons | null {
  if (held !== null) return null
  if (adjusted[0] % adjusted[1] === 0) return 'whole'
  if (method === 'webster') return 'webster'
  if (method === 'lottery') return 'lot'
  return rank === null ? null : extra ? 'extra' : 'noExtra'
}

/** One sentence: "按比例应得 12.4；余数 0.4 排第 2，多得 1 个". */
export function explainQuota(line: Quota, method: Method, lang: Lang): string {
  const { share, adjusted, held, group, rank, quota } = line
  const params: Params = {
    share: decimal(share),
    adjusted: decimal(adjusted),
    rest: decimal([adjusted[0] % adjusted[1], adjusted[1]]),
    rank: rank ?? 0,
    quota,
    group: group ?? '',
  }
  const stopped: keyof typeof reasons | Hold | null =
    held ?? (group !== null ? 'group' : same(share, adjusted) ? null : 'moved')
  const said = (['share', stopped, rounding(line, method)] as const).flatMap((key) =>
    key === null ? [] : [say(reasons[key], lang, params)],
  )
  return said.join(lang === 'zh' ? '；' : '; ')
}
