import { words } from '../../pure/words.ts'

/** Words of the number pad. */
export const keypadWords = words({
  pad: ['数字键盘', 'Number pad'],
  erase: ['退一格', 'Erase one'],
  clear: ['清除', 'Clear'],
})
