/** Who took the last step of an application, in a sentence: of two who decide at once, the second is told this and not only "too late". */
import { z } from 'zod'
import { moment, shanghaiClock, shanghaiDay, shanghaiMinute } from '../../platform/pure/time.ts'
import { say, type Word, words } from '../../platform/pure/words.ts'
import type { Application } from './application.ts'
import { passNumber } from './model.ts'

export const lastStep = z.object({
  /** Null when the account is gone. */
  by: z.string().nullable(),
  /** By whoever asks. */
  mine: z.boolean(),
  at: moment,
  /** Of the pass, once it is issued. */
  number: passNumber.nullable(),
})
export type LastStep = z.infer<typeof lastStep>

export const stepWords = words({
  asked: ['还没有人核验', 'Nobody has verified it yet'],
  verified: ['{who}已核验（{at}），还没有发证', 'Verified by {who} ({at}); no pass yet'],
  issued: ['{who}已发证 {number}（{at}）', 'Pass {number} was issued by {who} ({at})'],
  declined: ['{who}已不予办理（{at}）', 'Declined by {who} ({at})'],
  withdrawn: ['本人已撤回申请', 'Withdrawn by the person'],
  you: ['您', 'you'],
  somebody: ['另一名工作人员', 'somebody else'],
})

/** @param now Unix ms */
export function saidOf(state: Application['state'], last: LastStep | null, now: number): Word {
  const who: Word = last?.mine ? stepWords.you : last?.by ? [last.by, last.by] : stepWords.somebody
  const today = last !== null && shanghaiDay(last.at) === shanghaiDay(now)
  const at = last === null ? '' : today ? shanghaiClock(last.at) : shanghaiMinute(last.at)
  const rest = { at, number: last?.number ?? '' }
  const said = stepWords[state]
  return [say(said, 'zh', { ...rest, who: who[0] }), say(said, 'en', { ...rest, who: who[1] })]
}
