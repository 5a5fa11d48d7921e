/** What a phone or another desk does while a browser watches: signed in as a demo account, asking operations directly. */
import { DEMO_PASSWORD } from '../../database/taohua/demo-accounts.ts'
import { access } from '../../platform/pure/access-contract.ts'
import type { InputOf, OutputOf } from '../../platform/pure/contract.ts'
import type { Stage } from './stage.ts'

export async function apiOf(stage: Stage, login: string) {
  const post = (url: string, input: unknown, cookie = '') =>
    fetch(stage.url + url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-shouwang': '1', cookie },
      body: JSON.stringify(input),
    })
  const answer = await post(access.operations.login.url, { login, password: DEMO_PASSWORD })
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  return async <Op extends { url: string; input: unknown; output: unknown }>(
    operation: Op,
    input: InputOf<Op>,
  ): Promise<OutputOf<Op>> => {
    const response = await post(operation.url, input, cookie)
    if (!response.ok) throw new Error(await response.text())
    return response.json() as Promise<OutputOf<Op>>
  }
}
export type Api = Awaited<ReturnType<typeof apiOf>>
