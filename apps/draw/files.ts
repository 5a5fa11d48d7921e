/** JSON in and out: a result appears whole or not at all, and never over what it was made from. */
import { readFile, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { type PolicyProblem, type Policy, readPolicy } from '../../modules/mobilize/policy.ts'
import { say } from '../../platform/pure/words.ts'
import { BadInput, badInput } from '../match/problem.ts'
import { problems } from './problem.ts'

export async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw badInput(problems.noFile, { file })
  })
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (error) {
    throw badInput(problems.notJson, { file, why: error instanceof Error ? error.message : '' })
  }
}

export async function writeJson(file: string, value: unknown, inputs: readonly string[]): Promise<void> {
  const target = await realpath(file).catch(() => file)
  for (const input of inputs)
    if ((await realpath(input).catch(() => input)) === target) throw badInput(problems.sameFile, { file: input })
  const partial = `${file}.${process.pid}.partial`
  try {
    await writeFile(partial, `${JSON.stringify(value, null, 1)}\n`, { flag: 'wx' })
    await rename(partial, file)
  } catch {
    await rm(partial, { force: true })
    throw badInput(problems.cannotWrite, { file })
  }
}

/** Without a file: the defaults. */
export async function policyFrom(file: string | undefined): Promise<Policy> {
  const read = readPolicy(file === undefined ? {} : await readJson(file))
  if (read.ok) return read.policy
  const both = (lang: 'zh' | 'en') => (problem: PolicyProblem) =>
    say(problems.badPolicy, lang, { file: file ?? '', why: say(problem.word, lang, problem.params) })
  throw new BadInput([...read.problems.map(both('zh')), ...read.problems.map(both('en'))].join('\n'))
}
