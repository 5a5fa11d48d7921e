/** What is wrong with what was given, in both languages, and the usage. */
import type { Word } from '../../platform/pure/words.ts'

export const problems = {
  badArguments: ['参数不对：{why}\n见 --help', 'The arguments are not right: {why}\nSee --help'],
  noFile: ['找不到文件，或不能读取：{file}', 'There is no such file, or it cannot be read: {file}'],
  notText: ['不是文本，或编码看不懂：{file}', 'This is no text, or in an encoding that cannot be told: {file}'],
  notJson: ['{file} 不是合格的 JSON：{why}', '{file} is not well-formed JSON: {why}'],
  empty: ['文件是空的，没有表头：{file}', 'The file is empty, without headings: {file}'],
  missingColumns: ['{file} 缺少列：{columns}', '{file} lacks columns: {columns}'],
  doubleColumn: ['{file} 的列重复：{column}', '{file} has a column twice: {column}'],
  longRow: [
    '{file} 第 {line} 行的列比表头多：请检查逗号和引号',
    '{file}, line {line} has more columns than the headings: look for commas and quotation marks',
  ],
  noValue: ['{file} 第 {line} 行没有 {column}', '{file}, line {line} has no {column}'],
  doubleId: ['{file} 第 {line} 行的 id 重复：{id}', '{file}, line {line} repeats an id: {id}'],
  badGender: [
    '{file} 第 {line} 行的性别看不懂：{value}（写 女、男、F、M 或留空）',
    '{file}, line {line}: the gender cannot be read: {value} (write F, M, female, male or nothing)',
  ],
  badDays: [
    '{file} 第 {line} 行的 served_days 应是不小于 0 的整数：{value}',
    '{file}, line {line}: served_days must be a whole number, 0 or more: {value}',
  ],
  nobody: ['{file} 里一个人也没有', '{file} has nobody in it'],
  tooManySeats: [
    '要 {seats} 人，{file} 里一共只有 {people} 人',
    '{seats} are asked for; {file} has only {people} people',
  ],
  unknownId: ['{file} 第 {line} 行的 id 不在名册里：{id}', '{file}, line {line}: this id is not in the roster: {id}'],
  badPolicy: ['{file}：{why}', '{file}: {why}'],
  badCommitments: [
    '{file} 应是 [{"by":"…","hash":"64 位十六进制"}, …]，不少于两人',
    '{file} must be [{"by":"…","hash":"64 hexadecimal digits"}, …], of two or more',
  ],
  badReveals: [
    '{file} 应是 [{"by":"…","value":"…","nonce":"…"}, …]，与承诺的顺序和内容一致',
    '{file} must be [{"by":"…","value":"…","nonce":"…"}, …], in the order of the commitments and as committed to',
  ],
  badDraft: ['{file} 不是抽签公告，或已被改动：{why}', '{file} is not a draft of a draw, or was altered: {why}'],
  badSalt: [
    '公告不是用这个 --salt 或这份名册做的：抽中的人认不出来',
    'The draft was not made under this --salt or from this roster: who was drawn cannot be told',
  ],
  noChance: [
    '要有种子（--seed）、公开的数值（--reveals）或公共随机数（--beacon）',
    'A seed (--seed), revealed values (--reveals) or a beacon (--beacon) is needed',
  ],
  cannotWrite: ['不能写入：{file}', 'Cannot write: {file}'],
  sameFile: ['结果不能覆盖输入的文件：{file}', 'The result must not overwrite a file it is made from: {file}'],
} as const satisfies Record<string, Word>

export const USAGE: Word = [
  `抽调的名额与公平抽签，结果可由任何人核验。

抽签    npm run -s draw -- --people P.csv --seats N --policy policy.json --seed HEX --out transcript.json
核验    npm run -s draw -- verify transcript.json [--published HEX]
只算名额  npm run -s draw -- quotas --people P.csv --seats N --policy policy.json [--out quotas.json]
核对报名  npm run -s draw -- names --people P.csv --seats N --policy policy.json --names N.csv

由两人以上定种子：
  npm run -s draw -- commit --by 姓名或职务 --value 任意内容     （得到承诺 hash 与 nonce，先交 hash）
  npm run -s draw -- prepare --people P.csv --seats N --policy policy.json --commitments C.json --out draft.json
  npm run -s draw -- conclude draft.json --people P.csv --reveals R.json [--beacon 公共随机数] --out transcript.json

P.csv   列：id,department,skills,gender,exempt,served_days；skills 用 ; 分开；exempt 填免除原因，留空或 0 为不免除
可加    --kept K.csv 已经在来的人（列 id）   --asked A.csv 问过不来的人（列 id）   --salt HEX 名册只公布编码，不公布 id
       --lottery 公开数值（名额用抽签时）   --lang en
退出码   0 完成或核验无误   1 核验发现改动   2 输入有误   3 要求不能满足（说明原因和最近的改法）
政策说明与示例：modules/mobilize/README.md，docs/examples/`,
  `Quotas and a fair draw of people, which anybody can check.

draw     npm run -s draw -- --people P.csv --seats N --policy policy.json --seed HEX --out transcript.json
check    npm run -s draw -- verify transcript.json [--published HEX]
quotas   npm run -s draw -- quotas --people P.csv --seats N --policy policy.json [--out quotas.json]
names    npm run -s draw -- names --people P.csv --seats N --policy policy.json --names N.csv

A seed by two or more:
  npm run -s draw -- commit --by WHO --value ANYTHING          (gives the hash, to hand in first, and the nonce)
  npm run -s draw -- prepare --people P.csv --seats N --policy policy.json --commitments C.json --out draft.json
  npm run -s draw -- conclude draft.json --people P.csv --reveals R.json [--beacon VALUE] --out transcript.json

P.csv    columns id,department,skills,gender,exempt,served_days; skills with semicolons between; exempt: the reason, empty or 0 for none
further  --kept K.csv who comes already (column id)   --asked A.csv who was asked and does not come (column id)
         --salt HEX publish marks, no ids   --lottery VALUE (quotas by lot)   --lang en
exit     0 done, or confirmed   1 refuted   2 bad input   3 cannot be met (with the reason and the nearest changes)
policy   modules/mobilize/README.md, docs/examples/`,
]
