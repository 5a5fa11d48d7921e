/** COPY of generated rows into a table, in PostgreSQL's text format; the stream's own backpressure keeps memory flat. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ClientBase } from 'pg'
import { from } from 'pg-copy-streams'

export type CopyValue = string | number | readonly string[] | Uint8Array | null

const RUN = 64 * 1024

const escaped = (text: string): string =>
  /[\\\t\n\r]/.test(text)
    ? text.replace(/[\\\t\n\r]/g, (c) => (c === '\\' ? '\\\\' : c === '\t' ? '\\t' : c === '\n' ? '\\n' : '\\r'))
    : text

const field = (value: CopyValue): string => {
  if (value === null) return '\\N'
  if (typeof value === 'string') return escaped(value)
  if (typeof value === 'number') return String(value)
  if (value instanceof Uint8Array) return `\\\\x${Buffer.from(value).toString('hex')}`
  return escaped(`{${value.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`)
}

/** @param onRows is told the number of rows sent since it was last told. */
export async function copyIn(
  client: ClientBase,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly CopyValue[]>,
  onRows: (count: number) => void = () => undefined,
): Promise<void> {
  function* text(): Generator<Buffer> {
    let run = ''
    let count = 0
    for (const row of rows) {
      run += `${row.map(field).join('\t')}\n`
      count++
      if (run.length < RUN) continue
      yield Buffer.from(run)
      onRows(count)
      run = ''
      count = 0
    }
    yield Buffer.from(run)
    onRows(count)
  }
  await pipeline(Readable.from(text()), client.query(from(`COPY ${table} (${columns.join(', ')}) FROM STDIN`)))
}
