/** Words of the page on which anybody checks a draw. */
import { words as catalogue } from '../../../platform/pure/words.ts'

export const words = catalogue({
  title: ['核验抽签记录', 'Check a draw'],
  intro: [
    '选择抽签记录文件（.json）。核验在这台设备上进行，文件不会发出，打开本页后不需要网络；也可以把本页另存，断网使用。',
    'Choose the file of the draw (.json). It is checked on this device and goes nowhere; once this page is open it needs no network. You may also save the page and use it without any.',
  ],
  choose: ['选择文件', 'Choose a file'],
  drop: ['或把文件拖到这里', 'or drop it here'],
  posted: ['抽签前公布的指纹（没有可不填）', 'Digest posted before the draw (if you have it)'],
  confirmed: ['无误', 'Confirmed'],
  refuted: ['不符', 'Refuted'],
  confirmedText: [
    '名册、政策、名额、编号组、种子和结果前后一致，没有发现改动。',
    'Roster, policy, quotas, panels, seed and result agree; nothing was altered.',
  ],
  refutedText: [
    '下列地方被改动过，靠它们得出的部分不再核验：',
    'These places were altered; what follows from them was not checked any further:',
  ],
  unreadable: ['这不是 JSON 文件，无法核验', 'This is no JSON file and cannot be checked'],
  given: [
    '种子是直接给定的，没有事先承诺：要相信给出种子的人。',
    'The seed was given, without commitments beforehand: whoever gave it must be trusted.',
  ],
  compare: [
    '请把上面的指纹与抽签前张贴的核对。整份文件重新编造时，只有它能看出来。',
    'Hold the digest above against the one posted before the draw. It alone shows a file that was made up from beginning to end.',
  ],
  same: ['与填写的指纹相同', 'The same as the digest given'],
  file: ['文件', 'File'],
  panel: ['抽中的组', 'Panel drawn'],
  ofPanels: ['第 {panel} 组，共 {panels} 组', '{panel} of {panels}'],
  drawn: ['抽中人数', 'People drawn'],
  lowest: ['最小机会', 'Smallest chance'],
  lowestOf: ['{lowest}（任何办法都超不过 {bound}）', '{lowest} (no draw under these rules could exceed {bound})'],
  digest: ['公布的指纹', 'Published digest'],
  lookFor: ['在抽中的人里查找编号', 'Look for an id among those drawn'],
  found: ['抽中：第 {place} 人', 'Drawn: person {place}'],
  notFound: ['没有抽中，或编号有误', 'Not drawn, or not the right id'],
})

/** The called person's page: short, to be read while putting on a coat. */
export const calledWords = catalogue({
  title: ['抽调通知', 'You are called'],
  wait: ['请稍候…', 'One moment…'],
  retry: ['再试一次', 'Try again'],
  offline: ['现在没有网络，联网后会自动打开', 'There is no network; this opens by itself once there is'],
  noLink: ['请点开发给您的个人链接', 'Open the link that was sent to you'],
  noLinkHint: [
    '链接在短信、消息或打印的通知单上，每人一条。没有收到，请与本部门联系人联系，或到现场请工作人员登记。',
    'It is in a message or on a printed sheet, one a person. If you have none, ask your department, or be tapped in at the place.',
  ],
  question: ['{name}，您能来吗？', '{name}, can you come?'],
  coming: ['能来', 'I am coming'],
  cannot: ['来不了', 'I cannot come'],
  back: ['返回', 'Back'],
  why: ['为什么来不了？', 'Why can you not come?'],
  thanks: ['收到，谢谢您！', 'Thank you, noted!'],
  when: ['大约几点能到？', 'About when can you be there?'],
  chosen: ['预计 {clock} 到', 'About {clock}'],
  cannotNoted: ['已记下：来不了（{reason}）', 'Noted: you cannot come ({reason})'],
  change: ['改为能来', 'I can come after all'],
  changeNot: ['改为来不了', 'I cannot come after all'],
  by: ['集结时间', 'Muster by'],
  place: ['地点', 'Where'],
  bring: ['请带', 'Bring'],
  reportTo: ['找谁报到', 'Report to'],
  arrived: ['到了现场', 'At the place'],
  codeHint: [
    '扫现场的二维码，或输入海报上的 6 位签到码',
    'Scan the code at the place, or type the 6 characters on the poster',
  ],
  code: ['签到码', 'Code of the place'],
  checkIn: ['签到', 'Check in'],
  here: ['已签到，{clock}', 'You are checked in, {clock}'],
  hereHint: ['请听现场安排。', 'Please wait for the briefing at the place.'],
  saved: ['已存在手机上，正在送出…', 'Kept on this phone; sending…'],
  savedOffline: ['没有网络：已存在手机上，联网后自动送出', 'No network: kept on this phone and sent once there is'],
  over: ['这次抽调已经结束，谢谢您', 'This call-up is over. Thank you'],
})
