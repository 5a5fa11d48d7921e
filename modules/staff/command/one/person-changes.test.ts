/** What the form of a person sends. */
import { expect, test } from 'vitest'
import type { Person } from '../../model.ts'
import { changesOf, draftOf, type Typed } from './person-changes.ts'

const BEFORE: Person = {
  ...{
    id: 'p',
    path: 'd01.s01.',
    departmentId: 'd',
    departmentName: '疾控科',
    number: 'W1',
    name: '溪小荷',
    sex: 'female',
  },
  ...{ birthYear: 1990, title: null, skills: ['nurse'], posts: [], partyMember: true, partyBranch: '一支部' },
  ...{ address: null, homePath: null, phoneMasked: '154****0101', accountId: 'a', note: null, state: 'in-service' },
  ...{ stateSince: '2026-01-01T00:00:00Z', exemptUntil: null, version: 3 },
  service: { days: 0, hours: 0, nights: 0, last: null, opening: null },
}
const typed = (more: Partial<Typed> = {}): Typed => ({
  ...{ departmentId: 'd', name: '溪小荷', number: 'W1', sex: 'female', birthYear: 1990, title: '', skills: ['nurse'] },
  ...{ posts: [], partyMember: true, partyBranch: '一支部', address: '', note: '', phone: '', login: '' },
  ...more,
})

test.each<[string, Partial<Typed>, object]>([
  ['nothing', {}, {}],
  ['a text emptied', { number: ' ' }, { number: null }],
  ['a title typed', { title: '科长 ' }, { title: '科长' }],
  ['skills', { skills: ['nurse', '潜水'] }, { skills: ['nurse', '潜水'] }],
  ['no longer of the party', { partyMember: false }, { partyMember: false }],
  ['a new phone', { phone: '15400000001', clearPhone: true }, { phone: '15400000001' }],
  ['the phone cleared', { clearPhone: true }, { phone: null }],
  ['an account linked', { login: ' xiaohe ' }, { login: 'xiaohe' }],
  ['the account unlinked', { unlink: true }, { login: null }],
])('%s', (_what, more, changes) => {
  expect(changesOf(BEFORE, typed(more))).toEqual(changes)
})

test('a new person with nothing but a name', () => {
  expect(draftOf({ departmentId: 'd', name: ' 云小帆 ' })).toEqual({
    ...{ departmentId: 'd', name: '云小帆', number: null, title: null, partyBranch: null, address: null, note: null },
    ...{ sex: null, birthYear: null, skills: [], posts: [], partyMember: false, phone: null },
  })
})
