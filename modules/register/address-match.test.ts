/** A small estate: two compounds with the same building numbers, a tower without units, a lane of houses. */
import { describe, expect, test } from 'vitest'
import { parseAddress } from './address.ts'
import { addressIndex, dwellingAddress, type IndexedArea } from './address-index.ts'
import { matchDwelling } from './address-match.ts'

const C = 'd01.s01.c01.p1.g01.'
const areas: IndexedArea[] = [
  { path: `${C}x01.`, kind: 'compound', name: '桃影苑' },
  { path: `${C}x01.b001.`, kind: 'building', name: '3号楼' },
  ...['1', '2'].flatMap((unit): IndexedArea[] => [
    { path: `${C}x01.b001.u${unit}.`, kind: 'unit', name: `${unit}单元` },
    { path: `${C}x01.b001.u${unit}.h302.`, kind: 'dwelling', name: '302室' },
  ]),
  { path: `${C}x01.b001.u2.h1201.`, kind: 'dwelling', name: '1201室' },
  { path: `${C}x02.`, kind: 'compound', name: '柳桥里小区' },
  { path: `${C}x02.b001.`, kind: 'building', name: '3号楼' },
  { path: `${C}x02.b001.u1.`, kind: 'unit', name: '1单元' },
  { path: `${C}x02.b001.u1.h302.`, kind: 'dwelling', name: '302室' },
  { path: `${C}x02.b001.u1.h402.`, kind: 'dwelling', name: '402室' },
  { path: `${C}x03.`, kind: 'compound', name: '桃花三巷' },
  { path: `${C}x03.b001.`, kind: 'building', name: '12号' },
  { path: `${C}x03.b001.h302.`, kind: 'dwelling', name: '302房' },
]
const index = addressIndex([...areas].reverse())
const match = (address: string) => matchDwelling(parseAddress(address), index)

test('the index holds every flat and shows its address', () => {
  expect(index.dwellings).toBe(6)
  expect(dwellingAddress(`${C}x01.b001.u2.h1201.`, index)).toBe('桃影苑 3号楼 2单元 1201室')
  expect(dwellingAddress(`${C}x03.b001.h302.`, index)).toBe('桃花三巷 12号 302房')
})

describe('one dwelling', () => {
  test.each([
    ['桃影苑三幢2-1201', 'x01.b001.u2.h1201.', 1],
    ['云溪区桃花街道桃影苑3号楼1单元302室', 'x01.b001.u1.h302.', 1],
    ['桃花路88号桃影苑3号楼1单元302室', 'x01.b001.u1.h302.', 0.95],
    ['桃影苑小区3号楼2单元302', 'x01.b001.u2.h302.', 0.9],
    ['柳桥里3号楼1单元302', 'x02.b001.u1.h302.', 0.9],
    ['桃影苑3号楼1201', 'x01.b001.u2.h1201.', 0.9],
    ['柳桥里小区3号楼3单元302', 'x02.b001.u1.h302.', 0.8],
    ['桃花3巷12号3楼302', 'x03.b001.h302.', 0.9],
    ['3号楼402室', 'x02.b001.u1.h402.', 0.75],
  ])('%s', (address, path, confidence) => {
    expect(match(address)).toMatchObject({ found: 'one', path: C + path, confidence })
  })
})

test('several flats fit: they are offered, none is chosen', () => {
  expect(match('桃影苑3号楼302')).toMatchObject({
    found: 'several',
    candidates: [`${C}x01.b001.u1.h302.`, `${C}x01.b001.u2.h302.`],
  })
  expect(match('3-1-302')).toMatchObject({ found: 'several' })
})

test.each([
  ['桃影园3号楼1单元302', 'compound'],
  ['松影苑3号楼1单元302', 'compound'],
  ['桃影苑5号楼302', 'building'],
  ['桃影苑3号楼5单元302', 'unit'],
  ['桃影苑3号楼1单元9902', 'room'],
  ['桃影苑3号楼', 'room'],
  ['', 'room'],
])('%s: no such %s', (address, missing) => expect(match(address)).toMatchObject({ found: 'none', missing }))

test('a compound one slip away is named as a question, not taken', () => {
  const seen = match('桃影园3号楼1单元302')
  expect(seen.because[0]).toContain('桃影苑')
  expect(match('梧桐大院3号楼1单元302').because[0]).not.toContain('是不是')
})
