/** The gathering of concurrent requests: batches grow with the load, one bad item spoils only itself, a lost database spoils nothing quietly. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Batcher, openBatcher } from './batcher.ts'

class DataFault extends Error {}
interface Written {
  readonly batches: string[][]
  readonly atOnce: number[]
}

function opened(
  options: { most?: number; bad?: (item: string) => boolean; lost?: () => boolean } = {},
): Written & { batcher: Batcher<string, string> } {
  const written: Written = { batches: [], atOnce: [] }
  let flying = 0
  const batcher = openBatcher<string, string>({
    ...{
      most: options.most ?? 500,
      inFlight: 3,
      keyOf: (item: string) => item,
      isDataFault: (e: unknown) => e instanceof DataFault,
    },
    async write(items) {
      written.atOnce.push(++flying)
      await new Promise((done) => setTimeout(done, 1))
      flying--
      if (options.lost?.()) throw new Error('lost')
      if (items.some((i) => options.bad?.(i))) throw new DataFault('bad')
      written.batches.push([...items])
      return items.map((i) => `<${i}>`)
    },
  })
  return { ...written, batcher }
}
const answersOf = (items: readonly string[]): string[] => items.map((i) => `<${i}>`)

test('whatever comes together is answered each in its place, in batches of at most 500, three at once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 30 }), async (sizes) => {
      const { batcher, batches, atOnce } = opened()
      const requests = sizes.map((size, r) => Array.from({ length: size }, (_, i) => `${r}.${i}`))
      const answers = await Promise.all(requests.map((items) => batcher.add(items)))
      expect(answers).toEqual(requests.map(answersOf))
      expect(batches.every((b) => b.length <= 500)).toBe(true)
      expect(Math.max(...atOnce)).toBeLessThanOrEqual(3)
      expect(batches.flat().sort()).toEqual(requests.flat().sort())
    }),
    { numRuns: 30 },
  )
})

test('a quiet request goes at once; a crowd goes together', async () => {
  const { batcher, batches } = opened()
  await batcher.add(['alone'])
  await Promise.all(Array.from({ length: 64 }, (_, i) => batcher.add([`n${i}`])))
  expect(batches[0]).toEqual(['alone'])
  expect(batches[1]).toHaveLength(64)
})

test('two of one key never share a batch, and one request may repeat itself', async () => {
  const { batcher, batches } = opened()
  const answers = await Promise.all([batcher.add(['a', 'b', 'a']), batcher.add(['b', 'c']), batcher.add(['a'])])
  expect(answers).toEqual([['<a>', '<b>', '<a>'], ['<b>', '<c>'], ['<a>']])
  for (const batch of batches) expect(new Set(batch).size).toBe(batch.length)
  expect(batches.flat()).toHaveLength(6)
})

test('one bad item fails its own request; everything good of it and of the others is written', async () => {
  const { batcher, batches } = opened({ bad: (i) => i.startsWith('bad') })
  const settled = await Promise.allSettled([
    batcher.add(['a1', 'a2']),
    batcher.add(['b1', 'bad', 'b2']),
    batcher.add(['c1']),
  ])
  expect(settled.map((s) => s.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect((settled[1] as PromiseRejectedResult).reason).toBeInstanceOf(DataFault)
  expect(batches.flat().sort()).toEqual(['a1', 'a2', 'b1', 'b2', 'c1'])
})

test('when the database is lost everybody is told, and nothing is tried item by item', async () => {
  let lost = true
  const { batcher, batches, atOnce } = opened({ lost: () => lost })
  const settled = await Promise.allSettled([batcher.add(['a', 'b']), batcher.add(['c'])])
  expect(settled.map((s) => s.status)).toEqual(['rejected', 'rejected'])
  expect(atOnce).toHaveLength(1)
  lost = false
  expect(await batcher.add(['a', 'b'])).toEqual(['<a>', '<b>'])
  expect(batches).toEqual([['a', 'b']])
})
