import { describe, expect, test } from 'vitest'
import { matchDwelling } from '../../modules/register/address-match.ts'
import { addressIndex } from '../../modules/register/address-index.ts'
import { parseAddress } from '../../modules/register/address.ts'
import { residentColumns } from '../../modules/register/import-columns.ts'
import { matchColumns } from '../../platform/pure/list-columns.ts'
import { IMPORT_POLICY, rowReader } from '../../modules/register/import-row.ts'
import type { Places } from '../../modules/register/import-address.ts'
import { type Layout, type MessyRow, messyList } from './messy-list.ts'
import { communitySizes } from './plan.ts'
import { taohua } from './world.ts'

const TODAY = '2026-11-01'

const EXPECTED: Record<string, readonly string[]> = {
  'bad-check-digit': ['bad-check-digit'],
  'digit-missing': ['bad-length', 'bad-character'],
  'mangled-by-excel': ['mangled-by-excel'],
  'bad-date': ['bad-date'],
  'other-birth-date': ['date-contradicts-id'],
  'other-sex': ['sex-contradicts-id'],
  'no-name': ['no-name'],
  'short-phone': ['bad-phone'],
}

test('a list is the same every time, and the rows asked for', () => {
  const once = [...messyList({ community: 2, rows: 400 }).rows()]
  expect([...messyList({ community: 2, rows: 400 }).rows()]).toEqual(once)
  expect(new Set(once.map((row) => row.truth.resident.id)).size).toBe(400)
  expect(once.every((row) => row.truth.resident.path.startsWith('d01.s01.c02.'))).toBe(true)
})

test('without a number of rows it is the whole community; with more than that it goes on', () => {
  const people = (rows: Iterable<MessyRow>): number => new Set([...rows].map((r) => r.truth.resident.id)).size
  expect(people(messyList({ residents: 4000, community: 1 }).rows())).toBe(communitySizes(4000)[0])
  expect(people(messyList({ residents: 4000, community: 1, rows: 900 }).rows())).toBe(900)
})

test('household cells are merged or repeated', () => {
  const merged = [...messyList({ rows: 300 }).rows()]
  const covered = merged.filter((row) => row.merged.length > 0)
  expect(covered.length).toBeGreaterThan(120)
  expect(covered.every((row) => row.merged.every((i) => row.cells[i] === ''))).toBe(true)
  expect([...messyList({ rows: 300, merged: false }).rows()].every((row) => row.merged.length === 0)).toBe(true)
})

describe.each<[number, Layout]>([
  [1, 'columns'],
  [2, 'address'],
  [3, 'columns'],
  [4, 'lane'],
])('community %i, written as %s', (community, layout) => {
  const list = messyList({ community, layout, rows: 1800, mistakes: 0.12 })
  const rows = [...list.rows()]
  const top = [...list.title, list.header]
  const mapping = matchColumns(residentColumns, [...top, ...rows.slice(0, 50).map((r) => r.cells)])
  const world = taohua()
  const within = `d01.s01.c0${community}.`
  const index = addressIndex([...world.areas()].filter((a) => a.path.startsWith(within)))

  test('the register reads what is written oddly as what it is, and finds every mistake', () => {
    expect(mapping.headerRow).toBe(top.length)
    const read = rowReader(mapping, IMPORT_POLICY, TODAY)
    let above: Places | null = null
    const misread: unknown[] = []
    const seen = new Map<string, number>()
    for (const { cells, truth } of rows) {
      const reading = read(
        cells.map((text) => ({ text })),
        above,
      )
      above = reading.places
      for (const mistake of truth.mistakes) seen.set(mistake, (seen.get(mistake) ?? 0) + 1)
      const { resident } = truth
      if (reading.kind !== 'person') {
        misread.push([truth.mistakes, cells, reading])
        continue
      }
      const faults: string[] = reading.faults.map((f) => f.code)
      const told = truth.mistakes.filter((m) => m in EXPECTED)
      if (told.length > 0) {
        if (!told.every((m) => EXPECTED[m]?.some((code) => faults.includes(code)))) misread.push([told, cells, faults])
        continue
      }
      const dwelling = matchDwelling(parseAddress(reading.draft.address), index)
      const lost = truth.mistakes.includes('no-such-door')
      const { idNumber, phone, name, sex, residence } = reading.draft
      const right =
        faults.length === 0 &&
        (dwelling.found === 'one' && dwelling.path === resident.path) === !lost &&
        (idNumber ?? null) === resident.idNumber &&
        (phone ?? null) === resident.phone &&
        name === resident.name &&
        sex === resident.sex &&
        residence === resident.residence
      if (!right) misread.push([truth, cells, reading.draft, faults, dwelling])
    }
    expect(misread).toEqual([])
    expect(seen.get('bad-check-digit')).toBeGreaterThan(5)
    expect(seen.get('twice')).toBeGreaterThan(2)
  })
})
