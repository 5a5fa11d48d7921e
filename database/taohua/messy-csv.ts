/**
 * Writes a community's messy list as csv to standard output, for trying the import by hand:
 * `node database/taohua/messy-csv.ts --community 2 --rows 500 > list.csv`. Also --seed, --residents, --streets,
 * --layout columns|address|lane, --mistakes 0.05, --unmerged. UTF-8 with its mark, as Excel saves it.
 */
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { type Layout, messyList } from './messy-list.ts'

const field = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
const line = (cells: readonly string[]): string => `${cells.map(field).join(',')}\r\n`

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    residents: { type: 'string' },
    streets: { type: 'string' },
    community: { type: 'string' },
    rows: { type: 'string' },
    layout: { type: 'string' },
    mistakes: { type: 'string' },
    unmerged: { type: 'boolean', default: false },
  },
})

const numbers = Object.fromEntries(
  (['seed', 'residents', 'streets', 'community', 'rows', 'mistakes'] as const).flatMap((name) => {
    const text = values[name]
    if (text === undefined) return []
    if (!Number.isFinite(Number(text))) throw new Error(`--${name}: a number, not ${text}`)
    return [[name, Number(text)]]
  }),
)
const layouts: readonly string[] = ['columns', 'address', 'lane'] satisfies Layout[]
if (values.layout !== undefined && !layouts.includes(values.layout)) {
  throw new Error(`--layout: one of ${layouts.join(', ')}`)
}
const layout = values.layout as Layout | undefined

const list = messyList({ ...numbers, ...(layout && { layout }), merged: !values.unmerged })

function* text(): Generator<string> {
  yield `\ufeff${list.title.map(line).join('')}${line(list.header)}`
  for (const { cells } of list.rows()) yield line(cells)
}

await pipeline(text(), process.stdout)
