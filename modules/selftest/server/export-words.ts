/** Words of the exported lists. */
import { words } from '../../../platform/pure/words.ts'

export const exportWords = words({
  title: ['{name} 未报名单 {day}', '{name}: not yet reported, {day}'],
  sheet: ['未报', 'Not reported'],
  address: ['地址', 'Address'],
  name: ['姓名', 'Name'],
  sex: ['性别', 'Sex'],
  age: ['年龄', 'Age'],
  phone: ['电话', 'Phone'],
  groups: ['人群', 'Groups'],
  bestCall: ['宜联系时间', 'Best time to ring'],
  tries: ['已联系', 'Tries'],
  lastOutcome: ['上次结果', 'Last outcome'],
  lastTryAt: ['上次联系', 'Last try'],
  negative: ['阴', 'Neg.'],
  positive: ['阳', 'Pos.'],
  invalid: ['无效', 'Invalid'],
})
