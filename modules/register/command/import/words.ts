/** What the register calls its lists; the words of every list are the platform's. */
import { words } from '../../../../platform/pure/words.ts'

export const importWords = words({
  title: ['导入名单', 'Import a list'],
  lead: [
    '把社区自己的 Excel 或 CSV 放进来：列自动对应，逐行核对；确认之前什么都不会写入底册。',
    'Bring in a community’s own Excel or CSV: columns are matched, rows are checked one by one; nothing is written until you confirm.',
  ],
  whoseHint: ['只会和这个范围内的住户比对', 'Rows are compared with the dwellings of this area only'],
  applySure: [
    '新增 {new} 人，更新 {changed} 人。要么全部写入，要么一行都不写。',
    '{new} people are added, {changed} are changed. Either all of it is written or none of it.',
  ],
  applied: [
    '新增 {new} 人，更新 {changed} 人，{same} 行与底册一致。',
    '{new} added, {changed} changed, {same} rows already as in the register.',
  ],
  undoHint: [
    '导错了？在底册里可逐人更正或迁出；每次改动都有记录。',
    'Imported something wrong? Correct or move people out one by one in the register; every change is on record.',
  ],
  seeHome: ['去看底册', 'See the register'],
})
