/** What lies on a holder's phone: theirs alone to read, gone when it is over, and gone at once when the pass is. */
import { beforeEach, expect, test, vi } from 'vitest'
import type { OwnPass } from '../answers.ts'
import { forgetPass, keepPass, keptPass } from './kept-pass.ts'

const NOW = Date.parse('2026-03-05T10:00:00+08:00')
const [MINUTE, DAY] = [60_000, 86_400_000]
const disk = new Map<string, string>()
vi.stubGlobal('localStorage', {
  getItem: (key: string) => disk.get(key) ?? null,
  setItem: (key: string, value: string) => void disk.set(key, value),
  removeItem: (key: string) => void disk.delete(key),
})
beforeEach(() => disk.clear())

const hers = 'AAAAAAAAAAAAAAAAAAAAAA'
const codes = [0, 5, 10].map((minute) => ({
  notBefore: NOW / 1000 + 60 * minute,
  expires: NOW / 1000 + 60 * (minute + 5),
  code: `SW1:P:${minute}`,
}))
const own = (more: Partial<NonNullable<OwnPass['pass']>> = {}): OwnPass => ({
  ...{ now: new Date(NOW).toISOString(), name: '溪小舟', kind: 'tenant', state: 'issued' },
  ...{ declined: null, measure: null, appeal: null },
  pass: {
    ...{ number: '101742182', scope: ['桃影苑'], from: new Date(NOW - DAY).toISOString() },
    ...{ until: new Date(NOW + 30 * DAY).toISOString(), standing: 'valid', revoked: null, codes },
    ...more,
  },
})
const left = async (link: string, now: number, sure = true) =>
  (await keptPass(link, now, sure))?.pass?.codes.length ?? null

test('whoever has the link reads it; without it nothing can be read, and of another link there is nothing', async () => {
  await keepPass(hers, own(), NOW)
  expect(await keptPass(hers, NOW, true)).toEqual(own())
  expect(await keptPass('BBBBBBBBBBBBBBBBBBBBBB', NOW, true)).toBe(null)
  const [lies] = disk.values()
  for (const secret of [hers, '溪小舟', '101742182', 'SW1:P:']) expect(lies).not.toContain(secret)
})

test.each([
  ['at once', 0, true, 3],
  ['one is over', 5 * MINUTE, true, 2],
  ['all are over: the number is still there', DAY, true, 0],
  ['by a clock that cannot be trusted nothing is dropped', DAY, false, 3],
  ['a week without network', 7 * DAY, true, null],
  ['a week, by whatever clock', 7 * DAY, false, null],
])('%s', async (_, later, sure, count) => {
  await keepPass(hers, own(), NOW)
  expect(await left(hers, NOW + later, sure)).toBe(count)
  // What was dropped does not come back when the clock does.
  expect(await left(hers, NOW)).toBe(count)
})

test.each(['revoked', 'replaced', 'surrendered', 'expired'] as const)(
  'of a pass that is %s nothing stays',
  async (standing) => {
    await keepPass(hers, own(), NOW)
    await keepPass(hers, own({ standing, codes: [] }), NOW)
    expect(disk.size).toBe(0)
  },
)

test('what is forgotten while it is being kept stays forgotten', async () => {
  const keeping = keepPass(hers, own(), NOW)
  await forgetPass(hers, NOW)
  await keeping
  expect(disk.size).toBe(0)
})

test('eight at the most: the one met longest ago gives way, and meeting again counts', async () => {
  const links = Array.from({ length: 9 }, (_, n) => `${n}`.repeat(22))
  for (const link of [...links.slice(0, 8), links[0]!, links[8]!]) await keepPass(link, own(), NOW)
  const found = await Promise.all(links.map((link) => left(link, NOW)))
  expect(found).toEqual([3, null, 3, 3, 3, 3, 3, 3, 3])
})

test('what somebody else wrote there, or an older page, is as good as nothing', async () => {
  disk.set('shouwang.pass.kept', 'no list')
  expect(await left(hers, NOW)).toBe(null)
  const { now: _, ...older } = own()
  await keepPass(hers, older as OwnPass, NOW)
  expect(await left(hers, NOW)).toBe(null)
  await keepPass(hers, own(), NOW)
  expect(await left(hers, NOW)).toBe(3)
})
