/** A server as a process of its own, spoken to over HTTP: for tests that kill it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, expect } from 'vitest'
import { access } from '../platform/pure/access-contract.ts'
import { PASSWORD, SECRET } from './small-world.ts'

const root = join(import.meta.dirname, '..')
const running = new Set<ChildProcess>()
afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
})

export interface ServerProcess {
  readonly url: string
  /** SIGKILL, and until it is gone. */
  kill(): Promise<void>
}

export async function startServer(urls: { readonly adminUrl: string }, dataDir: string): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['apps/server/main.ts'], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: urls.adminUrl, DATA_DIR: dataDir, SHOUWANG_SECRET: SECRET, PORT: '0' },
  })
  running.add(child)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)))
  await expect.poll(() => said, { timeout: 30_000 }).toMatch(/http:\/\/127\.0\.0\.1:\d+\//)
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  return {
    url: `http://127.0.0.1:${/127\.0\.0\.1:(\d+)\//.exec(said)![1]}`,
    async kill() {
      child.kill('SIGKILL')
      await ended
      running.delete(child)
    },
  }
}

export const post = (url: string, cookie: string, body: unknown): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-shouwang': '1', cookie },
    body: JSON.stringify(body),
  })

/** @returns the cookie of the session */
export async function signIn(url: string, login: string): Promise<string> {
  const response = await post(url + access.operations.login.url, '', { login, password: PASSWORD })
  expect(response.status).toBe(200)
  return response.headers.getSetCookie()[0]!.split(';')[0]!
}
