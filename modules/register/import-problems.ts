/**
 * What can be wrong with a row of somebody's list, in words that say what to do. A fault keeps the row out until it is
 * mended; a remark only tells what was understood. Parameters hold no personal data.
 */
import { type IdentityProblem, identityProblems } from '../../platform/pure/identity-number.ts'
import { listFaults, listRemarks, type Noticed, problemSpeaker } from '../../platform/pure/list-problems.ts'
import { words } from '../../platform/pure/words.ts'
import type { ImportField } from './import-model.ts'

const faults = words({
  ...listFaults,
  'no-name': ['没有姓名，请补上', 'The name is missing; add it'],
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
  'no-address': ['没有住址，请补上楼栋和房号', 'The address is missing; give building and room'],
  'address-unknown': ['{why}', '{why}'],
  'address-several': ['{why}', '{why}'],
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
  ...listRemarks,
  'sex-from-id': ['性别取自身份证号码', 'Sex was taken from the identity number'],
  'type-passed-over': ['证件类型与号码不符，按号码认定', 'The stated type does not fit the number; the number decided'],
  'type-without-number': [
    '写了证件类型但没有号码，按无证件登记',
    'A document type without a number: taken as no document',
  ],
  'very-old': ['年龄超过 {age} 岁，请核对', 'Older than {age} years; please check'],
  'address-carried': ['住址空着，沿用上面一行', 'The address is empty and was taken from the row above'],
  'total-row': ['合计或说明，不是一个人', 'A total or a remark, not a person'],
  'no-person': ['没有姓名也没有证件和电话，略过', 'Neither name, document nor phone; passed over'],
})

export type FaultCode = keyof typeof faults | IdentityProblem
export type RemarkCode = keyof typeof remarks
export type Fault = Noticed<ImportField, FaultCode>
export type Remark = Noticed<ImportField, RemarkCode>

/** A fault or remark as it is shown: both languages, parameters filled in. */
export const rowProblemOf = problemSpeaker({ ...identityProblems.words, ...faults, ...remarks })

export const faultCodes: readonly string[] = [...identityProblems.values, ...Object.keys(faults)]
export const remarkCodes: readonly string[] = Object.keys(remarks)
