/** The built pages as a visitor with an empty cache meets them: the product's server as a process, Chromium counting what came over the wire. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'

const root = join(import.meta.dirname, '..', '..')

export interface Served {
  readonly url: string
  kill(): Promise<void>
  close(): Promise<void>
}

/** The server with a small Taohua of its own, on a free port. */
export async function serve(): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'shouwang-bench-web-'))
  const child: ChildProcess = spawn(process.execPath, ['apps/server/main.ts'], {
    cwd: root,
    env: { ...process.env, PORT: '0', DATA_DIR: folder, DEMO_RESIDENTS: '2000', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const url = await new Promise<string>((done, fail) => {
    let heard = ''
    child.stdout!.on('data', (text) => {
      heard += String(text)
      const found = /(http:\/\/[\w.:]+)\/field\//.exec(heard)?.[1]
      if (found) done(found)
    })
    void ended.then(() => fail(new Error(`the server ended:\n${heard}`)))
  })
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    await ended
  }
  return {
    url,
    // No farewell: what a phone meets when a site loses its server.
    kill: () => end('SIGTERM'),
    async close() {
      await end('SIGTERM')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export interface Weight {
  /** Bytes over the wire, headers included, of everything the page is made of. */
  readonly page: number
  readonly script: number
  readonly style: number
  /** Answers of the API, apart: they grow with the data. */
  readonly answers: number
  readonly requests: number
}

/** Loads an address with an empty cache until `ready` shows, and a second longer. */
export async function weigh(
  context: BrowserContext,
  url: string,
  ready: (page: Page) => Promise<unknown>,
): Promise<Weight> {
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
  const kinds = new Map<string, string>()
  const weight = { page: 0, script: 0, style: 0, answers: 0, requests: 0 }
  session.on('Network.responseReceived', ({ requestId, type, response }) => {
    kinds.set(requestId, new URL(response.url).pathname.startsWith('/api/') ? 'answer' : type)
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId)
    weight.requests++
    if (kind === 'answer') weight.answers += encodedDataLength
    else weight.page += encodedDataLength
    if (kind === 'Script') weight.script += encodedDataLength
    if (kind === 'Stylesheet') weight.style += encodedDataLength
  })
  await page.goto(url)
  await ready(page)
  await page.waitForTimeout(1000)
  await page.close()
  return weight
}

/** Signs in by the API, so that the next page of this context is the first one of somebody at work. */
export async function signIn(page: Page, url: string, login: string, password: string): Promise<void> {
  const answer = await page.request.post(`${url}/api/access/login`, {
    headers: { 'x-shouwang': '1' },
    data: { login, password },
  })
  if (!answer.ok()) throw new Error(await answer.text())
}
