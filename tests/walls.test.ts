/** The walls of the house that the compiler does not keep: who may import whom, that minds are pure, sizes and names. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'
import { neighbours } from '../modules/neighbours.ts'

const root = join(import.meta.dirname, '..')
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((f) => f && existsSync(join(root, f)))
const sources = files.filter((f) => /\.(ts|tsx|mts)$/.test(f) && f !== 'database/schema.ts')
const isTest = (file: string): boolean => /\.(test|e2e)\.tsx?$/.test(file) || file.startsWith('tests/')
const text = (file: string): string => readFileSync(join(root, file), 'utf8')

/** Comments and strings may hold any word; imports are read before they go. */
const bare = (code: string): string => code.replace(/\/\*[\s\S]*?\*\//g, ' ').replace(/(^|[^:'"`\\])\/\/[^\n]*/g, '$1')

interface Import {
  readonly from: string
  readonly to: string
}
const importsOf = (file: string): Import[] =>
  [
    ...bare(text(file)).matchAll(
      /(?:^|\n|;|\s)(?:import|export)\s+(?:type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g,
    ),
  ].map((match) => {
    const target = (match[1] ?? match[2])!
    return {
      from: file,
      to: target.startsWith('.')
        ? normalize(join(dirname(file), target))
            .replaceAll('\\', '/')
            .split('?')[0]!
        : target,
    }
  })
const imports = sources.filter((f) => !isTest(f)).flatMap(importsOf)

const roomOf = (file: string): string | null => /^modules\/([^/]+)\//.exec(file)?.[1] ?? null
/** 'mind' for top-level files of a room, else server, command, field or resident. */
const partOf = (file: string): string => /^modules\/[^/]+\/([^/]+)\//.exec(file)?.[1] ?? 'mind'
const wrong = (rule: (i: Import) => boolean): string[] => imports.filter(rule).map((i) => `${i.from} → ${i.to}`)

describe('who may import whom', () => {
  test('imports are really read', () => {
    expect(imports.length).toBeGreaterThan(300)
    expect(imports).toContainEqual({ from: 'modules/register/contract.ts', to: 'platform/pure/contract.ts' })
  })
  test('every room is named in neighbours.ts and is no empty shell', () => {
    const rooms = [...new Set(sources.map(roomOf).filter((r) => r !== null))]
    expect([...rooms].sort()).toEqual([...neighbours].sort())
    for (const room of rooms) expect(files).toContain(`modules/${room}/README.md`)
  })
  test('a room knows only those above it', () => {
    const order: readonly string[] = neighbours
    expect(
      wrong(({ from, to }) => {
        const [a, b] = [roomOf(from), roomOf(to)]
        return a !== null && b !== null && a !== b && order.indexOf(b) > order.indexOf(a)
      }),
    ).toEqual([])
  })
  test('a neighbour is entered by its front door: top-level files or server/public.ts', () => {
    expect(
      wrong(({ from, to }) => {
        const [a, b] = [roomOf(from), roomOf(to)]
        return b !== null && a !== null && a !== b && partOf(to) !== 'mind' && !to.endsWith('/server/public.ts')
      }),
    ).toEqual([])
  })
  test('a mind imports only zod, platform/pure and minds', () => {
    expect(
      wrong(
        ({ from, to }) =>
          roomOf(from) !== null &&
          partOf(from) === 'mind' &&
          !(to === 'zod' || to.startsWith('platform/pure/') || (roomOf(to) !== null && partOf(to) === 'mind')),
      ),
    ).toEqual([])
  })
  test('server and screens meet only in the contract', () => {
    const screens = /^(platform\/web|apps\/(command|field|resident|verify)|modules\/[^/]+\/(command|field|resident))\//
    const server = /^(platform\/server|apps\/server|modules\/[^/]+\/server|database)\//
    expect(wrong(({ from, to }) => screens.test(from) && server.test(to))).toEqual([])
    expect(wrong(({ from, to }) => server.test(from) && screens.test(to))).toEqual([])
  })
  test('platform knows no room, nothing imports apps', () => {
    expect(
      wrong(({ from, to }) => from.startsWith('platform/') && (to.startsWith('modules/') || to.startsWith('apps/'))),
    ).toEqual([])
    expect(
      wrong(
        ({ from, to }) =>
          to.startsWith('apps/') &&
          !from.startsWith('apps/') &&
          !from.startsWith('bench/') &&
          !from.startsWith('scripts/'),
      ),
    ).toEqual([])
  })
  test('the phone and the resident’s page carry no antd', () => {
    expect(
      wrong(
        ({ from, to }) =>
          /^(apps\/(field|resident|verify)|modules\/[^/]+\/(field|resident)|platform\/web\/(phone|outbox|pocket|chain))\//.test(
            from,
          ) && /^(antd|@ant-design)/.test(to),
      ),
    ).toEqual([])
  })
})

describe('minds are pure', () => {
  const minds = sources.filter(
    (f) => !isTest(f) && (f.startsWith('platform/pure/') || (roomOf(f) !== null && partOf(f) === 'mind')),
  )
  test.each([
    ['a clock', /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b|\bsetTimeout\b|\bsetInterval\b/],
    ['dice', /\bMath\.random\b|\bgetRandomValues\b|\brandomUUID\b|\brandomBytes\b/],
    ['I/O', /\bfetch\(|\bprocess\.|\bconsole\.|\bfrom 'node:|\blocalStorage\b|\bdocument\./],
  ])('without %s', (_what, pattern) => {
    expect(minds.length).toBeGreaterThan(20)
    expect(minds.filter((file) => pattern.test(bare(text(file))))).toEqual([])
  })
})

describe('names and sizes', () => {
  test('no drawer for everything', () => {
    expect(sources.filter((f) => /(^|\/)(utils?|helpers?|common|misc|manager|base|dto)(\.|\/|-)/i.test(f))).toEqual([])
  })
  test('no file above 400 lines', () => {
    expect(sources.filter((f) => text(f).split('\n').length > 401)).toEqual([])
  })
  test('nothing that promises for later', () => {
    expect(sources.filter((f) => f !== 'tests/walls.test.ts' && /\b(TODO|FIXME|HACK|XXX)\b/.test(text(f)))).toEqual([])
    expect(
      sources.filter(
        (f) => f !== 'tests/walls.test.ts' && /\b(it|test|describe)\.(skip|only|todo|fixme)\b/.test(text(f)),
      ),
    ).toEqual([])
  })
})
