/** The list comes in parts over a network that breaks: whatever came stays, the last word of a pass counts, two tabs do not double it. */
import { expect, test } from 'vitest'
import { inventedPass, keeperPhone } from '../../../tests/keeper-phone.ts'
import { dropListsExcept } from '../../../platform/web/pocket/kept-list.ts'
import { PassBook } from './pass-book.ts'
import { appendPage, keptBeside, listKey, readHead, readOn, tidyLog } from './pass-log.ts'

const page = (from: number, count: number, cursor: string) => ({
  passes: Array.from({ length: count }, (_, i) => inventedPass(from + i)),
  cursor,
})

test('goes on from where the network broke', async () => {
  const {
    hand: { db },
    gateId,
  } = keeperPhone()
  const book = new PassBook()
  expect(await readHead(db, gateId)).toMatchObject({ cursor: null, parts: 0 })
  await appendPage(db, gateId, null, page(0, 500, 'a'))
  expect((await readHead(db, gateId)).cursor).toBe('a')
  await readOn(db, gateId, book)
  expect(book.size).toBe(500)
  // Another tab had asked from the same place: its answer is not written twice.
  expect(await appendPage(db, gateId, null, page(0, 500, 'a'))).toBe(false)
  await appendPage(db, gateId, 'a', page(500, 300, 'b'))
  await readOn(db, gateId, book)
  expect(book.size).toBe(800)
})

test('a later line of a pass is the valid one; many small answers are written anew without losing any', async () => {
  const {
    hand: { db },
    gateId,
  } = keeperPhone()
  const [book, late] = [new PassBook(), new PassBook()]
  let cursor: string | null = null
  for (let n = 0; n < 60; n++) {
    const next = `${n}`
    await appendPage(db, gateId, cursor, {
      passes: [inventedPass(n % 20, n === 59 ? { standing: 'revoked' } : {})],
      cursor: next,
    })
    cursor = next
    if (n === 30) await readOn(db, gateId, late)
  }
  await readOn(db, gateId, book)
  await tidyLog(db, gateId, book)
  expect(await readHead(db, gateId)).toEqual({ cursor: '59', parts: 1, era: 1 })
  for (const other of [late, new PassBook(), book]) {
    await readOn(db, gateId, other)
    expect(other.size).toBe(20)
    expect(other.byPass(inventedPass(19).passId)?.standing).toBe('revoked')
    expect([...other.all()].filter(({ standing }) => standing === 'valid')).toHaveLength(19)
  }
  await appendPage(db, gateId, cursor, { passes: [inventedPass(99)], cursor: 'z' })
  await readOn(db, gateId, book)
  expect(book.size).toBe(21)
})

test('an answer without changes only moves the place', async () => {
  const {
    hand: { db },
    gateId,
  } = keeperPhone()
  await appendPage(db, gateId, null, { passes: [], cursor: 'a' })
  expect(await readHead(db, gateId)).toEqual({ cursor: 'a', parts: 0, era: 0 })
})

test('the list of a gate left behind goes; other rooms’ lists stay', async () => {
  const {
    hand: { db },
    gateId,
  } = keeperPhone()
  await appendPage(db, gateId, null, page(0, 3, 'a'))
  await appendPage(db, 'elsewhere', null, page(0, 3, 'a'))
  await db.kept.put({ key: 'testing.pocket.x', at: 1, meta: null, size: 0 })
  await dropListsExcept(db, await keptBeside(db, gateId))
  expect((await db.kept.toCollection().primaryKeys()).sort()).toEqual([listKey(gateId), 'testing.pocket.x'])
  expect(await db.chunks.count()).toBe(1)
})

test('people are found by a name said in full, by year and by digits', () => {
  const book = new PassBook()
  const of = (n: number, name: string, birthYear: number) =>
    inventedPass(n, { holder: { name, sex: 'male', birthYear } })
  book.add([
    of(1, '张*梅', 1968),
    of(2, '张*', 1990),
    of(3, '欧阳*华', 1968),
    of(4, 'A*a F*a', 1950),
    of(5, '李*梅', 1968),
  ])
  const names = (said: string) => book.search(said, 9).passes.map(({ holder }) => holder.name)
  expect(names('张小梅')).toEqual(['张*梅'])
  expect(new Set(names('张'))).toEqual(new Set(['张*', '张*梅']))
  expect(names('张小')).toEqual(['张*', '张*梅'])
  expect(names('张小梅1968')).toEqual(['张*梅'])
  expect(names('张小梅 1990')).toEqual([])
  expect(names('欧阳春华')).toEqual(['欧阳*华'])
  expect(new Set(names('1968'))).toEqual(new Set(['张*梅', '欧阳*华', '李*梅']))
  expect(names(inventedPass(5).number.slice(3))).toEqual(['李*梅'])
  expect(names('  ')).toEqual([])
  expect(book.search('张', 1)).toMatchObject({ more: true })
})
