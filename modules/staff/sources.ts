/** What reports may ask of the roster. View in migration 0016. */
import { source } from '../../platform/pure/source.ts'
import { sexes } from '../register/model.ts'
import { departmentKinds } from './model.ts'

export const staffSources = [
  source({
    key: 'staff.people',
    words: ['工作人员', 'Staff'],
    lead: ['名册上在职的人，一人一行', 'People in service on the roster, a row each'],
    counts: ['人数', 'People'],
    // A superior sees no row of it: their figures stand on the roster's own page.
    roles: ['officer', 'leader'],
    personal: true,
    round: 'none',
    depth: 3,
    columns: [
      { key: 'department', words: ['部门', 'Department'], type: 'text' },
      { key: 'department_kind', words: ['部门类别', 'Kind of department'], type: 'code', codes: departmentKinds.words },
      { key: 'number', words: ['工号', 'Employee number'], type: 'text', personal: true },
      { key: 'name', words: ['姓名', 'Name'], type: 'text', personal: true },
      { key: 'sex', words: ['性别', 'Sex'], type: 'code', codes: sexes.words },
      { key: 'age', words: ['年龄', 'Age'], type: 'number' },
      { key: 'title', words: ['职务', 'Title'], type: 'text' },
      { key: 'party_member', words: ['党员', 'Party member'], type: 'yes' },
      { key: 'party_branch', words: ['党支部', 'Party branch'], type: 'text' },
      { key: 'phone_masked', words: ['电话（部分隐去）', 'Phone (masked)'], type: 'masked', personal: true },
      { key: 'has_phone', words: ['有电话', 'Has a phone'], type: 'yes' },
      { key: 'served_days', words: ['已服务天数', 'Days served'], type: 'number' },
      { key: 'last_served', words: ['最近服务日期', 'Last served'], type: 'day' },
      { key: 'exempt', words: ['今天不参加抽调', 'Exempt today'], type: 'yes' },
    ],
  }),
]
