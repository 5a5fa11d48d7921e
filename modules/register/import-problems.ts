/**
 * What can be wrong with a row of somebody's list, in words that say what to do. A fault keeps the row out until it is
 * mended; a remark only tells what was understood. Parameters hold no personal data.
 */
import { type IdentityProblem, identityProblems } from '../../platform/pure/identity-number.ts'
import { type Params, sayBoth, type Word, words } from '../../platform/pure/words.ts'
import type { ImportField, RowProblem } from './import-model.ts'

const faults = words({
  'no-name': ['没有姓名，请补上', 'The name is missing; add it'],
  'bad-name': ['姓名里有数字或符号，或过长，请改正', 'The name has digits or signs in it, or is too long; correct it'],
  'bad-sex': ['性别看不懂，请写“男”或“女”', 'The sex is not understood; write 男 or 女'],
  'sex-contradicts-id': [
    '性别与身份证号码不符，请核对两处',
    'Sex and identity number contradict each other; check both',
  ],
  'bad-date': [
    '出生日期不成立或看不懂，请写成 2001-03-05 这样',
    'The birth date is not a real day or not understood; write it like 2001-03-05',
  ],
  'incomplete-date': ['出生日期不完整，请写到日', 'The birth date is incomplete; give year, month and day'],
  'ambiguous-date': [
    '出生日期分不清年月日，请写成 2001-03-05 这样',
    'Day, month and year cannot be told apart; write the birth date like 2001-03-05',
  ],
  'future-date': ['出生日期在今天之后，请改正', 'The birth date lies in the future; correct it'],
  'date-contradicts-id': [
    '出生日期与身份证号码不符，请核对两处',
    'Birth date and identity number contradict each other; check both',
  ],
  'bad-phone': [
    '电话位数不对或看不懂，请改正；没有电话就留空',
    'The phone number is not right; correct it, or leave it empty if there is none',
  ],
  'mangled-phone': [
    '电话已被 Excel 当作数字改坏，请把该列设为文本后重新填写',
    'Excel has turned the phone into a rounded figure; set the column to text and enter it again',
  ],
  'no-address': ['没有住址，请补上楼栋和房号', 'The address is missing; give building and room'],
  'address-is-date': [
    '住址被 Excel 变成了日期（如 3-2 变 3月2日），请把该列设为文本后重新填写',
    'Excel has turned the address into a date (3-2 into 2 March); set the column to text and enter it again',
  ],
  'address-unknown': ['{why}', '{why}'],
  'address-several': ['{why}', '{why}'],
  'broken-cell': [
    '单元格里是公式错误（如 #N/A），请填写真实内容',
    'The cell holds a formula error such as #N/A; enter the real content',
  ],
  'twice-in-list': [
    '与第 {row} 行是同一人但内容不同，请只留一行',
    'The same person as in row {row}, with other content; keep one of the two',
  ],
  'other-name-in-register': [
    '底册中这个证件号码属于另一个姓名，请核对姓名和号码',
    'In the register this number belongs to another name; check name and number',
  ],
  'other-number-in-register': [
    '底册中此人的证件号码不同，请核对号码',
    'The register has another identity number for this person; check the number',
  ],
  'several-in-register': [
    '底册中有几人同名同住址，请补上证件号码',
    'The register has several people of this name at this address; add the identity number',
  ],
  'maybe-moved': [
    '底册中另一处有同名同生日的人：若是同一人请补上证件号码',
    'Somebody of this name and birth date is registered elsewhere; add the identity number if it is the same person',
  ],
  'registered-elsewhere': [
    '这个证件号码已登记在您负责的范围之外，请联系街道',
    'This number is registered outside the area you answer for; ask the sub-district',
  ],
})

const remarks = words({
  'sex-from-id': ['性别取自身份证号码', 'Sex was taken from the identity number'],
  'unknown-word': ['“{title}”一栏的写法看不懂，已略过', 'What column “{title}” says was not understood and left out'],
  'type-passed-over': ['证件类型与号码不符，按号码认定', 'The stated type does not fit the number; the number decided'],
  'type-without-number': [
    '写了证件类型但没有号码，按无证件登记',
    'A document type without a number: taken as no document',
  ],
  'several-phones': ['有几个电话，取第一个', 'There are several phone numbers; the first was taken'],
  'phone-without-area': ['固定电话没有区号，照录', 'A landline without its area code, taken as it is'],
  'note-cut': ['备注过长，只留前 500 字', 'The note is long; its first 500 characters were kept'],
  'name-cleaned': ['姓名里的空格或括号内容已去掉', 'Spaces or brackets in the name were removed'],
  'very-old': ['年龄超过 {age} 岁，请核对', 'Older than {age} years; please check'],
  'address-carried': ['住址空着，沿用上面一行', 'The address is empty and was taken from the row above'],
  'address-read': ['{why}', '{why}'],
  'repeated-row': ['与第 {row} 行完全相同，略过', 'The same as row {row}; passed over'],
  'total-row': ['合计或说明，不是一个人', 'A total or a remark, not a person'],
  'header-again': ['又是表头，略过', 'The header once more; passed over'],
  'no-person': ['没有姓名也没有证件和电话，略过', 'Neither name, document nor phone; passed over'],
})

export type FaultCode = keyof typeof faults | IdentityProblem
export type RemarkCode = keyof typeof remarks

export interface Fault {
  field: ImportField | null
  code: FaultCode
  params?: Params
  /** Where the reason comes from another rule (an address), its words. */
  why?: Word
}
export interface Remark {
  field: ImportField | null
  code: RemarkCode
  params?: Params
  why?: Word
}

const wordOf = (code: FaultCode | RemarkCode): Word => {
  if (identityProblems.has(code)) return identityProblems.words[code]
  return code in faults ? faults[code as keyof typeof faults] : remarks[code as RemarkCode]
}

/** A fault or remark as it is stored and shown: both languages, parameters filled in. */
export const rowProblemOf = ({ field, code, params, why }: Fault | Remark): RowProblem => {
  const [zh, en] = why ?? sayBoth(wordOf(code), params)
  return { field, code, words: [zh, en] }
}

export const faultCodes: readonly string[] = [...identityProblems.values, ...Object.keys(faults)]
export const remarkCodes: readonly string[] = Object.keys(remarks)
