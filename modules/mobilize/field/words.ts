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
  welcomed: ['已登记 {name}', '{name} is noted'],
})
