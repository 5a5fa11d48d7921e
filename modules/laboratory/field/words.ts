/** Words of single re-tests on the phone. They say nothing of why: whoever looks over a shoulder must not learn it. */
import { words } from '../../../platform/pure/words.ts'

export const retestWords = words({
  task: ['单采任务', 'Single re-tests'],
  taskHint: ['请居民在家等候，尽快单独再采一次', 'Ask residents to wait at home for one more swab'],
  title: ['待单采', 'To be swabbed alone'],
  asOf: ['{age}的名单', 'List of {age}'],
  notYet: ['手机里还没有名单，需要网络取一次', 'No list on this phone yet; it needs the network once'],
  refresh: ['更新', 'Update'],
  refreshing: ['正在更新…', 'Updating…'],
  none: ['没有单采任务', 'Nobody is to be swabbed alone'],
  noneHint: ['需要居民单独复采时会出现在这里', 'When residents need a single swab they appear here'],
  by: ['{clock} 前', 'by {clock}'],
  overdue: ['已超时', 'overdue'],
  swabbed: ['已采', 'swabbed'],
  notTold: ['还没告知', 'not told yet'],
  savedHere: ['刚记的，{age}', 'noted {age}'],
  say: [
    '请对居民说：您需要单独再采一次样，请先在家等候，采样人员会上门或通知您时间。',
    'Say: you need one more swab, taken alone. Please wait at home; the crew will come to you or tell you when.',
  ],
  sayMore: ['只告知本人，不对他人说明原因。', 'Tell only the person; to others no reason is given.'],
  cameOfIt: ['结果', 'What came of it'],
})
