/**
 * A stage for browser journeys: a real server process on a database of its own with a small Taohua, the built pages, and
 * Chromium. The server can be killed and started again on the same port, as a power cut would do.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core'
import { DEMO_PASSWORD } from '../../database/taohua/demo-accounts.ts'
import { ensureBrowser } from '../../scripts/browser.mjs'
import { buildWeb } from '../../scripts/build-web.mjs'
import { freshDatabase } from '../cluster.ts'

const root = join(import.meta.dirname, '..', '..')
/** Pictures for people to look at; not compared. */
export const PICTURES = join(root, 'tests', 'out')
const SECRET = 'a-secret-for-journeys-only-0123456789-abc'

export interface OpenPage {
  readonly page: Page
  readonly context: BrowserContext
  /** Everything the page complained of: faults of scripts and console errors. */
  readonly complaints: string[]
}
export interface PageOptions {
  readonly lang?: 'zh' | 'en'
  readonly dark?: boolean
  readonly width?: number
  readonly height?: number
  /** A phone: touch, device pixels. */
  readonly phone?: boolean
}
export interface Stage {
  readonly url: string
  readonly adminUrl: string
  readonly browser: Browser
  open(options?: PageOptions): Promise<OpenPage>
  /** SIGKILL, no farewell. */
  kill(): Promise<void>
  /** Starts the server again on the same database and port. */
  restart(): Promise<void>
  close(): Promise<void>
}

export const CHROMIUM_ARGS = [
  '--no-sandbox',
  // Drawn by the renderer itself: a software GPU in a process of its own takes most of a core. Debian's wrapper asks for it.
  '--disable-gpu',
  '--disable-gpu-rasterization',
  '--disable-gpu-compositing',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
]

export async function openStage(options: { residents?: number; browserArgs?: readonly string[] } = {}): Promise<Stage> {
  if (!(await buildWeb())) throw new Error('the pages could not be built')
  const executablePath = await ensureBrowser()
  if (!executablePath) throw new Error('no browser was found')
  mkdirSync(PICTURES, { recursive: true })
  const db = await freshDatabase({ demo: { residents: options.residents ?? 2000, secret: SECRET } })
  const dataDir = mkdtempSync(join(tmpdir(), 'shouwang-e2e-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let server: ChildProcess | undefined

  const start = async (): Promise<void> => {
    const output: string[] = []
    server = spawn(process.execPath, ['apps/server/main.ts'], {
      cwd: root,
      env: {
        ...process.env,
        PORT: String(port),
        DATABASE_URL: db.adminUrl,
        DATA_DIR: dataDir,
        DEMO: '1',
        SHOUWANG_SECRET: SECRET,
        LOG_LEVEL: 'error',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    server.stdout!.on('data', (text) => output.push(String(text)))
    server.stderr!.on('data', (text) => output.push(String(text)))
    // Killed by a journey it says nothing; whatever else ends it is told, or the journey fails without a reason.
    server.once('exit', (code, signal) => {
      if (signal !== 'SIGKILL') console.error(`the server ended (${signal ?? code}): ${output.slice(-20).join('')}`)
    })
    for (let tries = 0; tries < 600; tries++) {
      if (server.exitCode !== null) throw new Error(`the server ended: ${output.join('')}`)
      const healthy = await fetch(`${url}/healthz`).then(
        (r) => r.ok,
        () => false,
      )
      if (healthy) return
      await new Promise((done) => setTimeout(done, 100))
    }
    throw new Error(`the server did not start: ${output.join('')}`)
  }
  const kill = async (): Promise<void> => {
    if (!server || server.exitCode !== null || server.signalCode !== null) return
    const gone = new Promise((done) => server!.once('exit', done))
    server.kill('SIGKILL')
    await gone
  }

  await start()
  const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_ARGS, ...(options.browserArgs ?? [])] })
  return {
    url,
    adminUrl: db.adminUrl,
    browser,
    async open({ lang = 'zh', dark = false, width, height, phone = false } = {}) {
      const context = await browser.newContext({
        viewport: { width: width ?? (phone ? 360 : 1280), height: height ?? (phone ? 740 : 800) },
        deviceScaleFactor: phone ? 2 : 1,
        hasTouch: phone,
        isMobile: phone,
        locale: lang === 'zh' ? 'zh-CN' : 'en-GB',
        timezoneId: 'Asia/Shanghai',
        colorScheme: dark ? 'dark' : 'light',
        acceptDownloads: true,
      })
      await context.addInitScript((chosen) => {
        if (localStorage.getItem('shouwang.lang') === null) localStorage.setItem('shouwang.lang', chosen)
      }, lang)
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('pageerror', (error) => complaints.push(String(error)))
      page.on('console', (message) => {
        // A refused or unreachable request is told to the person by the page itself.
        if (message.type() === 'error' && !/Failed to load resource|net::ERR/.test(message.text()))
          complaints.push(message.text())
      })
      return { page, context, complaints }
    },
    kill,
    restart: async () => {
      await kill()
      await start()
    },
    async close() {
      await browser.close()
      await kill()
      await db.drop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })
}

/** Signs in as a demo account beforehand, so that a journey begins where its subject does. */
export async function signInAs(page: Page, url: string, login: string): Promise<void> {
  const answer = await page.context().request.post(`${url}/api/access/login`, {
    headers: { 'x-shouwang': '1' },
    data: { login, password: DEMO_PASSWORD },
  })
  if (!answer.ok()) throw new Error(await answer.text())
  await page.goto(url)
}

/**
 * Chooses from a list as a person does: opens it, types where it can be searched, waits for the entry, taps it; looks whether it is chosen, unless the
 * list does not stay (what is chosen moves its row away).
 */
export async function choose(
  page: Page,
  list: string | RegExp,
  entry: string,
  { typed, stays = true }: { typed?: string; stays?: boolean } = {},
): Promise<void> {
  const box = page.getByRole('combobox', { name: list })
  const chosen = page.locator('.ant-select', { has: box }).filter({ hasText: entry })
  const option = page.locator('.ant-select-item-option:visible')
  for (let turn = 1; ; turn++) {
    await box.click()
    if (typed !== undefined) await box.fill(typed)
    await option.filter({ hasText: new RegExp(`^${entry}$`) }).click()
    // Gone, not only closing: a closing list is neither readable nor named. Tapped while it was still opening, a list may stay open: leaving it closes it.
    await option
      .first()
      .waitFor({ state: 'hidden', timeout: 3000 })
      .catch(async () => {
        await box.blur()
        await option.first().waitFor({ state: 'hidden' })
      })
    if (!stays || (await chosen.count()) > 0) return
    if (turn === 3) throw new Error(`${entry} was tapped three times and is not chosen`)
  }
}

/** Taps until what follows is seen: on a busy machine a tap on what is still sliding in may be let go beside it, and a person taps again. */
export async function tapUntil(what: Locator, seen: Locator): Promise<void> {
  for (let turn = 1; ; turn++) {
    await what.click()
    const shown = await seen.waitFor({ timeout: 10_000 }).then(
      () => true,
      () => false,
    )
    if (shown) return
    if (turn === 3 || !(await what.isVisible())) throw new Error('tapped, and what should follow is not seen')
  }
}
