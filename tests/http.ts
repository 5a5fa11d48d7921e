/** Speaks to a composed server as a browser would: cookie kept, header sent, answers typed by the contract. */

import type { Composed } from '../apps/server/compose.ts'
import { access } from '../platform/pure/access-contract.ts'
import type { InputOf, Operation, OutputOf } from '../platform/pure/contract.ts'
import type { ProblemAnswer } from '../platform/pure/problem.ts'
import { PASSWORD } from './small-world.ts'

export class Refused extends Error {
  readonly status: number
  readonly problem: ProblemAnswer
  constructor(status: number, problem: ProblemAnswer) {
    super(`${status} ${problem.code} ${JSON.stringify(problem.fields ?? '')}`)
    this.status = status
    this.problem = problem
  }
}

export interface Browser {
  call<Op extends { url: string; input: unknown; output: unknown }>(
    operation: Op,
    input: InputOf<Op>,
  ): Promise<OutputOf<Op>>
  readonly cookie: () => string
}

export function browser(server: Pick<Composed, 'app'>): Browser {
  let cookie = ''
  return {
    cookie: () => cookie,
    async call(operation, input) {
      const response = await server.app.inject({
        method: 'POST',
        url: (operation as unknown as Operation).url,
        headers: { 'x-shouwang': '1', 'content-type': 'application/json', ...(cookie ? { cookie } : {}) },
        payload: JSON.stringify(input),
      })
      const set = response.cookies.find((c) => c.name === 'shouwang')
      if (set) cookie = set.value ? `shouwang=${set.value}` : ''
      if (response.statusCode >= 300) throw new Refused(response.statusCode, response.json())
      return response.json()
    },
  }
}

export async function signedIn(
  server: Pick<Composed, 'app'>,
  login: string,
  device?: { id: string; label: string },
): Promise<Browser> {
  const page = browser(server)
  await page.call(access.operations.login, { login, password: PASSWORD, ...(device ? { device } : {}) })
  return page
}

/** The code of the problem that refuses it; any other ending is told as it is. */
export async function refusalCode(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => new Error('it was not refused'),
    (e: unknown) => e,
  )
  if (error instanceof Refused) return error.problem.code
  throw error
}
