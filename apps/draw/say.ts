/** What the command says on the way and at its end. */
import { explainQuota } from '../../modules/mobilize/explain.ts'
import type { Plan } from '../../modules/mobilize/plan.ts'
import { changeText, type Shortfall, shortfallText } from '../../modules/mobilize/shortfall.ts'
import type { Draft, Transcript } from '../../modules/mobilize/transcript.ts'
import { findingWord, placeWord, unprovedWord, type Verdict } from '../../modules/mobilize/verify.ts'
import { type Lang, say, words } from '../../platform/pure/words.ts'

const told = words({
  unmet: ['不能满足：', 'Cannot be met:'],
  change: ['  可以：{change}', '  You may: {change}'],
  bound: [
    '最小机会：上限 {bound}（线性规划证明），取整前 {exact}，{panels} 组公布后 {lowest}，取整损失 {loss}',
    'Smallest chance: bound {bound} (proved by linear programming), before rounding {exact}, by {panels} published panels {lowest}, loss {loss}',
  ],
  never: ['按这些规定不可能被抽中的：{count} 人', 'People whom no panel under these rules can hold: {count}'],
  published: ['抽签前公布的指纹：{published}', 'Digest to publish before the draw: {published}'],
  drawn: ['抽中第 {panel} 组，{count} 人', 'Panel {panel} is drawn: {count} people'],
  confirmed: [
    '核验无误：第 {panel} 组（共 {panels} 组），{drawn} 人',
    'Confirmed: panel {panel} of {panels}, {drawn} people',
  ],
  fair: [
    '最小机会 {lowest}，任何办法都超不过 {bound}',
    'Smallest chance {lowest}; no draw under these rules could exceed {bound}',
  ],
  compare: ['请与抽签前公布的指纹对照：{published}', 'Hold it against the digest posted before the draw: {published}'],
  given: [
    '注意：种子是直接给的，没有事先承诺；要相信给种子的人。',
    'Note: the seed was given, without commitments beforehand; whoever gave it must be trusted.',
  ],
  refuted: [
    '核验不符。改动在下列地方，靠它们得出的部分不再核验：',
    'Refuted. Altered, and what follows from it not checked any further:',
  ],
  altered: ['  {place}：{what}', '  {place}: {what}'],
})

export const line = (text: string): void => void process.stdout.write(`${text}\n`)

export function tellShortfalls(shortfalls: readonly Shortfall[], lang: Lang): void {
  line(say(told.unmet, lang))
  for (const one of shortfalls) {
    line(shortfallText(one, lang))
    for (const change of one.changes) line(say(told.change, lang, { change: changeText(change, lang) }))
  }
}

export function tellQuotas({ quotas, policy }: Plan, lang: Lang): void {
  for (const one of quotas) line(`${one.department}\t${one.quota}\t${explainQuota(one, policy.apportionment, lang)}`)
}

const figure = (value: number): string => String(Number(value.toPrecision(7)))

export function tellDraft({ chances, panels, roster, published }: Draft, lang: Lang): void {
  const { bound, exact, lowest, loss } = chances
  line(
    say(told.bound, lang, {
      ...{ bound: figure(bound), exact: figure(exact), lowest: figure(lowest), loss: figure(Math.max(0, loss)) },
      panels: panels.numbered.length,
    }),
  )
  const never = chances.never.reduce((sum, type) => sum + (roster[type]?.size ?? 0), 0)
  if (never > 0) line(say(told.never, lang, { count: never }))
  line(say(told.published, lang, { published }))
}

export const tellDrawn = ({ panel, drawn }: Transcript, lang: Lang): void =>
  line(say(told.drawn, lang, { panel, count: drawn.length }))

export function tellVerdict({ ok, altered, published, givenSeed, unproved, facts }: Verdict, lang: Lang): void {
  if (!ok) line(say(told.refuted, lang))
  for (const one of altered)
    line(say(told.altered, lang, { place: say(placeWord(one), lang), what: say(findingWord(one), lang, one.params) }))
  if (!ok || facts === null) return
  line(say(told.confirmed, lang, { panel: facts.panel, panels: facts.panels, drawn: facts.drawn }))
  line(say(told.fair, lang, { lowest: figure(facts.lowest), bound: figure(facts.bound) }))
  if (published !== null) line(say(told.compare, lang, { published }))
  if (givenSeed) line(say(told.given, lang))
  for (const what of unproved) line(say(unprovedWord(what), lang))
}
