/** What somebody is told whose decision was refused: where another was quicker, who it was and what they did. */
import type { Word } from '../../../platform/pure/words.ts'
import { ClientProblem, call, wordsOf } from '../../../platform/web/client.ts'
import { pass } from '../contract.ts'
import { saidOf } from '../last-step.ts'
import { problems } from '../problems.ts'

export async function wordsOfLate(error: unknown, applicationId: string): Promise<Word> {
  const late = error instanceof ClientProblem && error.code === problems.notNow.code
  const now = late ? await call(pass.operations.application, { applicationId }).catch(() => null) : null
  return now ? saidOf(now.application.state, now.last, Date.now()) : wordsOf(error)
}
