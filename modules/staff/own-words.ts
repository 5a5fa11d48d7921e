/** Words of one's own record, at the desk and on the phone. */
import { words } from '../../platform/pure/words.ts'

export const ownWords = words({
  hours: ['{n} 小时', '{n} h'],
  night: ['夜班', 'night'],
  serviceNone: ['还没有逐日记录', 'No single days yet'],
  mineCalls: ['叫到我的抽调', 'Calls that ask me'],
  mineTitle: ['我的服务记录', 'My service record'],
  mineLead: ['按人员名册中与这个账号关联的资料', 'As on the roster, for the person this account is linked to'],
  mineNone: ['这个账号还没有关联到人员名册', 'This account is not linked to anybody on the roster'],
  mineNoneHint: [
    '请街道值班员在“人员名册”里打开您的资料，填上您的账号',
    'Ask an officer to open your record on the roster and enter your login there',
  ],
  mineNotYet: ['还没有取到，请在有网络的地方打开一次', 'Not read yet: open this once where there is network'],
  mineAge: ['{age}更新', 'As of {age}'],
  mineDays: ['累计天数', 'Days in all'],
  mineHours: ['累计小时', 'Hours in all'],
  mineNights: ['夜班次数', 'Nights'],
  mineWeek: ['近 7 天工时', 'Hours in 7 days'],
  mineNightsRow: ['连续夜班', 'Nights in a row'],
  mineDaysRow: ['连续上岗', 'Days in a row'],
  ofCap: ['{n} / 上限 {cap}', '{n} of at most {cap}'],
  ofDays: ['{n} 天（{cap} 天起提示）', '{n} days (shown from {cap})'],
  latest: ['最近的记录', 'Latest days'],
  until: ['不参加抽调至 {day}', 'Exempt until {day}'],
})
