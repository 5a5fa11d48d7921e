/** A community with an estate, a mall of one building and a lane, a second community beside it. */
import { describe, expect, test } from 'vitest'
import { addressIndex, type IndexedArea } from '../register/address-index.ts'
import { areaKey, matchPremises, type PremisesIndex } from './premises.ts'

const C = 'd01.s01.c01.'
const G = `${C}p1.g01.`
const D = 'd01.s01.c02.'
const areas: IndexedArea[] = [
  { path: `${G}x01.`, kind: 'compound', name: '桃影苑' },
  { path: `${G}x01.b001.`, kind: 'building', name: '1号楼' },
  { path: `${G}x01.b001.u1.`, kind: 'unit', name: '1单元' },
  { path: `${G}x01.b001.u1.h0101.`, kind: 'dwelling', name: '101室' },
  { path: `${G}x01.b002.`, kind: 'building', name: '2号楼' },
  { path: `${G}x02.`, kind: 'compound', name: '桃溪里商场' },
  { path: `${G}x02.b001.`, kind: 'building', name: '桃溪里商场' },
  { path: `${G}x03.`, kind: 'compound', name: '桃花三巷' },
  { path: `${G}x03.b012.`, kind: 'building', name: '12号' },
  { path: `${C}p2.g02.x03.`, kind: 'compound', name: '桃花三巷' },
  { path: `${D}p1.g01.x01.`, kind: 'compound', name: '柳亭苑' },
]
const named = new Map([
  [areaKey('松影社区'), [C]],
  [areaKey('柳亭村'), [D]],
  [areaKey('第一网格'), [G, `${D}p1.g01.`]],
])
const index = (under: string): PremisesIndex => ({ under, areas: named, addresses: addressIndex(areas) })
const at = (address: string, areaName?: string, under = C) => matchPremises(address, areaName, index(under))

describe('as exactly as can be told', () => {
  test.each([
    ['桃影苑1号楼1单元101室', `${G}x01.b001.u1.h0101.`],
    ['桃影苑1号楼101', `${G}x01.b001.u1.h0101.`],
    ['云溪区桃花街道桃影苑2号楼底商', `${G}x01.b002.`],
    ['桃影苑2号楼南侧门面房3号', `${G}x01.b002.`],
    ['桃影苑2号楼沿街商铺12', `${G}x01.b002.`],
    ['桃影苑二号楼909室', `${G}x01.b002.`],
    ['桃花三巷12号', `${G}x03.b012.`],
  ])('%s', (address, path) => expect(at(address)).toEqual({ path, vague: null, areaKnown: true }))
  test('no more than the compound', () => {
    expect(at('桃溪里商场2层203')).toMatchObject({
      path: `${G}x02.`,
      vague: [expect.stringContaining('小区或市场'), expect.anything()],
    })
    expect(at('桃影苑')).toMatchObject({ path: `${G}x01.` })
  })
  test('a compound that lies in two grids: what holds both', () => {
    expect(at('桃花三巷')).toMatchObject({ path: C })
  })
  test('a road of its own: the community, and it is said; without an address there is nothing to say', () => {
    expect(at('桃花大道88号院')).toMatchObject({
      path: C,
      vague: [expect.stringContaining('社区一级'), expect.anything()],
    })
    expect(at('')).toEqual({ path: C, vague: null, areaKnown: true })
  })
})

describe('within the named community', () => {
  const street = 'd01.s01.'
  test.each<[string, string | undefined, string | null, boolean]>([
    ['桃花大道1号', '松影', C, true],
    ['', '柳亭村', D, true],
    ['柳亭苑', undefined, `${D}p1.g01.x01.`, true],
    // The compound of that name lies in the other community.
    ['柳亭苑', '松影社区', C, true],
    ['桃影苑', '没有这个社区', `${G}x01.`, false],
    ['桃花大道1号', '没有这个社区', null, false],
    ['桃花大道1号', undefined, null, true],
    // There are two grids of that name.
    ['', '第一网格', null, false],
  ])('%s in %s', (address, area, path, areaKnown) => {
    expect(at(address, area, street)).toMatchObject({ path, areaKnown })
  })
})
