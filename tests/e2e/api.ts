/** Speaks to the stage's server beside the browser, as a phone would: signed in as a demo account, answers typed by the contract. */
import { DEMO_PASSWORD } from '../../database/taohua/demo-accounts.ts'
import { access } from '../../platform/pure/access-contract.ts'
import type { InputOf, OutputOf } from '../../platform/pure/contract.ts'

export type Api = <Op extends { url: string; input: unknown; output: unknown }>(
  operation: Op,
  input: InputOf<Op>,
) => Promise<OutputOf<Op>>

export async function apiAt(url: string, login: string): Promise<Api> {
  const post = (path: string, input: unknown, cookie = '') =>
    fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-shouwang': '1', cookie },
      body: JSON.stringify(input),
    })
  const answer = await post(access.operations.login.url, { login, password: DEMO_PASSWORD })
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  return async (operation, input) => {
    const response = await post(operation.url, input, cookie)
    if (!response.ok) throw new Error(await response.text())
    return response.json()
  }
}
