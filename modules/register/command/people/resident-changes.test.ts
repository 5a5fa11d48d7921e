import { expect, test } from 'vitest'
import type { Resident } from '../../model.ts'
import { changesOf, type Typed } from './resident-changes.ts'

const before: Resident = {
  id: '018f0000-0000-7000-8000-000000000001',
  path: 'd01.s01.c01.p01.g01.e01.b01.u01.r101.',
  name: '凌小舟',
  sex: 'male',
  birthDate: '1980-02-03',
  idType: 'resident-id',
  idMasked: '320*************1X',
  phoneMasked: '154****0001',
  residence: 'local',
  tenancy: 'owner',
  relation: 'head',
  work: 'day',
  groups: ['courier'],
  note: null,
  leftAt: null,
  leftReason: null,
  version: 3,
  address: '',
}
const asShown: Typed = { ...before, idNumber: '', phone: '' }

test('an untouched form changes nothing, and leaves numbers alone', () => {
  expect(changesOf(before, asShown)).toEqual({})
  expect(changesOf(before, { ...asShown, note: '', groups: ['courier'] })).toEqual({})
})

test('only what differs is sent', () => {
  expect(changesOf(before, { ...asShown, name: ' 凌小周 ', groups: [], work: 'shift' })).toEqual({
    name: '凌小周',
    groups: [],
    work: 'shift',
  })
  expect(changesOf(before, { ...asShown, sex: undefined, birthDate: '' })).toEqual({ sex: null, birthDate: null })
})

test('a number goes only when it was cleared on purpose', () => {
  expect(changesOf(before, { ...asShown, clearPhone: true })).toEqual({ phone: null })
  expect(changesOf(before, { ...asShown, phone: ' 15400000002 ', clearPhone: true })).toEqual({ phone: '15400000002' })
  expect(changesOf(before, { ...asShown, idType: 'none' })).toEqual({ idType: 'none', idNumber: null })
  expect(changesOf({ ...before, idMasked: null }, { ...asShown, idType: 'none' })).toEqual({ idType: 'none' })
})
