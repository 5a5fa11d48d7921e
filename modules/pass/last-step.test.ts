import { expect, test } from 'vitest'
import type { Application } from './application.ts'
import { type LastStep, saidOf } from './last-step.ts'

const NOW = Date.parse('2026-03-05T15:30:00.000Z') // 23:30 in Shanghai
const last: LastStep = { by: '桃小薇', mine: false, at: '2026-03-05T15:02:00.000Z', number: null }
test.each<[string, Application['state'], LastStep | null, string, string]>([
  ['nobody yet', 'asked', null, '还没有人核验', 'Nobody has verified it yet'],
  ['another, today', 'verified', last, '桃小薇已核验（23:02），还没有发证', 'Verified by 桃小薇 (23:02); no pass yet'],
  [
    ...(['issued, with its number', 'issued', { ...last, number: '123456782' }] as const),
    ...(['桃小薇已发证 123456782（23:02）', 'Pass 123456782 was issued by 桃小薇 (23:02)'] as const),
  ],
  [
    ...(['oneself, whose answer got lost', 'issued', { ...last, mine: true, number: '123456782' }] as const),
    ...(['您已发证 123456782（23:02）', 'Pass 123456782 was issued by you (23:02)'] as const),
  ],
  [
    ...(['on another day', 'declined', { ...last, at: '2026-03-04T15:02:00.000Z' }] as const),
    ...(['桃小薇已不予办理（2026-03-04 23:02）', 'Declined by 桃小薇 (2026-03-04 23:02)'] as const),
  ],
  [
    ...(['an account that is gone', 'verified', { ...last, by: null }] as const),
    ...(['另一名工作人员已核验（23:02），还没有发证', 'Verified by somebody else (23:02); no pass yet'] as const),
  ],
  ['the person themselves', 'withdrawn', null, '本人已撤回申请', 'Withdrawn by the person'],
])('%s', (_, state, step, zh, en) => {
  expect(saidOf(state, step, NOW)).toEqual([zh, en])
})
