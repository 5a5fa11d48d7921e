/** Words of the resident's frame. */
import { words as catalogue } from '../../platform/pure/words.ts'

export const words = catalogue({
  /** What the other language calls itself. */
  otherLanguage: ['English', '中文'],
  visitors: ['有人来访？先预约', 'Expecting somebody? Announce them'],
})
