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
