/** What a list of people may hold. */
import { type CodeOf, codes } from '../../platform/pure/codes.ts'

export const importFields = codes({
  name: ['姓名', 'Name'],
  sex: ['性别', 'Sex'],
  birthDate: ['出生日期', 'Birth date'],
  idType: ['证件类型', 'Document type'],
  idNumber: ['证件号码', 'Identity number'],
  phone: ['电话', 'Phone'],
  compound: ['小区', 'Compound'],
  building: ['楼栋', 'Building'],
  unit: ['单元', 'Unit'],
  room: ['房号', 'Room'],
  address: ['地址', 'Address'],
  residence: ['户籍情况', 'Residence'],
  tenancy: ['房屋情况', 'Tenancy'],
  relation: ['与户主关系', 'Relation to head'],
  work: ['作息', 'Work'],
  groups: ['重点人群', 'Key groups'],
  note: ['备注', 'Note'],
})
export type ImportField = CodeOf<typeof importFields>
