/**
 * The keeper's phone by itself: the built pages in Chromium slowed down four times, twenty thousand passes on its disk. From a code read (a scanner's
 * Enter) to the verdict painted: signature, list, marks, rules and screen. Floor: two frames of the same page with nothing to do.
 */
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { ensureBrowser } from '../../scripts/browser.mjs'
import { buildWeb } from '../../scripts/build-web.mjs'
import { CHROMIUM_ARGS } from '../../tests/e2e/stage.ts'
import { atMost, type Goal, median, percentile, rounded, say } from '../rig/report.ts'
import { readWornCodes } from './codes.ts'
import { inventedPass, type PhoneServer, phoneServer } from './phone-server.ts'

const PASSES = 20_000
const SCANS = 200
const SLOWER = 4
const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, locale: 'zh-CN' }

/** In the page: hands a line to the field a scanner types into; resolves with ms until its verdict is painted. */
const SCAN = `(text) => new Promise((done) => {
  const field = document.querySelector('[name=gate-wedge]')
  field.value = text
  const began = performance.now()
  const seen = new MutationObserver(() => {
    const verdict = document.querySelector('.gate-check')
    if (!verdict) return
    seen.disconnect()
    const drawn = performance.now() - began
    // The frame after the next begins when this one is on the screen.
    requestAnimationFrame(() => requestAnimationFrame(() =>
      done({ drawn, painted: performance.now() - began, light: verdict.dataset.light })))
  })
  seen.observe(document.body, { childList: true, subtree: true })
  field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
})`
const TWO_FRAMES = `new Promise((done) => {
  const began = performance.now()
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - began)))
})`

interface Scanned {
  readonly drawn: number
  readonly painted: number
  readonly light: string
}

async function beginShift(page: Page, url: string): Promise<number> {
  await page.goto(`${url}/field/`)
  const began = performance.now()
  await page.locator('[data-task=gate]').click()
  await page.locator('[data-gate]').first().click()
  await page.waitForSelector('.gate-direction')
  await page.waitForFunction(`document.querySelector('.gate-age')?.textContent.includes('${PASSES}')`)
  return performance.now() - began
}

/** One code of each kind that a keeper meets, over and over; every second one is recorded, so that the disk is busy as on duty. */
async function scanMany(page: Page, server: PhoneServer): Promise<Scanned[]> {
  const all: Scanned[] = []
  for (let n = 0; n < SCANS; n++) {
    const pass = server.passes[(n * 7919) % PASSES] ?? inventedPass(n)
    const kind = n % 10
    const text = server.code(
      pass,
      kind === 8 ? { ago: 3600_000 } : kind === 9 ? { forged: true } : { form: n % 3 === 0 ? 'card' : 'phone' },
    )
    const one: Scanned = await page.evaluate(`(${SCAN})(${JSON.stringify(text)})`)
    all.push(one)
    await page.click(n % 2 === 0 ? '[data-outcome]' : '[data-leave]')
    await page.waitForSelector('.gate-check', { state: 'detached' })
  }
  return all
}

export async function measurePhone(): Promise<{
  figures: Record<string, unknown>
  floor: Record<string, unknown>
  ratio: number
  goals: Goal[]
}> {
  if (!(await buildWeb())) throw new Error('the pages could not be built')
  const executablePath = await ensureBrowser()
  if (!executablePath) throw new Error('no browser was found')
  const server = await phoneServer(PASSES)
  const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_ARGS] })
  try {
    say(`phone, ${SLOWER} times slower, ${PASSES} passes …`)
    const context: BrowserContext = await browser.newContext({ ...PHONE, serviceWorkers: 'block' })
    const page = await context.newPage()
    const slow = await context.newCDPSession(page)
    await slow.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
    const fetched = await beginShift(page, server.url)
    const idle: number[] = []
    for (let n = 0; n < 20; n++) idle.push(Number(await page.evaluate(TWO_FRAMES)))
    const scans = await scanMany(page, server)
    await context.close()
    say('worn codes …')
    const codes = await readWornCodes((n) => server.code(inventedPass(n)))
    const painted = scans.map((scan) => scan.painted)
    const lights = Object.groupBy(scans, ({ light }) => light)
    const [typical, worst] = [median(painted), percentile(painted, 0.99)]
    return {
      figures: {
        scan: {
          ...{ slower: SLOWER, passes: PASSES, scans: SCANS },
          medianMs: rounded(typical),
          p99Ms: rounded(worst),
          drawnMedianMs: rounded(median(scans.map(({ drawn }) => drawn))),
          lights: Object.fromEntries(Object.entries(lights).map(([light, of]) => [light, of?.length])),
          listFetchedMs: rounded(fetched),
        },
        codes,
      },
      floor: { twoFramesMs: rounded(median(idle)) },
      ratio: rounded(typical / median(idle)),
      goals: [atMost('ms from code to verdict painted, p99, four times slower', rounded(worst), 150)],
    }
  } finally {
    await browser.close()
    await server.close()
  }
}
