/** What holds of every chain, read with the plainest of readers: doors as 3-2-1201, values 好 and 坏. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readChain } from './chain.ts'
import { type Chain, type ChainReaders, isAsked } from './model.ts'

type Value = 'good' | 'bad'
const readers: ChainReaders<string, Value> = {
  address(text) {
    const found = /\d{1,3}-\d{1,3}-\d{3,4}/u.exec(text)
    return found && { value: { parts: found[0], key: found[0] }, from: found.index, to: found.index + found[0].length }
  },
  value(text) {
    const found = /[好坏]/u.exec(text)
    return found && { value: found[0] === '好' ? 'good' : 'bad', from: found.index, to: found.index + 1 }
  },
}
const read = (text: string): Chain<string, Value> => readChain(text, readers)
/** What counts in the end: people and their values. */
const standing = (chain: Chain<string, Value>): string[] =>
  chain.entries
    .flatMap(({ people }) => people)
    .filter((p) => p.overruledBy === null && p.value !== null)
    .map((p) => `${p.name} ${p.address?.key} ${p.value} ${p.heads}`)

const pieces = fc.constantFrom(
  ...[
    '1.',
    '2、',
    '③',
    '5号',
    '更正',
    '同上',
    '接龙',
    '例',
    '「',
    '」',
    '：',
    '张三',
    '李四',
    '一家三口',
    '均',
    '好',
    '坏',
    '\n',
    ' ',
  ],
  ...[
    '3-2-1201',
    '1201',
    '08:12',
    '@李姐',
    '[图片]',
    '?',
    '写错了',
    '和',
    '*',
    '（',
    '）',
    '🔟',
    '1️⃣',
    '\t',
    '2026/11/20',
    '\r\n',
    '·',
  ],
)
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.array(pieces, { maxLength: 60 }).map((all) => all.join('')),
)
const names = ['张三', '李四', '王小五', '赵六', '欧阳七', '孙八', '周九', '吴十一']
/** A chain as people write it: numbered, each at a door of their own, some writing again. */
interface Row {
  readonly who: number
  readonly good: boolean
  readonly style: number
  readonly photo: boolean
}
const realChain = fc.array(
  fc.record({ who: fc.nat(names.length - 1), good: fc.boolean(), style: fc.nat(3), photo: fc.boolean() }),
  { minLength: 1, maxLength: 25 },
)
const written = (rows: readonly Row[]): string =>
  rows
    .map(({ who, good, style, photo }, i) => {
      const [name, door, value] = [names[who], `3-2-${100 + who}`, good ? '好' : '坏']
      const body = [
        `${door} ${name} ${value}`,
        `${name}${door}${value}`,
        `${value} ${name} ${door}`,
        `${door}${name}，${value}`,
      ][style]
      return `${i + 1}. ${body}${photo ? ' [图片]' : ''}`
    })
    .join('\n')

describe('every text', () => {
  test('is read without a throw, each line once and in order', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const chain = read(text)
        expect(chain.lines.map((line) => line.text)).toEqual(text.split(/\r\n|\r|\n/u))
        const firsts = chain.entries.map((entry) => entry.lines[0] ?? 0)
        expect(firsts).toEqual([...firsts].sort((a, b) => a - b))
        // Every line that is an entry belongs to one, and no entry claims a line that was taken for something else.
        const claimed = new Set(chain.entries.flatMap((entry) => entry.lines))
        for (const [i, { kind }] of chain.lines.entries())
          expect(claimed.has(i + 1), chain.lines[i]?.text).toBe(kind === 'entry')
      }),
      { numRuns: 3000 },
    )
  })
  test('whoever lacks a name and a door, or a value, is asked about', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const entry of read(text).entries) {
          const vague = entry.people.some((p) => (p.name === null && p.address === null) || p.value === null)
          if (vague || entry.people.length === 0) expect(isAsked(entry.doubts), JSON.stringify(entry)).toBe(true)
        }
      }),
      { numRuns: 2000 },
    )
  })
  test('takes no longer than its length', () => {
    for (const bad of [
      '1. '.repeat(4000),
      '一家'.repeat(5000),
      '张'.repeat(9000),
      '((('.repeat(3000),
      '1-'.repeat(5000),
      ' '.repeat(9000),
      '20:'.repeat(4000),
    ]) {
      // This process's own time: the machine may be busy with other things.
      const before = process.cpuUsage()
      read(`${bad}\n${bad}`)
      expect(process.cpuUsage(before).user).toBeLessThan(2_000_000)
    }
  })
})

describe('a chain', () => {
  test('counts everybody once, by their last line', () => {
    fc.assert(
      fc.property(realChain, (rows) => {
        const chain = read(written(rows))
        const last = new Map(rows.map(({ who, good }) => [who, good]))
        expect(new Set(standing(chain))).toEqual(
          new Set([...last].map(([who, good]) => `${names[who]} 3-2-${100 + who} ${good ? 'good' : 'bad'} null`)),
        )
        expect(standing(chain)).toHaveLength(last.size)
        expect(chain.gaps).toEqual([])
      }),
    )
  })
  test('pasted again, or grown by more lines, leaves the known ones as they are', () => {
    fc.assert(
      fc.property(realChain, realChain, (rows, more) => {
        const once = written(rows)
        const again = `#接龙\n${once}\n#接龙\n${once}`
        expect(new Set(standing(read(again)))).toEqual(new Set(standing(read(once))))
        const grown = written([...rows, ...more])
        const chain = read(`${once}\n#接龙\n${grown}`)
        expect(new Set(standing(chain))).toEqual(new Set(standing(read(grown))))
      }),
    )
  })
})
