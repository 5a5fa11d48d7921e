/**
 * How well lists are matched with the register, on invented people who are made to be confused: precision, recall, share
 * left to look at and time by kind of error, beside the rule that offices work by (identity number, else name and phone);
 * FEBRL 4 by the same engine; and the command on 500,000 × 500,000.
 * Arguments: [--people 100000] [--big 500000, 0 for none] [--febrl FOLDER, else $FEBRL4] [--seed 1].
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Judge } from '../modules/matching/judge.ts'
import { readLines } from '../modules/matching/matcher.ts'
import type { KeyOf } from '../modules/matching/model.ts'
import { openRegister } from '../modules/matching/open-register.ts'
import { residentPlan } from '../modules/matching/resident-plan.ts'
import { personOfCells } from '../modules/matching/resident-record.ts'
import { Cursor } from '../modules/matching/table.ts'
import { teach } from '../modules/matching/teach.ts'
import { baseline } from './match/baseline.ts'
import { bigRun } from './match/big-run.ts'
import { measureFebrl } from './match/febrl.ts'
import { type Line, listOf } from './match/lists.ts'
import { Score } from './match/score.ts'
import { cellsOf, makeRegister } from './match/world.ts'
import { atLeast, atMost, type Goal, printReport, rounded, say } from './rig/report.ts'

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '100000' },
    big: { type: 'string', default: '500000' },
    febrl: { type: 'string', default: process.env.FEBRL4 ?? '../shared/bench/febrl' },
    seed: { type: 'string', default: '1' },
  },
})
const [people, big, seed] = [Number(values.people), Number(values.big), Number(values.seed)]
const keyOf: KeyOf = (_kind, number) => number

/** Two lists over one register: one as they come, and one in which seven lines of ten are wrong and every outsider a trap. */
const LISTS = { usual: { exact: 0.8, share: 0.92 }, hostile: { exact: 0.3, share: 0.85 } } as const

interface Scored {
  readonly own: Score
  readonly rule: Score
}

function measure(name: keyof typeof LISTS): Scored {
  const world = makeRegister(people, seed)
  const register = world.people.map((person) => personOfCells(cellsOf(person), keyOf))
  const lines: Line[] = [...listOf(world, seed + 1, people, LISTS[name])]
  const plan = residentPlan(keyOf)
  const judge = new Judge(plan, openRegister(plan, register))
  const table = readLines(plan, lines)
  teach(judge, table)
  const rule = baseline(register, keyOf)
  const scored = { own: new Score(), rule: new Score() }
  const cursor = new Cursor(table)
  for (const [row, line] of lines.entries()) {
    const since = performance.now()
    const judged = judge.judge(cursor.at(row))
    const ms = performance.now() - since
    const best = judged.pairs[judged.first]
    scored.own.add(line, { verdict: judged.verdict, registerId: best === undefined ? null : judge.idOf(best) }, ms)
    scored.rule.add(line, rule(line))
  }
  const { recall, review, falseLinks } = scored.own.summary()
  say(
    `\n${name} list, ${people} × ${people}: recall ${rounded(recall, 5)}, review ${rounded(review)}, false ${rounded(falseLinks)}`,
  )
  for (const row of scored.own.table(scored.rule)) say(row)
  return scored
}

const figures: Record<string, unknown> = {}
const floor: Record<string, unknown> = {}
const goals: Goal[] = []
for (const name of Object.keys(LISTS) as (keyof typeof LISTS)[]) {
  const { own, rule } = measure(name)
  const summary = own.summary()
  figures[name] = summary
  floor[name] = rule.summary()
  goals.push(
    atMost(`${name} list: false links of all links`, rounded(summary.falseLinks), 1e-4),
    atLeast(`${name} list: recall of lines that say who it is`, rounded(summary.recall, 5), 0.995),
    atMost(`${name} list: lines left to look at`, rounded(summary.review), 0.01),
  )
}

const febrl = measureFebrl(values.febrl)
if (febrl === null) say(`\nFEBRL 4 is not at ${values.febrl}: this claim is not measured (give --febrl FOLDER)`)
else {
  say(
    `\nFEBRL 4, ${febrl.pairs} × ${febrl.pairs}: precision ${febrl.precision}, recall ${febrl.recall}, F1 ${rounded(febrl.f1, 6)}`,
  )
  figures.febrl = febrl
  goals.push(atLeast('FEBRL 4: F1, one line to one person', rounded(febrl.f1, 5), 0.999))
}

if (big > 0) {
  const folder = mkdtempSync(join(tmpdir(), 'shouwang-bench-'))
  try {
    say(`\nthe command on ${big} × ${big}`)
    const run = await bigRun(folder, big, big, seed + 2)
    figures.command = run
    goals.push(
      atMost(`${big} × ${big}: seconds`, rounded(run.seconds), 60),
      atMost(`${big} × ${big}: memory, MB`, Math.round(run.peakMb), 3072),
      atMost(`${big} × ${big}, hostile: false links of all links`, rounded(run.falseLinks), 1e-4),
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const missed = (name: keyof typeof LISTS, from: Record<string, unknown>): number =>
  1 - (from[name] as { recall: number }).recall
printReport({
  bench: 'match',
  figures,
  floor,
  // How many residents the rule misses for each one missed here.
  ratio: rounded(missed('hostile', floor) / Math.max(1e-9, missed('hostile', figures))),
  goals,
})
