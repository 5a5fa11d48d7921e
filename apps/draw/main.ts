/**
 * `npm run -s draw`: quotas, a fair draw, its ceremony with officials' values, and the check of a transcript (see --help).
 * Exit codes: 0 done or confirmed, 1 refuted, 2 bad input, 3 cannot be met.
 */
import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { order as orderSchema } from '../../modules/mobilize/model.ts'
import { checkNames, nameFaultText } from '../../modules/mobilize/names.ts'
import { type Plan, planDraw } from '../../modules/mobilize/plan.ts'
import { labelled } from '../../modules/mobilize/seeded.ts'
import { type Prepared, prepareDraw } from '../../modules/mobilize/server/prepare.ts'
import { Solver } from '../../modules/mobilize/server/solver.ts'
import {
  type Chance,
  chanceFault,
  commitmentOf,
  conclude,
  type Draft,
  draftFault,
  draftSchema,
  transcriptSchema,
} from '../../modules/mobilize/transcript.ts'
import { verify } from '../../modules/mobilize/verify.ts'
import { sha256 } from '../../platform/pure/sha256.ts'
import { type Lang, say } from '../../platform/pure/words.ts'
import { BadInput, badInput } from '../match/problem.ts'
import { policyFrom, readJson, writeJson } from './files.ts'
import { problems, USAGE } from './problem.ts'
import { readIds, readRoster } from './read-roster.ts'
import { line, tellDraft, tellDrawn, tellQuotas, tellShortfalls, tellVerdict } from './say.ts'

const text = { type: 'string' } as const
const OPTIONS = {
  ...{ people: text, seats: text, policy: text, seed: text, out: text, lang: text, published: text, names: text },
  ...{ kept: text, asked: text, salt: text, lottery: text, commitments: text, reveals: text, beacon: text, by: text },
  value: text,
  help: { type: 'boolean', short: 'h' },
} as const

function readArguments() {
  try {
    return parseArgs({ options: OPTIONS, allowPositionals: true })
  } catch (error) {
    throw badInput(problems.badArguments, { why: error instanceof Error ? error.message : '' })
  }
}
type Values = ReturnType<typeof readArguments>['values']

const REFUTED = 1
const UNMET = 3

const wrong = (why: string): Error => badInput(problems.badArguments, { why })
function needed(values: Values, name: Exclude<keyof Values, 'help'>): string {
  const value = values[name]
  if (value === undefined || value === '') throw wrong(`--${name}`)
  return value
}
/** A salt keeps ids from being guessed, so it must be long; a seed is whatever was thrown or drawn. */
const HEXADECIMAL = { seed: /^[0-9a-f]{1,128}$/i, salt: /^[0-9a-f]{32,128}$/i } as const
function hexadecimal(values: Values, name: keyof typeof HEXADECIMAL): string | null {
  const value = values[name]
  if (value === undefined) return null
  if (!HEXADECIMAL[name].test(value)) throw wrong(`--${name} HEX`)
  return value.toLowerCase()
}

/** A seed is not shown before the draw, so what deals the odd seats is only made from it. */
function lotteryFrom(values: Values): string {
  const seed = hexadecimal(values, 'seed')
  return seed === null ? needed(values, 'lottery') : (values.lottery ?? sha256(labelled('lottery from seed', seed)))
}

async function readOrder(values: Values) {
  const people = needed(values, 'people')
  const seats = needed(values, 'seats')
  if (!/^[1-9]\d{0,4}$/.test(seats)) throw wrong(`--seats ${seats}`)
  const policy = await policyFrom(values.policy)
  const roster = await readRoster(people)
  if (Number(seats) > roster.length)
    throw badInput(problems.tooManySeats, { seats, file: people, people: roster.length })
  const kept = values.kept === undefined ? [] : await readIds(values.kept, roster)
  const asked = values.asked === undefined ? [] : await readIds(values.asked, roster)
  const lottery = policy.apportionment === 'lottery' ? lotteryFrom(values) : ''
  const order = orderSchema.parse({
    seats: Number(seats),
    kept,
    asked: asked.filter((id) => !kept.includes(id)),
    lottery,
  })
  return { roster, order, policy }
}
const inputs = (values: Values): string[] =>
  [values.people, values.policy, values.kept, values.asked, values.commitments, values.reveals].filter(
    (file) => file !== undefined,
  )

async function prepare(values: Values, commitments: Draft['commitments']) {
  const solver = new Solver()
  try {
    const asked = await readOrder(values)
    return {
      ...asked,
      prepared: await prepareDraw(solver, { ...asked, salt: hexadecimal(values, 'salt'), commitments }),
    }
  } finally {
    await solver.stop()
  }
}
const unmet = ({ shortfalls }: Extract<Prepared, { ok: false }>, lang: Lang): number => {
  tellShortfalls(shortfalls, lang)
  return UNMET
}

async function runDraw(values: Values, lang: Lang): Promise<number> {
  const out = needed(values, 'out')
  const given = hexadecimal(values, 'seed')
  if (given === null) throw wrong('--seed')
  const { prepared, roster } = await prepare(values, [])
  if (!prepared.ok) return unmet(prepared, lang)
  const chance: Chance = { reveals: [], beacon: values.beacon ?? null, given }
  const transcript = conclude(
    prepared.draft,
    chance,
    roster.map(({ id }) => id),
    hexadecimal(values, 'salt'),
  )
  await writeJson(out, transcript, inputs(values))
  tellQuotas(prepared.plan, lang)
  tellDraft(prepared.draft, lang)
  tellDrawn(transcript, lang)
  return 0
}

