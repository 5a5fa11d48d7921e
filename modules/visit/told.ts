/**
 * What somebody who comes back is told, in plain words: how the gates work now, who will ring, whom they may ask. It informs; nothing here
 * orders anybody to do anything (H6), and what a place adds names the decision that it comes from (H1, H11).
 */
import { type Word, words } from '../../platform/pure/words.ts'
import type { PassPolicy } from '../pass/policy.ts'

export const toldWords = words({
  welcome: ['欢迎回家。', 'Welcome home.'],
  contact: ['社区会在 {hours} 小时内联系您。', 'The community will contact you within {hours} hours.'],
  noMeasure: [
    '目前卡口没有管控措施，进出只计数。',
    'No measure is in force at the gates: coming and going is only counted.',
  ],
  pass: [
    '进出卡口需要通行证，可在住户页面、社区或卡口办理。',
    'Going in and out needs a pass: from your household’s page, the community or the gate.',
  ],
  household: ['每户每 {days} 天可有 {people} 人外出。', '{people} of a household may go out within {days} days.'],
  outHours: [
    '每次外出约定 {hours} 小时内回来；晚了也能进门。',
    'You are asked to be back within {hours} hours; being late never keeps you out.',
  ],
  fever: [
    '体温 {degrees} ℃ 以上请先说一声，会请您复测。',
    'With {degrees} °C or more please say so: it will be measured again.',
  ],
  doctor: ['去看病任何时候都放行。', 'The way to a doctor is always open.'],
  basis: ['依据：{basis}', 'By: {basis}'],
  ask: ['不清楚的、有困难的，请问社区或网格员。', 'With any question or need, ask the community or the grid worker.'],
})

export interface ToldFacts {
  readonly contactHours: number
  /** The measure in force at the gates; null: none. */
  readonly policy: PassPolicy | null
  /** What the place has decided to say, and by which decision. */
  readonly told: { readonly text: string; readonly basis: string } | null
}

/** Line by line, in both languages; the place's own words stand in the language they were written in. */
export function toldLines({
  contactHours,
  policy,
  told,
}: ToldFacts): { word: Word; with: Record<string, string | number> }[] {
  const line = (word: Word, with_: Record<string, string | number> = {}) => ({ word, with: with_ })
  const lines = [line(toldWords.welcome), line(toldWords.contact, { hours: contactHours })]
  if (policy === null) lines.push(line(toldWords.noMeasure))
  else {
    lines.push(line(toldWords.pass))
    if (policy.household) lines.push(line(toldWords.household, policy.household))
    if (policy.outHours !== null) lines.push(line(toldWords.outHours, { hours: policy.outHours }))
    lines.push(line(toldWords.fever, { degrees: policy.feverAt.toFixed(1) }))
  }
  if (told) lines.push(line(['{text}', '{text}'], { text: told.text }), line(toldWords.basis, { basis: told.basis }))
  return [...lines, line(toldWords.doctor), line(toldWords.ask)]
}
