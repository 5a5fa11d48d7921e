/** Addresses as communities write them; a door read wrongly sends a crew to a neighbour. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addressKey, addressText, floorOfRoom, joinAddress, parseAddress } from './address.ts'

const flat = (
  compound: string | undefined,
  building: string | undefined,
  unit: string | undefined,
  room: string | undefined,
) => Object.fromEntries(Object.entries({ compound, building, unit, room }).filter(([, value]) => value !== undefined))

describe('parseAddress', () => {
  test.each([
    ['桃花苑3号楼2单元1201室', flat('桃花苑', '3', '2', '1201')],
    ['桃花苑 3幢2-1201', flat('桃花苑', '3', '2', '1201')],
    ['3-2-1201', flat(undefined, '3', '2', '1201')],
    ['3/2/1201', flat(undefined, '3', '2', '1201')],
    ['3-2-12-01', flat(undefined, '3', '2', '1201')],
    ['桃花苑3-1201', flat('桃花苑', '3', undefined, '1201')],
    ['三号楼二单元12层01', flat(undefined, '3', '2', '1201')],
    ['桃花苑３号楼２单元１２０１', flat('桃花苑', '3', '2', '1201')],
    ['桃花苑03幢02单元0302室', flat('桃花苑', '3', '2', '302')],
    ['桃花苑3#2-1201', flat('桃花苑', '3', '2', '1201')],
    ['桃花苑3#1201', flat('桃花苑', '3', undefined, '1201')],
    ['桃花苑3-2单元1201', flat('桃花苑', '3', '2', '1201')],
    ['3栋2单元-1201', flat(undefined, '3', '2', '1201')],
    ['桃花苑甲楼乙单元302', flat('桃花苑', '甲', '乙', '302')],
    ['桃花苑甲单元302', flat('桃花苑', undefined, '甲', '302')],
    ['桃花苑a座1502', flat('桃花苑', 'A', undefined, '1502')],
    ['桃花苑1号楼12楼1201', flat('桃花苑', '1', undefined, '1201')],
    ['桃花苑3楼2单元302', flat('桃花苑', '3', '2', '302')],
    ['桃花苑3号楼2单元12楼01室', flat('桃花苑', '3', '2', '1201')],
    ['桃花三巷12号302房', flat('桃花三巷', '12', undefined, '302')],
    ['桃花三巷12号302号', flat('桃花三巷', '12', undefined, '302')],
    ['桃花三巷12号附3号302', flat('桃花三巷', '12附3', undefined, '302')],
    ['桃花三巷12号之3 302', flat('桃花三巷', '12附3', undefined, '302')],
    ['桃花三巷12-3号302', flat('桃花三巷', '12附3', undefined, '302')],
    ['桃花苑3号楼2单元1201-2', flat('桃花苑', '3', '2', '1201附2')],
    ['桃花苑3号楼地下室B101', flat('桃花苑', '3', undefined, 'B101')],
    ['一号院3号楼302', flat('一号院', '3', undefined, '302')],
    ['桃花路88号桃花苑3幢1201', flat('桃花路88号桃花苑', '3', undefined, '1201')],
    ['桃花苑3号楼2单元', flat('桃花苑', '3', '2', undefined)],
    ['桃花苑', flat('桃花苑', undefined, undefined, undefined)],
    ['', {}],
  ])('%s', (text, parts) => {
    const { rest: _rest, floor: _floor, ...read } = parseAddress(text)
    expect(read).toEqual(parts)
  })

  test('what lies above the compound and remarks are set apart', () => {
    expect(parseAddress('云溪区桃花街道松影社区桃影苑3号楼2单元1201室(东户)')).toEqual({
      ...flat('桃影苑', '3', '2', '1201'),
      floor: 12,
      rest: '云溪区桃花街道松影社区 东户',
    })
    expect(parseAddress('桃花村 东区 12号 3楼 302')).toEqual({
      ...flat('东区', '12', undefined, '302'),
      floor: 3,
      rest: '桃花村',
    })
    expect(parseAddress('曙光新村3号楼302')).toMatchObject({ compound: '曙光新村' })
  })

  test('what is shown is read back as the same place', () => {
    const parts = fc.record(
      {
        compound: fc.constantFrom('桃影苑', '桃花三巷', '柳桥里', '东区'),
        building: fc.oneof(fc.integer({ min: 1, max: 99 }).map(String), fc.constantFrom('甲', 'A', '12附3')),
        unit: fc.oneof(fc.integer({ min: 1, max: 9 }).map(String), fc.constantFrom('乙')),
        room: fc.oneof(fc.integer({ min: 101, max: 3405 }).map(String), fc.constantFrom('B101', '1201附2')),
      },
      { requiredKeys: ['compound', 'building', 'room'] },
    )
    fc.assert(
      fc.property(parts, (place) => {
        const { rest, floor: _floor, ...read } = parseAddress(addressText(place))
        expect(read).toEqual(place)
        expect(rest).toBe('')
      }),
      { seed: 21, numRuns: 300 },
    )
  })

  test('no text makes it throw or take long', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(fc.constantFrom('3', '号', '楼', '单元', '-', '室', '层', '附', ' ', 'A', '村', '十', '('), {
          maxLength: 60,
        })
        .map((t) => t.join('')),
    )
    fc.assert(
      fc.property(text, (address) => {
        const { rest, floor: _floor, ...parts } = parseAddress(address)
        for (const part of Object.values(parts)) expect(part).not.toBe('')
        expect(typeof rest).toBe('string')
      }),
      { seed: 22, numRuns: 1000 },
    )
  })
})

test.each([
  ['1201', 12],
  ['302', 3],
  ['302附1', 3],
  ['10203', 10],
  ['B101', -1],
  ['12', null],
  ['东', null],
])('room %s is on floor %s', (room, floor) => expect(floorOfRoom(room)).toBe(floor))

test('separate columns make one address, bare numbers take the kind of their column', () => {
  expect(joinAddress({ compound: '桃影苑', building: '3', unit: '2', room: '1201' })).toBe('桃影苑 3号楼 2单元 1201室')
  expect(joinAddress({ building: '三', unit: '甲', room: '12层01' })).toBe('三号楼 甲单元 12层01')
  expect(joinAddress({ compound: '桃影苑', building: '3号楼2单元', unit: '', room: '1201' })).toBe(
    '桃影苑 3号楼2单元 1201室',
  )
})

test('keys of places below another start with its key', () => {
  const key = (text: string) => addressKey(parseAddress(text))
  expect(key('桃花三巷12号302房')).toBe('桃花3巷/12//302/')
  expect(key('桃影苑三号楼二单元1201室').startsWith(key('桃影苑3幢'))).toBe(true)
  expect(key('桃影苑30幢').startsWith(key('桃影苑3幢'))).toBe(false)
})
