import { expect, test } from 'vitest'
import type { LineDraft } from './file-line.ts'
import { judgeLine, type LineFacts, type TubeFact } from './line-verdict.ts'
import type { Outcome } from './model.ts'
import { POLICY } from './policy.ts'

const NOW = Date.parse('2026-03-05T12:00:00+08:00')
const HOUR = 3_600_000
const draft = (more: Partial<LineDraft> & { outcome?: Outcome } = {}) => ({
  code: 'T1',
  name: null,
  idNumber: null,
  said: '阴性',
  outcome: 'negative' as Outcome,
  testedAt: null,
  testedDay: null,
  ...more,
})
const tube = (more: Partial<TubeFact> = {}): TubeFact => ({
  tubeId: 'a',
  heads: 10,
  lastTakenAt: NOW - 5 * HOUR,
  closed: true,
  received: true,
  outcome: null,
  turn: 0,
  ...more,
})
const facts = (more: Partial<LineFacts> = {}): LineFacts => ({ tubes: [tube()], person: null, earlier: null, ...more })
const judge = (d: ReturnType<typeof draft>, f: LineFacts) => {
  const { verdict, turn, faults, remarks } = judgeLine(d, f, NOW, POLICY)
  return [verdict, turn, [...faults, ...remarks].map((p) => p.code).join()]
}
const at = (hours: number): string => new Date(NOW + hours * HOUR).toISOString()

test.each([
  ['a first result', draft(), facts(), ['new', 1, '']],
  [
    'the same again',
    draft(),
    facts({ tubes: [tube({ outcome: 'negative', turn: 1 })] }),
    ['same', null, 'same-result'],
  ],
  ['after a re-check', draft(), facts({ tubes: [tube({ outcome: 'recheck', turn: 2 })] }), ['new', 3, 'after-recheck']],
  [
    'after an invalid one',
    draft(),
    facts({ tubes: [tube({ outcome: 'invalid', turn: 1 })] }),
    ['new', 2, 'after-recheck'],
  ],
  [
    'against a positive',
    draft(),
    facts({ tubes: [tube({ outcome: 'positive', turn: 1 })] }),
    ['changed', 2, 'other-outcome'],
  ],
  [
    'against a negative',
    draft({ outcome: 'positive' }),
    facts({ tubes: [tube({ outcome: 'negative', turn: 1 })] }),
    ['changed', 2, 'other-outcome'],
  ],
  [
    'doubt about a negative',
    draft({ outcome: 'recheck' }),
    facts({ tubes: [tube({ outcome: 'negative', turn: 1 })] }),
    ['changed', 2, 'other-outcome'],
  ],
  ['no such tube', draft(), facts({ tubes: [] }), ['bad', null, 'never-sampled-tube']],
  ['a code on two tubes', draft(), facts({ tubes: [tube(), tube({ tubeId: 'b' })] }), ['bad', null, 'code-on-several']],
  ['an empty tube', draft(), facts({ tubes: [tube({ heads: 0 })] }), ['bad', null, 'nothing-in-tube']],
  [
    'the earlier line says the same',
    draft(),
    facts({ earlier: { rowNo: 3, outcome: 'negative' } }),
    ['same', null, 'part-of-row'],
  ],
  [
    'the earlier line says otherwise',
    draft(),
    facts({ earlier: { rowNo: 3, outcome: 'positive' } }),
    ['bad', null, 'lines-disagree'],
  ],
  ['not received', draft(), facts({ tubes: [tube({ received: false })] }), ['new', 1, 'not-received']],
  ['still open', draft(), facts({ tubes: [tube({ closed: false })] }), ['new', 1, 'still-filling']],
  ['too fast', draft({ testedAt: at(-4.5) }), facts(), ['new', 1, 'too-fast']],
  ['tested before it was sampled', draft({ testedAt: at(-6) }), facts(), ['bad', null, 'before-sample']],
  ['on a day before', draft({ testedDay: '2026-03-04' }), facts(), ['bad', null, 'before-sample']],
  ['on the day itself', draft({ testedDay: '2026-03-05' }), facts(), ['new', 1, '']],
  [
    'a person of the tube',
    draft({ idNumber: 'x' }),
    facts({ person: { sampledIn: ['T1'], namedInTube: false } }),
    ['new', 1, ''],
  ],
  [
    'a person of another tube',
    draft({ idNumber: 'x' }),
    facts({ person: { sampledIn: ['T2'], namedInTube: false } }),
    ['bad', null, 'person-not-in-tube'],
  ],
  [
    'a person never sampled',
    draft({ idNumber: 'x' }),
    facts({ person: { sampledIn: [], namedInTube: false } }),
    ['bad', null, 'never-sampled-person'],
  ],
  [
    'registered without a number, known by name',
    draft({ idNumber: 'x', name: '桃' }),
    facts({ person: { sampledIn: [], namedInTube: true } }),
    ['new', 1, 'by-name'],
  ],
  ['by name', draft({ name: '桃' }), facts({ person: { sampledIn: null, namedInTube: true } }), ['new', 1, 'by-name']],
  [
    'a name that is not in the tube',
    draft({ name: '柳' }),
    facts({ person: { sampledIn: null, namedInTube: false } }),
    ['bad', null, 'name-not-in-tube'],
  ],
  [
    'a person without a tube',
    draft({ code: null, idNumber: 'x' }),
    facts({ person: { sampledIn: ['T1'], namedInTube: false } }),
    ['new', 1, ''],
  ],
  [
    'a person in two tubes',
    draft({ code: null, idNumber: 'x' }),
    facts({ tubes: [], person: { sampledIn: ['T1', 'T2'], namedInTube: false } }),
    ['bad', null, 'person-in-several'],
  ],
  [
    'a person nowhere',
    draft({ code: null, idNumber: 'x' }),
    facts({ tubes: [], person: { sampledIn: [], namedInTube: false } }),
    ['bad', null, 'never-sampled-person'],
  ],
] as const)('%s', (_what, d, f, expected) => {
  expect(judge(d, f)).toEqual(expected)
})
