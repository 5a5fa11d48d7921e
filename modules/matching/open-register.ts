/** A register made ready for comparison: its records, who shares a key, how common every value is. */
import { countTerms, indexKeys, type KeyIndex, type TermCounts } from './index-of-keys.ts'
import type { Plan } from './plan.ts'
import { type Allocate, ownMemory, type Table, TableBuilder } from './table.ts'

/** Arrays only: may be handed to another thread as it is. */
export interface OpenRegister {
  readonly table: Table
  readonly index: KeyIndex
  readonly terms: TermCounts
}

export const openRegister = <P, L>(
  plan: Plan<P, L>,
  people: Iterable<P>,
  allocate: Allocate = ownMemory,
): OpenRegister => {
  const builder = new TableBuilder(plan.columns)
  for (const person of people) {
    builder.begin(plan.idOfPerson(person))
    plan.readPerson(person, builder)
  }
  return indexRegister(plan, builder.seal(allocate), allocate)
}

export const indexRegister = <P, L>(plan: Plan<P, L>, table: Table, allocate: Allocate = ownMemory): OpenRegister => ({
  table,
  index: indexKeys(table, plan.blocks, allocate),
  terms: countTerms(table, plan.fields, allocate),
})
