/** What a list of staff may hold. */
import { type CodeOf, codes } from '../../platform/pure/codes.ts'

export const importFields = codes({
  number: ['工号', 'Employee number'],
  name: ['姓名', 'Name'],
  sex: ['性别', 'Sex'],
  birthYear: ['出生年份', 'Birth year'],
  phone: ['手机', 'Phone'],
  unit: ['单位', 'Organisation'],
  department: ['部门', 'Department'],
  title: ['职务', 'Title'],
  skills: ['技能', 'Skills'],
  posts: ['兼任岗位', 'Posts held'],
  partyMember: ['政治面貌', 'Party member'],
  partyBranch: ['党支部', 'Party branch'],
  address: ['家庭住址', 'Home address'],
  exemptKind: ['不参加抽调原因', 'Exempt because'],
  exemptUntil: ['不参加抽调至', 'Exempt until'],
  servedDays: ['已服务天数', 'Days served'],
  lastServed: ['最近服务日期', 'Last served'],
  servedOn: ['天数统计至', 'Days counted up to'],
  state: ['在职状态', 'State'],
  note: ['备注', 'Note'],
})
export type ImportField = CodeOf<typeof importFields>
