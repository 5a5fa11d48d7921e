/** Opens a register for comparison. Pure: numbers of the register come as keys, and nothing is read or written here. */
import { assignOneToOne } from './assign.ts'
import { resultOf } from './explain.ts'
import { Judge } from './judge.ts'
import type { KeyOf, ListLine, Matcher, MatchResult, RegisterPerson } from './model.ts'
import { openRegister } from './open-register.ts'
import type { Plan } from './plan.ts'
import { residentPlan } from './resident-plan.ts'
import { Cursor, type Table, TableBuilder } from './table.ts'
import { teach } from './teach.ts'

export const readLines = <P, L>(plan: Plan<P, L>, lines: Iterable<L>): Table => {
  const builder = new TableBuilder(plan.columns)
  for (const line of lines) {
    builder.begin(plan.idOfLine(line))
    plan.readLine(line, builder)
  }
  return builder.seal()
}

/** A matcher for any plan. */
export const openMatcherFor = <P, L>(plan: Plan<P, L>, register: Iterable<P>): Matcher<L> => {
  const judge = new Judge(plan, openRegister(plan, register))
  return {
    match(line): MatchResult {
      const cursor = new Cursor(readLines(plan, [line]))
      return resultOf(judge, plan.idOfLine(line), judge.judge(cursor))
    },
    *matchAll(lines): Generator<MatchResult> {
      const table = readLines(plan, lines)
      teach(judge, table)
      const cursor = new Cursor(table)
      if (plan.oneToOne) {
        const all = Array.from({ length: table.rows }, (_, row) => judge.candidates(cursor.at(row)))
        for (const [row, pairs] of assignOneToOne(all).entries())
          yield resultOf(judge, cursor.at(row).id, judge.judge(cursor, pairs))
        return
      }
      for (let row = 0; row < table.rows; row++) yield resultOf(judge, cursor.at(row).id, judge.judge(cursor))
    },
  }
}

/** Residents of the register against lines as they were written. `keyOf` makes the keys that the register was given with. */
export const openMatcher = ({
  register,
  keyOf,
}: {
  register: Iterable<RegisterPerson>
  keyOf: KeyOf
}): Matcher<ListLine> => openMatcherFor(residentPlan(keyOf), register)
