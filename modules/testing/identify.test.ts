/** Codes and numbers are read out of any text, and whoever is on the list is found by any part of what is known of them. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkCharacterOf } from '../../platform/pure/resident-id.ts'
import {
  householdOf,
  identifyWords,
  indexOf,
  type Listed,
  type Mark,
  readScan,
  searchPeople,
  standingOf,
} from './identify.ts'

const id = (n: number): string => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`
const numberOf = (born: string, sequence: number): string => {
  const head = `339901${born}${String(sequence).padStart(3, '0')}`
  return head + checkCharacterOf(head)
}
const person = (n: number, over: Partial<Listed> = {}): Listed => ({
  id: id(n),
  path: `d01.s01.c01.p01.g01.m01.b03.u02.h${n}.`,
  name: '桃小满',
  initials: 'txm',
  sex: 'female',
  birthYear: 1990,
  idKey: n.toString(16).padStart(16, '0'),
  phoneTail: String(1000 + n),
  tested: false,
  address: '桃花苑 3号楼 2单元 1201室',
  ...over,
})

const born = fc
  .date({ min: new Date('1920-01-01'), max: new Date('2025-12-31'), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10).replaceAll('-', ''))
const numbers = fc.tuple(born, fc.integer({ min: 1, max: 999 })).map(([b, s]) => numberOf(b, s))
// No digits or Latin letters, so that nothing can run into the number.
const noise = fc
  .array(fc.constantFrom('姓名：', '王', ' ', '\n', '，', '号码', ':', '|', '/', '；'), { maxLength: 6 })
  .map((a) => a.join(''))

describe('what a camera read', () => {
  test('a number is found in any text around it', () => {
    fc.assert(
      fc.property(noise, numbers, noise, fc.boolean(), (before, number, after, small) => {
        const text = `${before} ${small ? number.toLowerCase() : number} ${after}`
        expect(readScan(text)).toMatchObject({ kind: 'number', number: { value: number } })
      }),
      { seed: 21 },
    )
  })
  test('one wrong digit is never read as somebody', () => {
    fc.assert(
      fc.property(numbers, fc.nat(16), fc.integer({ min: 1, max: 9 }), (number, at, by) => {
        const digit = (Number(number[at]) + by) % 10
        expect(readScan(`身份证 ${number.slice(0, at)}${digit}${number.slice(at + 1)}`).kind).toBe('unreadable')
      }),
      { seed: 22 },
    )
  })
  test('two different numbers are not chosen between, the same one twice is one', () => {
    const [a, b] = [numberOf('19900307', 1), numberOf('19580612', 22)]
    expect(readScan(`${a} ${b}`)).toEqual({ kind: 'unreadable', because: [identifyWords.several] })
    expect(readScan(`${a} ${a}`)).toMatchObject({ kind: 'number', number: { value: a } })
  })
  test.each([
    [`SW1:R:${id(7)}`, { kind: 'resident', id: id(7) }],
    [` sw1:r:${id(7).toUpperCase()}\n`, { kind: 'resident', id: id(7) }],
    [`SW1:R:${id(7).slice(0, -1)}`, { kind: 'unreadable', because: [identifyWords.badCode] }],
    ['', { kind: 'unreadable', because: [identifyWords.nothing] }],
    ['https://example.invalid/p?x=20260305123456789012', { kind: 'unreadable', because: [identifyWords.noNumber] }],
    ['无', { kind: 'unreadable', because: [identifyWords.noNumber] }],
    ['H12345678', { kind: 'number', number: { type: 'hk-macau-permit', value: 'H12345678' } }],
    ['E12345678', { kind: 'number', number: { type: 'passport', value: 'E12345678' } }],
  ])('%j', (text, wanted) => expect(readScan(text)).toEqual(wanted))
})

const surnames = '桃柳松梅竹兰荷桂'
const given = '小满安宁乐远清川'
const people = fc
  .array(
    fc.record({
      name: fc.tuple(fc.nat(7), fc.nat(7), fc.nat(7)),
      tail: fc.option(fc.integer({ min: 0, max: 9999 }), { nil: null }),
      home: fc.tuple(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 101, max: 3304 }),
      ),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((drafts) =>
    drafts.map(({ name, tail, home }, i) =>
      person(i, {
        name: `${surnames[name[0]]}${given[name[1]]}${given[name[2]]}`,
        initials: `${'tlsmzlhg'[name[0]]}${'xmanlyqc'[name[1]]}${'xmanlyqc'[name[2]]}`,
        phoneTail: tail === null ? null : String(tail).padStart(4, '0'),
        address: `桃花苑 ${home[0]}号楼 ${home[1]}单元 ${home[2]}室`,
        path: `d01.s01.c01.p01.g01.m01.b${home[0]}.u${home[1]}.h${home[2]}.`,
      }),
    ),
  )

describe('finding somebody with no document', () => {
  test('everybody is found by name, initials, phone tail, address, and by these together', () => {
    fc.assert(
      fc.property(people, fc.nat(), (list, pick) => {
        const index = indexOf(list)
        const one = list[pick % list.length] as Listed
        const home = (one.address ?? '').match(/\d+/g) as string[]
        const tail = one.phoneTail ?? ''
        const ways = [one.name, one.name.slice(0, 2), one.initials.toUpperCase(), tail || one.name]
        ways.push(
          `${one.name} ${home[2]}`,
          `${one.initials}${tail}`,
          home.join('-'),
          `${home[0]}号楼${one.name.slice(0, 1)}`,
        )
        for (const way of ways) {
          expect(
            searchPeople(index, way, 99).people.map((p) => p.id),
            way,
          ).toContain(one.id)
        }
      }),
      { seed: 23, numRuns: 200 },
    )
  })
  test('all of what was typed must hold', () => {
    fc.assert(
      fc.property(people, fc.constantFrom(...surnames), fc.integer({ min: 1, max: 12 }), (list, han, building) => {
        const { people: found } = searchPeople(indexOf(list), `${han} ${building}-`, 99)
        for (const p of found) {
          expect(p.name.includes(han) || p.address?.includes(han)).toBe(true)
          expect(
            p.address?.match(/\d+/g)?.some((n) => n === String(building)) || p.phoneTail === String(building),
          ).toBe(true)
        }
      }),
      { seed: 24, numRuns: 200 },
    )
  })
  test('the very name comes before those that only start with it, and the rest are said to exist', () => {
    const list = [
      person(1, { name: '桃小满安', initials: 'txma' }),
      person(2),
      person(3, { name: '李安', initials: 'la', address: '桃小满路 5号' }),
    ]
    expect(searchPeople(indexOf(list), '桃小满').people.map((p) => p.id)).toEqual([id(2), id(1), id(3)])
    const two = searchPeople(indexOf(list), '桃小满', 2)
    expect(two).toMatchObject({ more: true })
    expect(two.people).toHaveLength(2)
  })
  test.each(['', '  ', '·', '-', '!!'])('%j finds nobody rather than everybody', (typed) => {
    expect(searchPeople(indexOf([person(1)]), typed)).toEqual({ people: [], more: false })
  })
  test('a foreign name is found by any of its words, whatever the case', () => {
    const list = [person(1, { name: 'Ana María Ficticia', initials: 'amf' })]
    for (const way of ['ana', 'FICTICIA', 'ana ficticia'])
      expect(searchPeople(indexOf(list), way).people).toHaveLength(1)
  })
  test('room 12 is not room 1201 once something follows it', () => {
    const list = [person(1), person(2, { address: '桃花苑 3号楼 2单元 12室' })]
    expect(searchPeople(indexOf(list), '12 桃花苑').people.map((p) => p.id)).toEqual([id(2)])
    expect(searchPeople(indexOf(list), '3-2-12').people).toHaveLength(2)
    expect(searchPeople(indexOf(list), '2-3-12').people).toHaveLength(0)
  })
})

test('the household is everybody else behind the same door', () => {
  const path = 'd01.s01.c01.p01.g01.m01.b03.u02.h1201.'
  const list = [person(1, { path }), person(2, { path }), person(3)]
  expect(householdOf(indexOf(list), list[0] as Listed).map((p) => p.id)).toEqual([id(2)])
})

const mark = (over: Partial<Mark>): Mark => ({ tested: true, sampleId: null, at: null, tube: null, ...over })
test.each([
  ['nobody', null, undefined, 'not-on-list'],
  ['due', person(1), undefined, 'due'],
  ['on the fetched list as tested', person(1, { tested: true }), undefined, 'tested-elsewhere'],
  ['heard of since', person(1), mark({}), 'tested-elsewhere'],
  ['swabbed here', person(1), mark({ sampleId: id(9) }), 'tested-here'],
  ['swabbed here, of another list', null, mark({ sampleId: id(9) }), 'tested-here'],
  ['taken back here', person(1, { tested: true }), mark({ tested: false, sampleId: id(9) }), 'due'],
] as const)('%s', (_, who, seen, verdict) => expect(standingOf(who, seen).verdict).toBe(verdict))
