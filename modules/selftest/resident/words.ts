/** Words of the resident's page: short sentences, nothing official. */
import { words } from '../../../platform/pure/words.ts'

export const residentWords = words({
  title: ['自测上报与结果', 'Self-tests and results'],
  back: ['返回', 'Back'],
  next: ['下一步', 'Continue'],
  wait: ['请稍候…', 'One moment…'],
  retry: ['再试一次', 'Try again'],
  offline: [
    '现在没有网络，还没有送出。请连上网络再试，或把纸条交给网格员。',
    'There is no network and nothing has been sent. Connect and try again, or hand your paper slip to the grid worker.',
  ],

  codeTitle: ['请输入户码', 'Type your household code'],
  codeHint: [
    '户码印在户条上，一共 8 位，由字母和数字组成，例如 7K3M 9PQR。',
    'It is printed on your slip: 8 letters and digits, such as 7K3M 9PQR.',
  ],
  code: ['户码', 'Household code'],
  codeWrong: [
    '户码不对，请照户条再看一遍。里面没有数字 0、1，也没有字母 I、L、O。',
    'The code is not right; please check your slip. It never has the digits 0 and 1, nor the letters I, L and O.',
  ],
  noSlip: ['没有户条？', 'No slip?'],
  noSlipHint: ['请联系网格员，也可以请网格员代报。', 'Ask your grid worker for one, or to report for you.'],

  whoTitle: ['为谁上报？', 'Who has taken a test?'],
  whoHint: [
    '可以选几位。为了保护隐私，姓名只显示一部分。',
    'You can choose several. Only a part of each name is shown, to protect you.',
  ],
  reportedAt: ['今天 {clock} 已报', 'Reported today at {clock}'],
  reportedOn: ['{when} 已报', 'Reported {when}'],
  notYet: ['还没报', 'Not reported yet'],
  notAsked: ['这次不用报', 'Not asked this time'],
  chooseWho: ['请至少选一位', 'Choose at least one person'],
  nobody: ['这一户没有登记的人', 'Nobody is registered here'],
  nobodyHint: ['请联系网格员登记。', 'Ask your grid worker to register you.'],
  nothingAsked: ['现在没有要报的自测', 'There is nothing to report now'],
  nothingAskedHint: ['需要时社区会通知您。', 'Your community will let you know when there is.'],
  askedDaily: ['{name}：每天一次，到 {day}', '{name}: once a day until {day}'],
  askedOnce: ['{name}：报一次，到 {day}', '{name}: once, until {day}'],

  whenTitle: ['什么时候测的？', 'When was the test taken?'],
  justNow: ['刚刚', 'Just now'],
  earlier: ['今天早些时候', 'Earlier today'],
  yesterday: ['昨天', 'Yesterday'],
  time: ['几点', 'At what time'],
  chooseTime: ['请选时间，不能晚于现在', 'Choose a time, not later than now'],

  resultTitle: ['{name} 的结果是？', 'What is the result of {name}?'],
  resultOf: ['第 {n} 位，共 {all} 位', 'Person {n} of {all}'],
  negativeSay: ['只有 C 处一条线', 'One line, at C only'],
  positiveSay: ['C 处和 T 处都有线，深浅都算', 'Lines at both C and T, however faint'],
  invalidSay: ['C 处没有线', 'No line at C'],
  chooseResult: ['请选一个结果', 'Choose a result'],

  checkTitle: ['核对后上报', 'Check your answers'],
  testedAt: ['检测时间', 'Test taken'],
  send: ['确认上报', 'Send'],
  sending: ['正在送出…', 'Sending…'],

  doneTitle: ['已经报好了', 'Sent'],
  doneHint: ['谢谢您。本次共报 {n} 位。', 'Thank you. {n} reported.'],
  positiveTitle: ['关于阳性结果', 'About the positive result'],
  positiveWhat: [
    '自测阳性不是诊断，要由核酸检测复核。建议您先留在家中，戴好口罩，尽量与家人分开房间；网格员会联系您。',
    'A positive self-test is not a diagnosis; a PCR test has to confirm it. We suggest that you stay at home for now, wear a mask and keep apart from your family; your grid worker will call you.',
  ],
  positiveCare: [
    '发热不退、呼吸困难或胸痛，请立即拨打 120。',
    'If fever does not go down, breathing is hard or your chest hurts, call 120 at once.',
  ],
  invalidTitle: ['关于无效结果', 'About the invalid result'],
  invalidWhat: ['请换一份试剂再测一次，然后再报。', 'Please test again with a new kit, then report again.'],
  photo: ['照片不用上传，请在手机里保留到明天。', 'No photo is needed here; keep yours on your phone until tomorrow.'],
  more: ['再报一位', 'Report for somebody else'],

  ownLink: ['查核酸结果', 'See a laboratory result'],
  ownWhoTitle: ['查谁的结果？', 'Whose result?'],
  ownWhoHint: [
    '结果只给本人看，下一步要输入这位的证件号码。',
    'A result is shown to that person only: the next step asks for their identity number.',
  ],
  ownNumberTitle: ['请输入{name}的证件号码', 'Type the identity number of {name}'],
  ownNumberHint: ['只用来核对，不会保存。', 'It is compared, and not kept.'],
  ownNumber: ['证件号码', 'Identity number'],
  ownSee: ['查结果', 'See the result'],
  ownOffline: ['现在没有网络，请连上网络再试。', 'There is no network. Connect and try again.'],
  ownTitle: ['{name}的核酸结果', 'Laboratory results of {name}'],
  ownNone: ['还没有采样记录', 'No sample has been taken yet'],
  ownSampled: ['{when} 采样', 'Sampled {when}'],
  ownSampledAt: ['{when} 在{site}采样', 'Sampled {when} at {site}'],
  ownTold: ['{when} 出结果', 'Result of {when}'],
  ownLeave: ['看完了，返回首页', 'Done, back to the first page'],
  ownClosed: ['为保护隐私，离开后要重新输入号码。', 'For privacy the number is asked for again after you leave.'],
})
