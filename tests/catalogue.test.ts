/** One catalogue in two languages: every word filled in both, with the same parameters, and no text that slipped past it. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((f) => f && existsSync(join(root, f)))
const HAN = /\p{Script=Han}/u

/** Modules that declare words, codes or problems and can be loaded without a browser or a server. */
const catalogues = files.filter(
  (f) =>
    /^(modules\/[^/]+\/[^/]+\.ts|modules\/[^/]+\/(command|field|resident)\/words\.ts|platform\/pure\/(.*\/)?[^/]+\.ts|platform\/web\/(.*\/)?words\.ts)$/.test(
      f,
    ) && !f.endsWith('.test.ts'),
)

type Pair = readonly [string, string]
const isPair = (value: unknown): value is Pair => {
  const [zh, en, more] = Array.isArray(value) ? (value as unknown[]) : []
  return typeof zh === 'string' && typeof en === 'string' && more === undefined && HAN.test(zh)
}

/** Every [Chinese, English] pair that can be reached from what a module exports. */
function pairsOf(value: unknown, seen = new Set<unknown>()): Pair[] {
  if (isPair(value)) return [value]
  if (value === null || (typeof value !== 'object' && typeof value !== 'function') || seen.has(value)) return []
  seen.add(value)
  if ('_zod' in (value as object)) return []
  return Object.values(value as object).flatMap((inner) => pairsOf(inner, seen))
}
const parameters = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]!).sort()

describe('words', () => {
  test.each(catalogues)('%s', async (file) => {
    const pairs = pairsOf({ ...(await import(join(root, file))) })
    for (const [zh, en] of pairs) {
      expect(en.trim(), zh).not.toBe('')
      expect(HAN.test(en) && en !== '中文', `English with Chinese in it: ${en}`).toBe(false)
      expect(new Set(parameters(en)), zh).toEqual(new Set(parameters(zh)))
    }
  })
  test('there are hundreds of them', async () => {
    const all = await Promise.all(catalogues.map(async (file) => pairsOf({ ...(await import(join(root, file))) })))
    expect(all.flat().length).toBeGreaterThan(400)
  })
})

test('no Chinese literal in a component: every text goes through the catalogue', () => {
  const components = files.filter((f) => f.endsWith('.tsx'))
  const strayed = components.filter((f) =>
    HAN.test(
      readFileSync(join(root, f), 'utf8')
        .replace(/\/\*[\s\S]*?\*\//g, '')
        .replace(/(^|\s)\/\/[^\n]*/g, ''),
    ),
  )
  expect(components.length).toBeGreaterThan(10)
  expect(strayed).toEqual([])
})
