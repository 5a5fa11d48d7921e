/** Words of tapping people in on the phone. */
import { words } from '../../../platform/pure/words.ts'

export const fieldWords = words({
  task: ['集结点名', 'Tap people in'],
  taskHint: ['在集结点登记谁到了，没有网络也行', 'Note who has come to the place, also without network'],
  choose: ['哪一次抽调？', 'Which call-up?'],
  none: ['现在没有要集结的抽调', 'No call-up is mustering now'],
  noneHint: ['街道发出抽调通知后会显示在这里', 'It shows here once a call-up is notified'],
  notYet: ['还没有名单：请先在有网络的地方打开一次', 'No list yet: open this once where there is network'],
  fetching: ['正在取名单…', 'Fetching the list…'],
  refresh: ['刷新名单', 'Refresh'],
  asOf: ['已到 {here} 人，名单 {total} 人 · {age}', '{here} here of {total} on the list · {age}'],
  search: ['姓名或部门', 'Name or department'],
  here: ['已到', 'Here'],
  tapIn: ['到了', 'Is here'],
  undo: ['撤回', 'Take back'],
  unasked: ['登记主动前来的“{name}”', 'Welcome “{name}”, who came unasked'],
  ownTitle: ['叫到我的抽调', 'Calls that ask me'],
  ownShort: ['请答复抽调', 'You are called'],
  ownAsked: [
    '您被抽调：{callUp}，{clock} 前到{place}。点此答复',
    'You are called: {callUp}, by {clock} at {place}. Tap to answer',
  ],
  ownNone: ['现在没有叫到您的抽调', 'No call-up asks you now'],
  ownNoneHint: [
    '账号要先由街道与您在人员名册中的资料关联。叫到您时，这里会马上显示。',
    'Your account must be linked to your record on the roster first. When you are called it shows here at once.',
  ],
  ownNotYet: ['还没有取到，请在有网络的地方打开一次', 'Not read yet: open this once where there is network'],
  ownAge: ['{age}更新', 'As of {age}'],
  ownNotKept: ['没有存上，请再点一次', 'It was not kept; tap once more'],
  welcomed: ['已登记 {name}', '{name} is noted'],
})
