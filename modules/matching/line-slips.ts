/** The numbers that those of the line at hand may have been, as the register's keys. */
import { hash53 } from '../../platform/pure/hash.ts'
import type { KeyOf } from './model.ts'
import { completions, documentSlips, phoneSlips, residentSlips } from './number-slips.ts'
import type { Side } from './plan.ts'
import type { NumberState } from './resident-cells.ts'
import { column, stateOf } from './resident-record.ts'

const slipsOf = (number: string, state: NumberState, any: boolean): { one: string[]; two: string[] } => {
  if (state === 'rounded') return { one: completions(number.slice(0, 15)), two: [] }
  if (state === 'other' || !/^\d{14,19}X?$/u.test(number)) return { one: documentSlips(number), two: [] }
  return residentSlips(number, any)
}

/** What the present line's numbers may have been; made when first asked for and kept until the next line. */
export class LineSlips {
  private at: Side | null = null
  private row = -1
  private holdsToo: { one: Set<number>; two: Set<number> } | null = null
  private any: { one: Set<number>; two: Set<number> } | null = null
  private phones: Set<number> | null = null
  private readonly keyOf: KeyOf

  constructor(keyOf: KeyOf) {
    this.keyOf = keyOf
  }

  private turnTo(line: Side): void {
    if (this.at === line && this.row === line.row) return
    this.at = line
    this.row = line.row
    this.holdsToo = this.any = this.phones = null
  }

  private hashes(kind: 'id' | 'phone', numbers: readonly string[]): Set<number> {
    return new Set(numbers.map((number) => hash53(this.keyOf(kind, number))))
  }

  /** `any`: the register's number may be the wrong one, so that the original need not hold. */
  numbers(line: Side, any: boolean): { one: Set<number>; two: Set<number> } {
    this.turnTo(line)
    const known = any ? this.any : this.holdsToo
    if (known !== null) return known
    const number = line.text(column.numberText)
    const made = slipsOf(number, stateOf(line), any)
    const slips = { one: this.hashes('id', made.one), two: this.hashes('id', made.two) }
    if (any) this.any = slips
    else this.holdsToo = slips
    return slips
  }

  phonesOf(line: Side): Set<number> {
    this.turnTo(line)
    return (this.phones ??= this.hashes('phone', phoneSlips(line.text(column.phoneText))))
  }
}
