/**
 * What the pages weigh: the first desk page and the first phone page over the wire with an empty cache, as the product's
 * server sends them, and the phone page opened again with the network off and the server killed.
 * Floor: the libraries the phone stands on (React, Dexie) built alone by the same builder.
 */
import { gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { chromium, type Page } from 'playwright-core'
import { build, type Rolldown } from 'vite'
import { DEMO_PASSWORD } from '../database/taohua/demo-accounts.ts'
import { ensureBrowser } from '../scripts/browser.mjs'
import { buildWeb } from '../scripts/build-web.mjs'
import { CHROMIUM_ARGS } from '../tests/e2e/stage.ts'
import { atMost, printReport, rounded, say } from './rig/report.ts'
import { serve, signIn, weigh } from './web/rig.ts'

const GOAL = 250_000
const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, locale: 'zh-CN' }

/** gz bytes of nothing but the libraries, by the same builder. */
async function librariesAlone(): Promise<number> {
  const made = (await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      react(),
      {
        name: 'entry',
        resolveId: (id) => (id === 'entry' ? '\0entry' : null),
        load: (id) =>
          id === '\0entry'
            ? `import { createRoot } from 'react-dom/client'; import { createElement } from 'react'; import Dexie from 'dexie';
               const db = new Dexie('x'); db.version(1).stores({ t: '++id' }); createRoot(document.body).render(createElement('p'))`
            : null,
      },
    ],
    build: { write: false, rollupOptions: { input: 'entry' } },
  })) as Rolldown.RolldownOutput
  return made.output.reduce((sum, it) => sum + (it.type === 'chunk' ? gzipSync(it.code).length : 0), 0)
}

/** A shift begun, then the network off and the server gone: the page is opened again and a person is recorded. */
async function withoutNetwork(page: Page, url: string, cut: () => Promise<void>) {
  await page.goto(`${url}/field/`)
  await page.click('[data-task=lane]')
  await page.locator('[data-site]').first().click()
  await page.click('dialog .choice:first-of-type')
  await page.click('dialog .button-primary')
  await page.waitForSelector('[name=tube-code]')
  const kept = `navigator.serviceWorker.ready.then(() => caches.keys())
    .then((names) => Promise.all(names.map((name) => caches.open(name).then((c) => c.keys())))).then((all) => all.flat().length)`
  const inCache = async (): Promise<number> => Number(await page.evaluate(kept))
  for (let tries = 0; (await inCache()) < 5 && tries < 100; tries++) await page.waitForTimeout(100)
  // Precaching is all or nothing: an active worker has everything.
  const files = await inCache()
  await cut()
  const started = performance.now()
  await page.reload()
  await page.waitForSelector('[name=tube-code]')
  const reload = performance.now() - started
  await page.fill('[name=tube-code]', 'BENCH-1')
  await page.click('.open-tube .button-primary')
  await page.click('[data-way=walk-in]')
  await page.fill('[name=walk-in-name]', '测试甲')
  await page.click('.walk-in .button-primary')
  await page.waitForSelector('.verdict')
  const pressed = performance.now()
  await page.click('.page-foot .button-primary')
  await page.waitForSelector('.last')
  const recorded = performance.now() - pressed
  await page.waitForSelector('.status[data-waiting="2"]')
  const held = Number(await page.locator('.status').getAttribute('data-waiting'))
  return { files, reload, recorded, held }
}

if (!(await buildWeb())) process.exit(1)
const executablePath = await ensureBrowser()
if (!executablePath) throw new Error('no browser was found')
say('libraries alone …')
const floor = await librariesAlone()
say('server with a small Taohua …')
const served = await serve()
const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_ARGS] })
try {
  const shows = (what: string) => (page: Page) => page.waitForSelector(what)
  const pageOf = async (login: string, options: object, path: string, ready: (page: Page) => Promise<unknown>) => {
    // Browsers take brotli over TLS only; the goal is said of gzip, which everybody takes.
    const extraHTTPHeaders = { 'accept-encoding': 'gzip' }
    const context = await browser.newContext({ serviceWorkers: 'block', extraHTTPHeaders, ...options })
    const out = await weigh(context, served.url + path, shows(path === '/' ? 'form' : '.door form'))
    const page = await context.newPage()
    await signIn(page, served.url, login, DEMO_PASSWORD)
    await page.close()
    const work = await weigh(context, served.url + path, ready)
    await context.close()
    return { out, work }
  }
  say('desk …')
  const desk = await pageOf('officer', { viewport: { width: 1280, height: 800 } }, '/', shows('main'))
  say('phone …')
  // As far as the lane itself: the choice of work and what comes with it.
  const field = await pageOf('lane-crew', PHONE, '/field/', async (page) => {
    await page.click('[data-task=lane]')
    await page.waitForSelector('[data-site]')
  })
  say('phone without network …')
  const context = await browser.newContext(PHONE)
  const page = await context.newPage()
  await signIn(page, served.url, 'lane-crew', DEMO_PASSWORD)
  const offline = await withoutNetwork(page, served.url, async () => {
    await context.setOffline(true)
    await served.kill()
  })
  await context.close()

  const first = Math.max(field.out.page, field.work.page)
  printReport({
    bench: 'web',
    figures: {
      deskSignIn: desk.out,
      deskFirstPage: desk.work,
      fieldSignIn: field.out,
      fieldFirstPage: field.work,
      offline: {
        factsHeld: offline.held,
        filesKept: offline.files,
        reloadMs: rounded(offline.reload),
        recordMs: rounded(offline.recorded),
      },
    },
    floor: { librariesGz: floor },
    ratio: rounded(field.work.script / floor),
    goals: [atMost('bytes of the first field page over the wire, gz', first, GOAL)],
  })
} finally {
  await browser.close()
  await served.close()
}
