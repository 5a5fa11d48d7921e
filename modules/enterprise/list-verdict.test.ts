/** What a row would do to what is kept. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { creditCode } from '../../database/taohua/firm-numbers.ts'
import { type Facts, type Judged, judgeRow, type Known, mergedWith } from './list-verdict.ts'
import { textKey } from './search.ts'

const C = 'd01.s01.c01.'
const X = `${C}p1.g01.x01.`
const CODE = creditCode('91', 1)
const known = (facts: Partial<Known> = {}): Known => {
  const name = facts.name ?? '云桃食品有限公司'
  return {
    ...{ id: 'a', version: 3, name, nameKey: textKey(name), shortName: null, shortKey: null, kind: 'company', path: X },
    ...{
      code: null,
      industry: null,
      staff: null,
      rooms: null,
      floorArea: null,
      address: null,
      note: null,
      state: 'open',
    },
    ...{ legalName: null, legalKey: null, contactName: null, contactKey: null },
    ...facts,
  }
}
const row = (said: Partial<Facts> = {}, kindTold = true): Judged => {
  const name = said.name ?? '云桃食品有限公司'
  return { said: { name, kind: 'company', path: X, ...said }, kindTold, nameKey: textKey(name), community: C }
}

describe('whom a row means', () => {
  test.each<[string, Judged, Known[], string, (string[] | string)?]>([
    ['nobody', row(), [], 'new'],
    ['the very same', row(), [known()], 'same'],
    ['its number under its name', row({ code: CODE, path: C }), [known({ code: CODE })], 'same'],
    ['its number under a shorter name', row({ code: CODE, name: '云桃食品' }), [known({ code: CODE })], 'same'],
    [
      'its number under a fuller name',
      row({ code: CODE, name: '云溪区云桃食品有限公司' }),
      [known({ code: CODE })],
      'changed',
      ['name'],
    ],
    [
      'its number under its sign',
      row({ code: CODE, name: '云桃' }),
      [known({ code: CODE, shortName: '云桃', shortKey: '云桃' })],
      'same',
    ],
    [
      'its number under another name',
      row({ code: CODE, name: '星月纺织厂' }),
      [known({ code: CODE })],
      'conflict',
      'other-name-in-register',
    ],
    ['a name without a number yet', row({ code: CODE }), [known()], 'changed', ['code']],
    [
      'the same name and place under another number',
      row({ code: creditCode('91', 2) }),
      [known({ code: CODE })],
      'conflict',
      'other-code-in-register',
    ],
    ['the same name elsewhere: a chain', row({ path: `${C}p1.g01.x02.` }), [known()], 'new'],
    ['the same name, and the row does not say where', row({ path: C }), [known()], 'same'],
    [
      'several of that name, and the row does not say which',
      row({ path: C }),
      [known(), known({ id: 'b', path: `${C}p1.g01.x02.` })],
      'conflict',
      'several-in-register',
    ],
    [
      'of several the one where the row says',
      row({ path: `${C}p1.g01.x02.` }),
      [known(), known({ id: 'b', path: `${C}p1.g01.x02.` })],
      'same',
    ],
    ['the same name in another community', row({ path: 'd01.s01.c02.' }), [known({ path: 'd01.s01.c03.' })], 'new'],
    ['closed by the list', row({ state: 'closed' }), [known()], 'conflict', 'closed-in-list'],
    ['closed by the list and not here', row({ state: 'closed' }), [], 'gone'],
  ])('%s', (_, judged, candidates, verdict, what) => {
    const answer = judgeRow({ ...judged, community: judged.said.path.slice(0, C.length) }, candidates)
    expect(answer.verdict).toBe(verdict)
    if (answer.verdict === 'conflict') expect(answer.fault.code).toBe(what)
    if (answer.verdict === 'changed') expect(answer.fields).toEqual(what)
  })
})

describe('what a row changes', () => {
  test('only what it speaks of, and a guessed kind corrects nobody', () => {
    const before = known({ kind: 'factory', staff: 5, note: '旧' })
    const answer = judgeRow(row({ staff: 6, contactKey: 'ab' }, false), [before])
    expect(answer).toMatchObject({ verdict: 'changed', fields: ['staff', 'contactPhone'] })
    expect(mergedWith(row({ staff: 6 }, false), before)).toMatchObject({ kind: 'factory', staff: 6, note: '旧' })
  })
  test('a vaguer place takes nothing back, a more exact one is taken', () => {
    expect(mergedWith(row({ path: C }), known()).path).toBe(X)
    expect(mergedWith(row({ path: `${X}b001.` }), known()).path).toBe(`${X}b001.`)
  })
})

test('a row that was applied changes nothing when it comes again', () => {
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
  const said = fc
    .record({
      name: fc.constantFrom('云桃食品有限公司', '云桃食品', '云桃', '云溪区云桃食品有限公司'),
      path: fc.constantFrom(C, X, `${X}b001.`),
      code: maybe(fc.constant(CODE)),
      staff: maybe(fc.nat(50)),
      state: maybe(fc.constantFrom('open', 'suspended')),
      address: maybe(fc.constantFrom('桃影苑', '桃影苑1号楼')),
      contactKey: maybe(fc.constantFrom('ab', 'cd')),
    })
    .map((facts) => Object.fromEntries(Object.entries(facts).filter(([, v]) => v !== undefined)) as Partial<Facts>)
  fc.assert(
    fc.property(said, fc.boolean(), fc.boolean(), (facts, kindTold, isKnown) => {
      const judged = row(facts, kindTold)
      const first = judgeRow(judged, isKnown ? [known({ code: CODE })] : [])
      const after =
        first.verdict === 'changed'
          ? { ...first.known, ...first.after, nameKey: textKey(first.after.name) }
          : first.verdict === 'new'
            ? known({ ...mergedWith(judged, null) })
            : undefined
      if (after) expect(judgeRow(judged, [after]).verdict).toBe('same')
    }),
    { seed: 81, numRuns: 1000 },
  )
})
