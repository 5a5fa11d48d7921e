import 'fake-indexeddb/auto'
import { beforeEach, expect, test } from 'vitest'
import { PhoneDatabase } from '../../../platform/web/pocket/database.ts'
import { applicationOf } from '../../../tests/application.ts'
import { passField } from './index.tsx'
import { dropDraft, keepDraft, nothingChosen, readDrafts } from './draft.ts'
import { keepWaiting, linesOf, noteStanding, readWaiting } from './waiting-list.ts'

const [A, B, C] = [1, 2, 3].map((n) => `00000000-0000-7000-8000-00000000000${n}`) as [string, string, string]
const rows = [
  applicationOf({ id: A, path: 'd01.b2.h0101.', askedAt: '2026-03-05T12:00:00.000Z' }),
  applicationOf({ id: B, path: 'd01.b1.h0201.', askedAt: '2026-03-05T13:00:00.000Z' }),
  applicationOf({ id: C, path: 'd01.b1.h0201.', askedAt: '2026-03-05T11:00:00.000Z' }),
]
const draftOf = (n: number) => ({ application: rows[n]!, choices: nothingChosen, at: 0 })

test.each<[string, Parameters<typeof linesOf>, string[]]>([
  ['the longest waiting first', [rows, [], 'age'], [C, A, B]],
  ['door by door, at one door the longest waiting first', [rows, [], 'door'], [C, B, A]],
  ['what was begun keeps its place', [rows, [draftOf(0)], 'age'], [C, `${A} drafted`, B]],
  ['what was begun and waits no more stands on top', [rows.slice(1), [draftOf(0)], 'age'], [`${A} gone`, C, B]],
  ['nothing waits, something was begun', [[], [draftOf(1)], 'door'], [`${B} gone`]],
])('%s', (_, given, wanted) => {
  const said = linesOf(...given).map(({ application: { id }, drafted, gone }) =>
    gone ? `${id} gone` : drafted ? `${id} drafted` : id,
  )
  expect(said).toEqual(wanted)
})

let db: PhoneDatabase
beforeEach(() => {
  db = new PhoneDatabase(`waiting-${Math.random()}`)
})

test('what became of one is on the kept list at once: decided it is gone, verified it stands as such, a stranger changes nothing', async () => {
  await keepWaiting(db, { at: 7, meta: { total: 9 }, rows })
  await noteStanding(db, { ...rows[0]!, state: 'issued' })
  await noteStanding(db, { ...rows[1]!, state: 'verified' })
  await noteStanding(db, applicationOf({ id: '00000000-0000-7000-8000-000000000009', state: 'declined' }))
  const list = await readWaiting(db)
  expect(list).toMatchObject({ at: 7, meta: { total: 8 } })
  expect(list!.rows.map(({ id, state }) => [id, state])).toEqual([
    [B, 'verified'],
    [C, 'asked'],
  ])
})

test('a choice stays until it is dropped, keeps from signing out, and nothing chosen leaves nothing', async () => {
  const typed = { ...nothingChosen, looked: ['elsewhere'], text: '底册登记在别处' } as const
  await keepDraft(db, { application: rows[0]!, choices: typed, at: 5 })
  await keepDraft(db, { application: rows[1]!, choices: { ...nothingChosen, text: '  ' }, at: 5 })
  expect(await readDrafts(db)).toEqual([{ application: rows[0], choices: typed, at: 5 }])
  expect(await passField.staysBecause(db)).not.toBeNull()
  await keepDraft(db, { application: rows[0]!, choices: nothingChosen, at: 6 })
  expect(await readDrafts(db)).toEqual([])
  await keepDraft(db, { application: rows[2]!, choices: typed, at: 7 })
  await dropDraft(db, C)
  expect(await passField.staysBecause(db)).toBeNull()
})

test('another person takes the phone: list and choices are nobody else’s business', async () => {
  await keepWaiting(db, { at: 1, meta: { total: 3 }, rows })
  await keepDraft(db, { application: rows[0]!, choices: { ...nothingChosen, how: 'door' }, at: 1 })
  await passField.newcomer(db)
  expect(await readWaiting(db)).toBeNull()
  expect(await readDrafts(db)).toEqual([])
})
