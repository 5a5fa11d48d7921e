/** What a list of people that came down may hold, how its columns are recognised, and what can be wrong with a row. */
import { type CodeOf, codes } from '../../platform/pure/codes.ts'
import { phoneShape } from '../../platform/pure/list-cells.ts'
import type { ColumnLanguage, ListColumn } from '../../platform/pure/list-columns.ts'
import { listFaults, listRemarks, problemSpeaker } from '../../platform/pure/list-problems.ts'
import { titleReader } from '../../platform/pure/list-titles.ts'
import { codeOf } from '../../platform/pure/list-vocabulary.ts'
import { words } from '../../platform/pure/words.ts'
import { parseAddress } from '../register/address.ts'
import { vocabularies } from '../register/import-vocabulary.ts'
import { readNumberCell } from './resident-cells.ts'

export const lineFields = codes({
  name: ['姓名', 'Name'],
  idNumber: ['证件号码', 'Identity number'],
  phone: ['电话', 'Phone'],
  birthDate: ['出生日期', 'Birth date'],
  sex: ['性别', 'Sex'],
  address: ['地址', 'Address'],
  note: ['备注', 'Note'],
})
export type LineField = CodeOf<typeof lineFields>

const TITLES: Readonly<Record<LineField, string>> = {
  name: '姓名 名字 人员姓名 旅客姓名 乘客姓名 返乡人员 返乡人员姓名 受检人 受检人姓名 受检者姓名 被检者姓名 居民姓名 真实姓名 name fullname passenger passengername',
  idNumber:
    '身份证 身份证号 身份证号码 身份证件号码 公民身份号码 证件号 证件号码 护照号 护照号码 旅客证件号 证件编号 idnumber idno id_number passport',
  phone:
    '电话 电话号码 手机 手机号 手机号码 联系电话 联系方式 本人电话 移动电话 联系号码 旅客电话 phone mobile telephone',
  birthDate: '出生日期 出生年月 出生年月日 生日 出生 birthdate birth_date dateofbirth birthday',
  sex: '性别 男女 sex gender',
  address:
    '地址 住址 现住址 居住地址 现居住地址 详细地址 家庭住址 家庭地址 居住地 现居住地 目的地 目的地址 目的地详细地址 返乡地址 到达地址 落脚点 隔离地址 address destination',
  note: '备注 说明 情况说明 其他 note notes remark remarks',
}
/** Of somebody else, or no part of a person. */
const FOREIGN = [
  ...['序号', '监护人', '紧急联系', '联系人', '户主', '网格员', '登记人', '填表', '采集人', '检测人员', '户籍', '出发'],
  ...['年龄', '民族', '单位', '街道', '社区', '有误原因', '原因'],
]

const lookOf = (cell: string): LineField | undefined => {
  const text = cell.trim()
  if (phoneShape(text) === 'mobile') return 'phone'
  const { state } = readNumberCell(text)
  if (state === 'holds' || state === 'lost' || (state === 'doubtful' && /^\d{15,18}[\dXx]?$/u.test(text)))
    return 'idNumber'
  if (text.length <= 2 && /^[男女]性?$/u.test(text) && codeOf(vocabularies.sex, text) !== undefined) return 'sex'
  const { building, room } = parseAddress(text)
  return building !== undefined && room !== undefined ? 'address' : undefined
}

export const lineColumns: ColumnLanguage<LineField> = {
  titles: titleReader({ titles: TITLES, foreign: FOREIGN }),
  lookOf,
  sureLooks: new Set(['idNumber', 'phone']),
  vocabularies: {},
}

const TELLING: readonly LineField[] = ['idNumber', 'phone', 'birthDate', 'address']

/** A name alone finds nobody, and something must say whom a line means. */
export const missingFields = (columns: readonly Pick<ListColumn<LineField>, 'field'>[]): LineField[] => {
  const has = (field: LineField): boolean => columns.some((column) => column.field === field)
  if (!has('name') && !has('idNumber')) return ['name']
  return TELLING.some(has) ? [] : ['idNumber']
}

const faults = words({
  ...listFaults,
  'nobody-named': ['没有姓名，也没有证件号码，请补上', 'Neither a name nor an identity number; add one'],
})
const remarks = words({
  ...listRemarks,
  'number-lost': [
    '证件号码已被 Excel 改成约数，不作比对；有原表请重新填写',
    'Excel has rounded the identity number; it is not compared. Enter it again if you have the original',
  ],
  'number-doubtful': [
    '证件号码位数或校验位不对，只作参考',
    'The identity number has a wrong length or check digit; it counts only as a hint',
  ],
  'name-only': ['除姓名外没有可比对的内容，不会被认定', 'Nothing but a name: it will not be linked to anybody'],
  'phone-unread': ['电话看不懂，不作比对', 'The phone is not understood and not compared'],
  'date-unread': ['出生日期看不懂，不作比对', 'The birth date is not understood and not compared'],
})
export type LineFault = keyof typeof faults
export type LineRemark = keyof typeof remarks
export const lineProblemOf = problemSpeaker({ ...faults, ...remarks })
