/** What a household reads when it announces its visitors: plain words, one thing at a time. */
import { words } from '../../../platform/pure/words.ts'

export const hostWords = words({
  title: ['我家的来访', 'Our visitors'],
  lead: ['先说好谁要来，到了卡口报来访号就行。', 'Say who is coming; at the gate they give the visit’s number.'],
  key: ['住户码', 'Household code'],
  keyHint: ['写在门上的住户单上', 'It stands on the slip for your household'],
  open: ['打开', 'Open'],
  wait: ['请稍候', 'One moment'],
  retry: ['再试一次', 'Try again'],
  offline: [
    '没有网络，您写的还在，连上后再点一次',
    'No network: what you wrote is still here; try again when connected',
  ],
  number: ['来访号 {number}', 'Number {number}'],
  on: ['{day}，停留 {hours} 小时', '{day}, for {hours} hours'],
  callOff: ['取消这次来访', 'Call this visit off'],
  none: ['现在没有预约的来访。', 'No visit is announced.'],
  announce: ['预约来访', 'Announce a visitor'],
  name: ['来访人姓名', 'The visitor’s name'],
  phone: ['来访人电话（没有可不填）', 'Their phone (if there is one)'],
  plate: ['车牌（开车来才填）', 'Plate (if they come by car)'],
  day: ['哪一天来', 'Which day'],
  hours: ['停留几小时（最长 {most} 小时）', 'For how many hours (at most {most})'],
  purpose: ['来做什么', 'What for'],
  people: ['几个人', 'How many people'],
  needName: ['请填来访人姓名', 'Please give the visitor’s name'],
  done: ['已预约。请把来访号告诉来访人。', 'Announced. Please tell your visitor the number.'],
  doctor: ['医生和急救任何时候都能进来，不用预约。', 'Doctors and ambulances always get in without being announced.'],
})
