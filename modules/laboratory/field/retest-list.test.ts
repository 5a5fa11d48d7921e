import 'fake-indexeddb/auto'
import { beforeEach, expect, test, vi } from 'vitest'
import { PhoneDatabase } from '../../../platform/web/pocket/database.ts'
import type { Retest } from '../model.ts'
import { aboutTold, fetchRetests, forgetRetests, inOrder, noteTold, readRetests, readTold } from './retest-list.ts'

const row = (sampleId: string, dueAt: string, more: Partial<Retest> = {}): Retest => ({
  ...{ sampleId, dueAt, roundId: sampleId, path: 'd01.', residentId: null, name: `桃${sampleId.slice(-1)}` },
  ...{ phoneMasked: null, address: '', askedAt: dueAt, resampledAt: null, lastTold: null, lastToldAt: null },
  ...more,
})
const [A, B, C] = [1, 2, 3].map((n) => `00000000-0000-7000-8000-00000000000${n}`) as [string, string, string]
const rows = [
  row(A, '2026-03-05T12:00:00.000Z'),
  row(B, '2026-03-05T10:00:00.000Z', { resampledAt: '2026-03-05T09:00:00.000Z' }),
  row(C, '2026-03-05T11:00:00.000Z'),
]
let db: PhoneDatabase
beforeEach(() => {
  db = new PhoneDatabase(`retests-${Math.random()}`)
  vi.stubGlobal('fetch', async () => Response.json({ at: '2026-03-05T08:00:00.000Z', rows }))
})

test('the most urgent first, whoever is swabbed already last', () => {
  expect(inOrder(rows).map((r) => r.sampleId)).toEqual([C, A, B])
})

test('the list is kept; telling somebody is stored with the fact to be sent, and known by name afterwards', async () => {
  expect(await readRetests(db)).toBeNull()
  await fetchRetests(db)
  expect((await readRetests(db))!.rows).toEqual(rows)
  await noteTold(db, { sampleId: A, way: 'call', outcome: 'told' }, 1_772_700_000_000, new Uint8Array(10))
  const [waiting] = await db.outbox.toArray()
  expect(waiting).toMatchObject({ op: 'laboratory.recordTold', item: { sampleId: A, way: 'call', outcome: 'told' } })
  expect((await readTold(db)).get(A)).toEqual({ outcome: 'told', at: 1_772_700_000_000 })
  expect(await aboutTold(db, waiting!.id)).toBe('桃1')
  expect(await aboutTold(db, B)).toBeNull()
  // another person takes the phone: the list goes, what waits to be sent stays
  await forgetRetests(db)
  expect(await readRetests(db)).toBeNull()
  expect(await db.outbox.count()).toBe(1)
})
