/** Words of the paste box. */
import { words } from '../../pure/words.ts'

export const chainWords = words({
  label: ['粘贴接龙', 'Paste the chain'],
  hint: [
    '在群里长按接龙，选“复制”，粘贴到这里。带姓名和时间的多条消息也可以。',
    'Copy the chain in the group and paste it here. Several messages with names and times will do too.',
  ],
  stays: [
    '文字只在本机上读，不上传、不保存；上传的只是读出的门牌、姓名和结果。',
    'The text is read on this device only and is neither sent nor kept; doors, names and results are what is sent.',
  ],
  clear: ['清空', 'Clear'],
  read: ['读出 {entries} 条，{people} 人', '{entries} entries, {people} people'],
  gaps: ['缺的序号：{numbers}', 'Numbers left out: {numbers}'],
  others: ['另有 {count} 行不是上报', '{count} other lines report nothing'],
  othersHint: ['如果其中有人上报，请在下面补录。', 'If somebody does report in one of them, enter it by hand.'],
  nothing: ['没有读出上报的内容', 'Nothing that reports was found'],
  kindHeader: ['说明', 'Heading'],
  kindChatter: ['闲话', 'Chatter'],
  kindQuote: ['引用', 'Quotation'],
  kindStamp: ['发言人', 'Speaker'],
  tooLong: ['内容太长，请分几次粘贴', 'Too much at once; paste it in parts'],
})
