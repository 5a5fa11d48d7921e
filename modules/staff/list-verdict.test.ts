/** What a row would do to the roster. */
import { expect, test } from 'vitest'
import { judgeRow, type Judged, type Known } from './list-verdict.ts'

const TODAY = '2026-03-10'
const KNOWN: Known = {
  ...{
    id: 'a',
    version: 1,
    name: '溪小荷',
    nameKey: '溪小荷',
    departmentId: 'cdc',
    number: 'W1',
    sex: 'female',
    birthYear: 1990,
  },
  ...{
    title: null,
    skills: ['nurse', 'driver'],
    posts: [],
    partyMember: true,
    partyBranch: '一支部',
    address: null,
    homePath: null,
  },
  ...{ phoneKey: 'ab', note: null, state: 'in-service', servedDays: 15, lastServed: '2026-03-05', exemptUntil: null },
  opening: { days: 12, on: '2026-02-01', last: '2026-01-30' },
}
const NAMELESS: Known = { ...KNOWN, id: 'b', number: null, phoneKey: null }
interface More {
  said?: Partial<Judged['said']>
  rest?: Partial<Omit<Judged, 'said'>>
}
const row = ({ said = {}, rest = {} }: More = {}): Judged => ({
  said: { name: '溪小荷', ...said },
  nameKey: '溪小荷',
  served: undefined,
  exempt: undefined,
  state: undefined,
  ...rest,
})
const told = (judged: Judged, candidates: readonly Known[]): string => {
  const verdict = judgeRow(judged, candidates, TODAY)
  if (verdict.verdict === 'conflict') return verdict.fault.code
  if (verdict.verdict === 'changed') return verdict.fields.join(' ')
  return verdict.verdict === 'new' && verdict.namesake ? 'new namesake' : verdict.verdict
}

test.each<[string, More, readonly Known[], string]>([
  ['by number', { said: { number: 'W1' } }, [KNOWN], 'same'],
  [
    'a number of another name',
    { said: { number: 'W1', name: '溪大荷' }, rest: { nameKey: '溪大荷' } },
    [KNOWN],
    'other-name-on-roster',
  ],
  ['by name and phone, in another department', { said: { departmentId: 'x', phoneKey: 'ab' } }, [KNOWN], 'department'],
  ['by name and department', { said: { departmentId: 'cdc' } }, [KNOWN], 'same'],
  ['by name alone', {}, [KNOWN], 'same'],
  ['by name alone, two of it', {}, [KNOWN, { ...NAMELESS, departmentId: 'x' }], 'several-on-roster'],
  ['two of a name in one department', { said: { departmentId: 'cdc' } }, [KNOWN, NAMELESS], 'several-on-roster'],
  ['told apart by the phone', { said: { departmentId: 'cdc', phoneKey: 'ab' } }, [KNOWN, NAMELESS], 'same'],
  ['another phone, same department', { said: { departmentId: 'cdc', phoneKey: 'cd' } }, [KNOWN], 'new namesake'],
  ['another number, same name', { said: { departmentId: 'cdc', number: 'W2' } }, [KNOWN], 'new'],
  ['a number for one who has none', { said: { departmentId: 'cdc', number: 'W2' } }, [NAMELESS], 'number'],
  ['nobody, without a department', {}, [], 'no-department'],
  ['nobody', { said: { departmentId: 'cdc' } }, [], 'new'],
  ['left by the list', { rest: { state: 'left' } }, [KNOWN], 'left-in-list'],
  ['left on both sides', { said: { number: 'W1' }, rest: { state: 'left' } }, [{ ...KNOWN, state: 'left' }], 'same'],
  ['left by the list, nobody here', { rest: { state: 'left' } }, [], 'gone'],
  ['here by the list, left on the roster', { said: { number: 'W1' } }, [{ ...KNOWN, state: 'left' }], 'left-on-roster'],
  ['skills in another order', { said: { skills: ['driver', 'nurse'] } }, [KNOWN], 'same'],
  ['other skills', { said: { skills: ['nurse'] } }, [KNOWN], 'skills'],
  ['no longer of the party', { said: { partyMember: false } }, [KNOWN], 'partyMember partyBranch'],
  ['the sum that is known', { rest: { served: { days: 15 } } }, [KNOWN], 'same'],
  [
    'the balance that was told',
    { rest: { served: { days: 12, on: '2026-02-01', last: '2026-01-30' } } },
    [KNOWN],
    'same',
  ],
  ['a new sum', { rest: { served: { days: 20 } } }, [KNOWN], 'servedDays'],
  ['an older last day', { rest: { served: { last: '2026-03-01' } } }, [KNOWN], 'same'],
  ['a newer last day', { rest: { served: { last: '2026-03-08' } } }, [KNOWN], 'servedDays'],
  ['excused', { rest: { exempt: { kind: 'leave', until: '2026-04-01' } } }, [KNOWN], 'exemptUntil'],
  [
    'excused longer already',
    { rest: { exempt: { kind: 'leave', until: '2026-04-01' } } },
    [{ ...KNOWN, exemptUntil: '2026-05-01' }],
    'same',
  ],
])('%s', (_what, more, candidates, expected) => {
  expect(told(row(more), candidates)).toBe(expected)
})

test('what a row says is kept, what it does not say stays; of days it makes a balance as of today', () => {
  const verdict = judgeRow(row({ said: { title: '科长' }, rest: { served: { days: 20 } } }), [KNOWN], TODAY)
  expect(verdict).toMatchObject({
    fields: ['title', 'servedDays'],
    after: { title: '科长', skills: ['nurse', 'driver'], opening: { days: 20, on: TODAY, last: '2026-03-05' } },
  })
  const fresh = judgeRow(row({ said: { departmentId: 'x' }, rest: { served: { days: 0 } } }), [], TODAY)
  expect(fresh).toMatchObject({ after: { opening: null, number: null, skills: [] } })
})
