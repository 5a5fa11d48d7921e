import { describe, expect, test } from 'vitest'
import type { JudgedRow } from './import-verdict.ts'
import { listMemory } from '../../platform/pure/list-memory.ts'
import { rememberedBy } from './list-memory.ts'

const memory = () => {
  const remember = listMemory()
  return (line: JudgedRow, rowNo: number) => remember(rememberedBy(line), rowNo)
}

const row = (draft: JudgedRow['draft'], changes: Partial<JudgedRow> = {}): JudgedRow => ({
  draft,
  path: 'd.c.b.1.',
  nameKey: draft.name,
  idKey: null,
  phoneKey: null,
  ...changes,
})

describe('listMemory', () => {
  test('the same line again, and another line of the same person', () => {
    const seen = memory()
    const one = row({ name: '王小桃', birthDate: '1990-03-07' }, { idKey: 'A' })
    expect(seen(one, 4)).toBeNull()
    expect(seen(one, 5)).toEqual({ firstRow: 4, same: true })
    expect(seen({ ...one, draft: { ...one.draft, work: 'day' } }, 6)).toEqual({ firstRow: 4, same: false })
    expect(seen(row({ name: '李小柳' }, { idKey: 'A' }), 7)).toEqual({ firstRow: 4, same: false })
  })
  test('without numbers: name, door and birth date; a bare name at a door is the person already there', () => {
    const seen = memory()
    expect(seen(row({ name: '王小桃', birthDate: '1990-03-07' }), 1)).toBeNull()
    expect(seen(row({ name: '王小桃', birthDate: '2015-01-01' }), 2)).toBeNull()
    expect(seen(row({ name: '王小桃', birthDate: '1990-03-07' }, { path: 'd.c.b.2.' }), 3)).toBeNull()
    expect(seen(row({ name: '王小桃', birthDate: '1990-03-07' }, { idKey: 'A' }), 4)).toEqual({
      firstRow: 1,
      same: false,
    })
    expect(seen(row({ name: '王小桃' }), 5)).toEqual({ firstRow: 1, same: false })
  })
})

test('thousands are told apart and every one is known again', () => {
  const seen = memory()
  const person = (n: number) =>
    row({ name: '王小桃', birthDate: '1990-03-07' }, { idKey: `A${n}`, path: `d.c.b.${n}.` })
  for (let n = 0; n < 20_000; n++) expect(seen(person(n), n + 1)).toBeNull()
  for (let n = 0; n < 20_000; n += 7) expect(seen(person(n), 30_000)).toEqual({ firstRow: n + 1, same: true })
})