const commitmentsSchema = transcriptSchema.shape.commitments.min(2)
async function runPrepare(values: Values, lang: Lang): Promise<number> {
  const file = needed(values, 'commitments')
  const commitments = commitmentsSchema.safeParse(await readJson(file))
  if (!commitments.success) throw badInput(problems.badCommitments, { file })
  const out = needed(values, 'out')
  const { prepared } = await prepare(values, commitments.data)
  if (!prepared.ok) return unmet(prepared, lang)
  await writeJson(out, prepared.draft, inputs(values))
  tellQuotas(prepared.plan, lang)
  tellDraft(prepared.draft, lang)
  return 0
}

async function runConclude(values: Values, file: string, lang: Lang): Promise<number> {
  const draft = draftSchema.safeParse(await readJson(file))
  if (!draft.success) throw badInput(problems.badDraft, { file, why: draft.error.issues[0]?.path.join('.') ?? '' })
  const altered = draftFault(draft.data)
  if (altered !== null) throw badInput(problems.badDraft, { file, why: altered })
  const out = needed(values, 'out')
  const reveals =
    values.reveals === undefined ? [] : transcriptSchema.shape.reveals.safeParse(await readJson(values.reveals)).data
  const chance: Chance = { reveals: reveals ?? [], beacon: values.beacon ?? null, given: hexadecimal(values, 'seed') }
  const fault = chanceFault(draft.data, chance)
  if (fault === 'reveals') throw badInput(problems.badReveals, { file: values.reveals ?? '--reveals' })
  if (fault === 'noChance') throw badInput(problems.noChance)
  const salt = hexadecimal(values, 'salt')
  // Under a salt only the roster can say who the marks are; without one the draft holds the ids.
  const ids = salt === null ? [] : (await readRoster(needed(values, 'people'))).map(({ id }) => id)
  const transcript = conclude(draft.data, chance, ids, salt)
  if (salt !== null && transcript.drawn.some(({ nonce }) => nonce === undefined)) throw badInput(problems.badSalt)
  await writeJson(out, transcript, [file, ...inputs(values)])
  tellDrawn(transcript, lang)
  return 0
}

async function planned(values: Values): Promise<{ plan: Plan; roster: Awaited<ReturnType<typeof readRoster>> }> {
  const { roster, order, policy } = await readOrder(values)
  return { plan: planDraw(roster, order, policy), roster }
}

async function runQuotas(values: Values, lang: Lang): Promise<number> {
  const { plan } = await planned(values)
  if (plan.quotas.length > 0) tellQuotas(plan, lang)
  const { order, policy, quotas, shortfalls } = plan
  if (values.out !== undefined)
    await writeJson(values.out, { seats: order.seats, policy, quotas, shortfalls }, inputs(values))
  if (shortfalls.length === 0) return 0
  tellShortfalls(shortfalls, lang)
  return UNMET
}

async function runNames(values: Values, lang: Lang): Promise<number> {
  const { plan, roster } = await planned(values)
  const file = needed(values, 'names')
  if (plan.quotas.length === 0) {
    tellShortfalls(plan.shortfalls, lang)
    return UNMET
  }
  const faults = checkNames(plan, roster, await readIds(file, roster))
  for (const fault of faults) line(nameFaultText(fault, lang))
  if (faults.length > 0) return UNMET
  line(say(['名额和要求都满足', 'The names fill the quotas and meet the needs'], lang))
  return 0
}

async function runVerify(values: Values, file: string, lang: Lang): Promise<number> {
  const verdict = verify(await readJson(file), values.published ?? null)
  tellVerdict(verdict, lang)
  return verdict.ok ? 0 : REFUTED
}

function runCommit(values: Values): number {
  const one = { by: needed(values, 'by'), value: needed(values, 'value'), nonce: randomBytes(32).toString('hex') }
  line(JSON.stringify({ commitment: { by: one.by, hash: commitmentOf(one) }, reveal: one }, null, 1))
  return 0
}

async function main(): Promise<number> {
  const { values, positionals } = readArguments()
  const lang: Lang = values.lang === 'en' ? 'en' : 'zh'
  if (values.lang !== undefined && values.lang !== 'en' && values.lang !== 'zh') throw wrong(`--lang ${values.lang}`)
  if (values.help) {
    line(say(USAGE, lang))
    return 0
  }
  const [command, file, ...more] = positionals
  if (more.length > 0) throw wrong(more.join(' '))
  const withFile = command === 'verify' || command === 'conclude'
  if (withFile !== (file !== undefined))
    throw wrong(command === undefined || file !== undefined ? `${file}` : `${command} FILE`)
  if (command === undefined) return runDraw(values, lang)
  if (command === 'verify') return runVerify(values, file as string, lang)
  if (command === 'conclude') return runConclude(values, file as string, lang)
  if (command === 'prepare') return runPrepare(values, lang)
  if (command === 'quotas') return runQuotas(values, lang)
  if (command === 'names') return runNames(values, lang)
  if (command === 'commit') return runCommit(values)
  throw wrong(command)
}

main().then(
  (code) => void (process.exitCode = code),
  (error: unknown) => {
    console.error(error instanceof BadInput ? error.message : error)
    process.exitCode = error instanceof BadInput || error instanceof z.ZodError ? 2 : 70
  },
)
