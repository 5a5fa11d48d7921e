/**
 * Records as columns of numbers, so that half a million people take some hundred megabytes and two threads can read one
 * copy. Texts stand in a pool of characters, shared ones once; a cell holds the place.
 */
import type { RowWriter, Side } from './plan.ts'

/** Makes room for so many bytes; a shared one lets several threads read the same table. */
export type Allocate = (bytes: number) => ArrayBufferLike
export const ownMemory: Allocate = (bytes) => new ArrayBuffer(bytes)

/** Texts one after another; text `i` is `chars[starts[i]] … chars[starts[i + 1]]`. Text 0 is empty. */
interface Pool {
  readonly chars: Uint16Array
  readonly starts: Uint32Array
}

/** Nothing but arrays of numbers: may be handed to another thread as it is. */
export interface Table {
  readonly rows: number
  readonly columns: readonly Float64Array[]
  readonly texts: Pool
  /** Ids of the records, one a row. */
  readonly ids: Pool
}

class GrowingPool {
  private chars = new Uint16Array(1 << 16)
  private starts = new Uint32Array(1 << 12)
  private size = 0
  count = 0

  add(text: string): number {
    if (this.count + 2 > this.starts.length) this.starts = twice(this.starts)
    while (this.size + text.length > this.chars.length) this.chars = twice(this.chars)
    for (let i = 0; i < text.length; i++) this.chars[this.size + i] = text.charCodeAt(i)
    this.size += text.length
    this.starts[++this.count] = this.size
    return this.count - 1
  }

  seal(allocate: Allocate): Pool {
    const chars = new Uint16Array(allocate(this.size * 2))
    chars.set(this.chars.subarray(0, this.size))
    const starts = new Uint32Array(allocate((this.count + 1) * 4))
    starts.set(this.starts.subarray(0, this.count + 1))
    return { chars, starts }
  }
}

const twice = <T extends Uint16Array | Uint32Array | Float64Array>(array: T): T => {
  const more = new (array.constructor as new (length: number) => T)(array.length * 2)
  more.set(array as never)
  return more
}

export class TableBuilder implements RowWriter {
  private columns: Float64Array[]
  private readonly texts = new GrowingPool()
  private readonly ids = new GrowingPool()
  private readonly places = new Map<string, number>()

  constructor(columns: number) {
    this.columns = Array.from({ length: columns }, () => new Float64Array(1024))
    this.texts.add('')
  }

  /** Begins a row of zeros and empty texts. */
  begin(id: string): void {
    const row = this.ids.add(id)
    if (row >= (this.columns[0]?.length ?? Number.POSITIVE_INFINITY)) this.columns = this.columns.map(twice)
  }

  number(column: number, value: number): void {
    ;(this.columns[column] as Float64Array)[this.ids.count - 1] = value
  }

  text(column: number, value: string): void {
    if (value === '') return
    let place = this.places.get(value)
    if (place === undefined) this.places.set(value, (place = this.texts.add(value)))
    this.number(column, place)
  }

  ownText(column: number, value: string): void {
    if (value !== '') this.number(column, this.texts.add(value))
  }

  seal(allocate: Allocate = ownMemory): Table {
    const rows = this.ids.count
    const columns = this.columns.map((column) => {
      const exact = new Float64Array(allocate(rows * 8))
      exact.set(column.subarray(0, rows))
      return exact
    })
    return { rows, columns, texts: this.texts.seal(allocate), ids: this.ids.seal(allocate) }
  }
}

const textAt = ({ chars, starts }: Pool, at: number): string =>
  String.fromCharCode.apply(null, chars.subarray(starts[at], starts[at + 1]) as unknown as number[])

/** A table opened for reading at one row at a time. */
export class Cursor implements Side {
  row = 0
  readonly table: Table
  /** Texts once decoded, as long as the pool from the start: a list that grows with gaps would become a map. */
  private read: (string | undefined)[] | null = null

  constructor(table: Table) {
    this.table = table
  }

  at(row: number): this {
    this.row = row
    return this
  }

  number(column: number): number {
    return (this.table.columns[column] as Float64Array)[this.row] as number
  }

  text(column: number): string {
    const place = this.number(column)
    if (place === 0) return ''
    this.read ??= new Array<string | undefined>(this.table.texts.starts.length)
    return (this.read[place] ??= textAt(this.table.texts, place))
  }

  get id(): string {
    return textAt(this.table.ids, this.row)
  }
}
