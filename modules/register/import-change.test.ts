import { expect, test } from 'vitest'
import { changeText } from './import-change.ts'

test.each([
  ['relation', 'head', '户主', 'Head of household'],
  ['groups', 'dialysis,pregnant', '血液透析、孕产妇', 'Dialysis, Pregnant'],
  ['phone', '154****0011', '154****0011', '154****0011'],
  ['work', '', '', ''],
  ['note', '八楼', '八楼', '八楼'],
] as const)('%s %s', (field, value, zh, en) => {
  expect(changeText(field, value, 'zh')).toBe(zh)
  expect(changeText(field, value, 'en')).toBe(en)
})
