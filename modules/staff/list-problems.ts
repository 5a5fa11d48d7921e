/**
 * What can be wrong with a row of a list of staff, in words that say what to do. A fault keeps the row out until it is
 * mended; a remark only tells what was understood. Parameters hold nothing personal.
 */
import { listFaults, listRemarks, type Noticed, problemSpeaker } from '../../platform/pure/list-problems.ts'
import { words } from '../../platform/pure/words.ts'
import type { ImportField } from './list-fields.ts'

const faults = words({
  ...listFaults,
  'no-person': ['没有姓名，请补上', 'The name is missing; add it'],
  'bad-number': ['工号超过 30 个字符，请改正', 'The employee number is longer than 30 characters; correct it'],
  'bad-year': ['出生年份看不懂，请写成 1985', 'The year of birth is not understood; write it like 1985'],
  'no-department': ['名册里没有此人，请补上部门', 'This person is not on the roster yet; add the department'],
  'long-department': ['部门名称超过 60 字，请改正', 'The department is longer than 60 characters; correct it'],
  'several-departments': [
    '有几个部门叫“{name}”，请写上级单位，如“单位/科室”',
    'Several departments are called “{name}”; add the organisation above it',
  ],
  'department-beyond': [
    '“{name}”不在您负责的范围内，请联系街道',
    '“{name}” is outside the area you answer for; ask the sub-district',
  ],
  'twice-in-list': [
    '与第 {row} 行是同一人但内容不同，请只留一行',
    'The same person as in row {row}, with other content; keep one of the two',
  ],
  'other-name-on-roster': [
    '名册中这个工号属于另一个姓名，请核对',
    'On the roster this employee number belongs to another name; check both',
  ],
  'several-on-roster': [
    '名册中该部门有几人同名，请补上工号或电话',
    'The roster has several of this name in the department; add the number or the phone',
  ],
  'number-elsewhere': [
    '这个工号已登记在您负责的范围之外，请联系街道',
    'This number is on the roster outside the area you answer for; ask the sub-district',
  ],
  'left-on-roster': [
    '名册中此人已离开，请先在其页面恢复在职',
    'On the roster this person has left; take them back on their own page first',
  ],
  'left-in-list': [
    '名单写已离开，名册中仍在职：请到其页面办理离开',
    'The list says that this person left; note it on their own page',
  ],
})

const remarks = words({
  ...listRemarks,
  'no-one': ['没有姓名，也没有工号和电话，略过', 'Neither name, number nor phone; passed over'],
  'department-carried': ['单位或部门空着，沿用上面一行', 'The department is empty and was taken from the row above'],
  'new-department': ['名册里没有“{name}”，导入时新建', '“{name}” is not on the roster yet and will be made'],
  namesake: [
    '名册里别的部门有同名的人，按两人登记',
    'Another department has somebody of this name; taken as two people',
  ],
  'own-skill': ['“{name}”不在常用技能里，按原文记录', '“{name}” is not among the usual skills; kept as written'],
  'exempt-without-end': [
    '写了不参加抽调的原因但没有结束日期，未登记：请在本人页面补登',
    'A reason for an exemption without its end was left out; note it on the person’s page',
  ],
  'exempt-over': [
    '不参加抽调的日期已过或超过三年，未登记',
    'The exemption is over, or longer than three years, and was left out',
  ],
  'left-passed-over': ['名单写已离开，名册中也没有，略过', 'Left by the list and not on the roster; passed over'],
})

export type FaultCode = keyof typeof faults
export type RemarkCode = keyof typeof remarks
export type Fault = Noticed<ImportField, FaultCode>
export type Remark = Noticed<ImportField, RemarkCode>

export const rowProblemOf = problemSpeaker({ ...faults, ...remarks })
