/** Which building an address speaks of, and when it is better to say none. */
import { expect, test } from 'vitest'
import { addressIndex, type IndexedArea } from '../register/address-index.ts'
import { likelyPlace } from './likely-place.ts'

const X = 'd01.s01.c01.p1.g01.x01.'
const Y = 'd01.s01.c01.p1.g01.x02.'
const area = (path: string, kind: IndexedArea['kind'], name: string): IndexedArea => ({ path, kind, name })
const index = addressIndex([
  area(X, 'compound', '桃影苑'),
  area(`${X}b001.`, 'building', '1号楼'),
  area(`${X}b001.u1.`, 'unit', '1单元'),
  area(`${X}b001.u1.h0101.`, 'dwelling', '101室'),
  area(`${X}b002.`, 'building', '2号楼'),
  area(Y, 'compound', '柳亭苑'),
  area(`${Y}b001.`, 'building', '1号楼'),
])

test.each([
  ['桃影苑1号楼1单元101室', `${X}b001.`],
  ['桃花街道桃影苑2幢', `${X}b002.`],
  ['桃影苑1号楼909室', `${X}b001.`],
  ['桃影苑', X],
  ['桃影苑7号楼', X],
  ['1号楼', null],
  ['外省某地某路', null],
  ['', null],
])('%s → %s', (address, path) => {
  expect(likelyPlace(address, index)).toBe(path)
})
