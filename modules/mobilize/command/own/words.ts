/** Words of one's own calls on the desk; the banner is in the first bundle, so they stand apart from those of the call-up pages. */
import { words } from '../../../../platform/pure/words.ts'

export const ownWords = words({
  title: ['叫到我的抽调', 'Calls that ask me'],
  lead: ['一点就答复；到现场后输入海报上的签到码', 'One tap to answer; type the code on the poster once you are there'],
  short: ['请答复抽调', 'You are called'],
  asked: ['您被抽调：{callUp}，{clock} 前到{place}', 'You are called: {callUp}, by {clock} at {place}'],
  toAnswer: ['去答复', 'Answer'],
  none: ['现在没有叫到您的抽调', 'No call-up asks you now'],
  noneHint: [
    '账号要先在人员名册中与您的资料关联。叫到您时，每一页的上方会马上提示。',
    'Your account must be linked to your record on the roster first. When you are called, every page says so on top at once.',
  ],
  record: ['我的服务记录', 'My service record'],
})
