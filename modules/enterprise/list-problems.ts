/**
 * What can be wrong with a row of a list of enterprises, in words that say what to do. A fault keeps the row out until it
 * is mended; a remark only tells what was understood. Parameters hold nothing personal.
 */
import { type CreditProblem, creditProblems } from '../../platform/pure/credit-code.ts'
import { listFaults, listRemarks, type Noticed, problemSpeaker } from '../../platform/pure/list-problems.ts'
import { words } from '../../platform/pure/words.ts'
import type { ImportField } from './list-fields.ts'

const faults = words({
  ...listFaults,
  'bad-firm-name': [
    '名称只有数字或符号，或超过 120 字，请改正',
    'The name is nothing but digits or signs, or longer than 120 characters; correct it',
  ],
  'no-community': [
    '看不出在哪个社区，请补上社区、小区或市场名称',
    'It cannot be told which community this is in; add the community, compound or market',
  ],
  'twice-in-list': [
    '与第 {row} 行是同一家但内容不同，请只留一行',
    'The same enterprise as in row {row}, with other content; keep one of the two',
  ],
  'other-name-in-register': [
    '底册中这个证照号码属于另一个名称，请核对名称和号码',
    'In the register this number belongs to another name; check name and number',
  ],
  'other-code-in-register': [
    '底册中此处同名的一家证照号码不同，请核对号码',
    'The register has another number for this name at this place; check the number',
  ],
  'several-in-register': [
    '底册中本社区有几家同名，请补上证照号码或地址',
    'The register has several of this name in the community; add the number or the address',
  ],
  'registered-elsewhere': [
    '这个证照号码已登记在您负责的范围之外，请联系街道',
    'This number is registered outside the area you answer for; ask the sub-district',
  ],
  'closed-in-list': [
    '名单写已关闭或搬走，底册中仍在：请到该单位页面办理关闭',
    'The list says that it is closed; close it on its own page in the register',
  ],
})

const remarks = words({
  ...listRemarks,
  'no-enterprise': ['没有名称，也没有证照号码和电话，略过', 'Neither name, number nor phone; passed over'],
  'kind-from-name': ['没写类型，按名称判断', 'No kind is given; taken from the name'],
  'several-names': ['写了几个人，取第一个', 'Several people are named; the first was taken'],
  'area-unknown': [
    '“{title}”一栏的名称底册里没有，已略过',
    'The register has no such area as column “{title}” says; left out',
  ],
  'premises-vague': ['{why}', '{why}'],
  'place-carried': ['所在市场或楼栋空着，沿用上面一行', 'Market or building is empty and was taken from the row above'],
  'closed-passed-over': [
    '名单写已关闭或搬走，底册中也没有，略过',
    'Closed by the list and not in the register; passed over',
  ],
})

export type FaultCode = keyof typeof faults | CreditProblem
export type RemarkCode = keyof typeof remarks
export type Fault = Noticed<ImportField, FaultCode>
export type Remark = Noticed<ImportField, RemarkCode>

export const rowProblemOf = problemSpeaker({ ...creditProblems.words, ...faults, ...remarks })

export const faultCodes: readonly string[] = [...creditProblems.values, ...Object.keys(faults)]
export const remarkCodes: readonly string[] = Object.keys(remarks)
