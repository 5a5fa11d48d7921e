/** Takes the pictures of the README: docs/pictures/<page>-<language>.png. The phone's and the import's show the demo as a person meets it. */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { DEMO_PASSWORD } from '../database/taohua/demo-accounts.ts'
import { loadTaohua } from '../database/taohua/load.ts'
import { compose, type Composed } from '../apps/server/compose.ts'
import { testing } from '../modules/testing/contract.ts'
import { access } from '../platform/pure/access-contract.ts'
import type { InputOf, OutputOf } from '../platform/pure/contract.ts'
import { uuid7 } from '../platform/pure/uuid7.ts'
import { openEmbedded } from '../platform/server/database/embedded.ts'
import { migrate } from '../platform/server/database/migrate.ts'
import { ensureAppLogin } from '../platform/server/database/roles.ts'
import { digestWith } from '../platform/server/digest.ts'

const root = join(import.meta.dirname, '..')
const pictures = join(root, 'docs', 'pictures')
const freshId = (): string => uuid7(Date.now(), randomBytes(10))
const SECRET = randomBytes(32).toString('base64url')

async function main(): Promise<void> {
  mkdirSync(pictures, { recursive: true })
  const dataDir = mkdtempSync(join(tmpdir(), 'shouwang-pictures-'))
  const database = await openEmbedded({ dataDir })
  try {
    await migrate(database.adminUrl)
    const appUrl = await ensureAppLogin(database.adminUrl, SECRET)
    await loadTaohua(database.adminUrl, { digest: digestWith(SECRET) })
    const server = await compose({ appUrl, dataDir, secret: SECRET, webDir: join(root, 'dist'), log: false })
    await server.app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = server.app.server.address() as { port: number }
    const url = `http://127.0.0.1:${port}`
    const roundId = await halfDone(server, url)
    const list = join(dataDir, 'list.csv')
    writeFileSync(
      list,
      execFileSync(process.execPath, [join(root, 'database', 'taohua', 'messy-csv.ts'), '--community', '2']),
    )
    const browser = await chromium.launch({
      executablePath: process.env['CHROMIUM']!,
      args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    })
    for (const lang of ['zh', 'en'] as const) await takeAll({ browser, url, lang, roundId, list })
    await browser.close()
    await server.close()
  } finally {
    await database.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Two thirds tested, unevenly, with a few walk-ins: a picture of an afternoon. */
async function halfDone(server: Composed, url: string): Promise<string> {
  let cookie = ''
  const ask = async <Op extends { url: string; input: unknown; output: unknown }>(
    op: Op,
    input: InputOf<Op>,
  ): Promise<OutputOf<Op>> => {
    const answer = await fetch(url + op.url, {
      method: 'POST',
      headers: { 'x-shouwang': '1', 'content-type': 'application/json', cookie },
      body: JSON.stringify(input),
    })
    cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie
    if (!answer.ok) throw new Error(await answer.text())
    return (await answer.json()) as OutputOf<Op>
  }
  await ask(access.operations.login, { login: 'officer', password: DEMO_PASSWORD })
  const ops = testing.operations
  const { rounds } = await ask(ops.rounds, {})
  const roundId = rounds[0]!.id
  const { sites } = await ask(ops.round, { id: roundId })
  for (const [at, site] of sites.entries()) {
    const { people } = await ask(ops.pocket, { siteId: site.id })
    const come = people.filter((_, i) => (i * 7919 + at * 104_729) % 100 < 48 + ((at * 13) % 45))
    for (let i = 0; i < come.length; i += 100) {
      const tubeId = freshId()
      const items = come.slice(i, i + 100).map((person, n) => ({
        ...{
          id: freshId(),
          roundId,
          siteId: site.id,
          lane: 1 + ((i / 100) % site.lanes),
          tubeId,
          residentId: person.id,
          walkIn: null,
        },
        how: 'scan' as const,
        takenAt: new Date(Date.now() - ((i + n) % 3600) * 1000).toISOString(),
      }))
      await ask(ops.recordSamples, { sentAt: new Date().toISOString(), deviceId: null, items })
    }
    const walkIn = { name: '柳过路', idType: 'none' as const, idNumber: null, phone: `1549000${String(1000 + at)}` }
    const fact = {
      id: freshId(),
      roundId,
      siteId: site.id,
      lane: 1,
      tubeId: freshId(),
      residentId: null,
      walkIn,
      how: 'register' as const,
      takenAt: new Date().toISOString(),
    }
    await ask(ops.recordSamples, { sentAt: new Date().toISOString(), deviceId: null, items: [fact] })
  }
  return roundId
}

interface Stage {
  readonly browser: Browser
  readonly url: string
  readonly lang: 'zh' | 'en'
  readonly roundId: string
  readonly list: string
}

async function takeAll(stage: Stage): Promise<void> {
  const { url, lang, roundId, list } = stage
  const shoot = async (page: Page, name: string): Promise<void> => {
    await page.waitForTimeout(1500)
    await page.screenshot({ path: join(pictures, `${name}-${lang}.png`) })
  }
  const desk = await open(stage, 'officer', { width: 1280, height: 800 })
  for (const [name, path] of [
    ['board', `/testing/rounds/${roundId}`],
    ['missing', `/testing/rounds/${roundId}/missing`],
    ['register', '/register'],
  ] as const) {
    await desk.goto(url + path)
    // An answer that is still awaited shows as a quiet grey block.
    await desk.waitForTimeout(500)
    await desk.waitForFunction(() => document.querySelector('.answer-wait, .ant-spin-spinning') === null)
    await shoot(desk, name)
  }
  const leader = await open(stage, 'leader', { width: 1280, height: 800 })
  await leader.goto(`${url}/register/imports`)
  await leader.setInputFiles('input[type=file]', list)
  await leader.locator('.import-confirm').waitFor({ timeout: 60_000 })
  await shoot(leader, 'import')

  const phone = await open(stage, 'lane-crew', { width: 360, height: 740 })
  await phone.goto(`${url}/field/`)
  await phone.click('[data-task=lane]')
  await phone.locator('main button').first().click()
  await phone.locator('input[type=radio]').first().check({ force: true })
  await phone.locator('.button-huge').click()
  await phone.locator('input').first().fill('TH-0001')
  await phone.keyboard.press('Enter')
  await phone.locator('nav button, footer button').nth(2).click()
  await phone.locator('input').first().fill('1001')
  await phone.waitForTimeout(800)
  await phone.locator('main li button').first().click()
  await shoot(phone, 'field')

  await leader.goto(`${url}/gates`)
  await leader.locator('.figure-value').first().waitFor()
  await shoot(leader, 'gates')
  await desk.goto(`${url}/call-ups/new`)
  await desk.locator('main form').first().waitFor()
  await desk.locator('main form .ant-input-number-input').first().fill('100')
  await shoot(desk, 'call-up')

  // A pass of the demo at a gate of its compound: its number typed as it stands on the card.
  await leader.goto(`${url}/passes/list`)
  const row = leader.locator('.ant-table-row').first()
  const number = (await row.locator('.pass-number').innerText()).replaceAll(' ', '')
  const place = (await row.locator('td').nth(3).innerText()).slice(0, 3)
  const keeper = await open(stage, 'gate-keeper', { width: 360, height: 740 })
  await keeper.goto(`${url}/field/`)
  await keeper.locator('[data-task=gate]').click()
  const open24 = /全天|开放|Open|Round the clock/
  await keeper.locator('[data-gate]', { hasText: place }).filter({ hasText: open24 }).first().click()
  await keeper.locator('[data-entry=number]').click()
  for (const digit of number) await keeper.locator('.key', { hasText: new RegExp(`^${digit}$`) }).click()
  await keeper.locator('.gate-check').waitFor()
  await shoot(keeper, 'keeper')
  for (const page of [desk, leader, phone, keeper]) await page.context().close()
}

async function open(
  { browser, url, lang }: Stage,
  login: string,
  viewport: { width: number; height: number },
): Promise<Page> {
  const phone = viewport.width < 600
  const context = await browser.newContext({
    viewport,
    deviceScaleFactor: phone ? 2 : 1,
    isMobile: phone,
    hasTouch: phone,
    timezoneId: 'Asia/Shanghai',
    colorScheme: 'light',
  })
  await context.addInitScript((chosen) => localStorage.setItem('shouwang.lang', chosen), lang)
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await page.goto(phone ? `${url}/field/` : url)
  await page.evaluate(
    async ([who, password]) => {
      await fetch('/api/access/login', {
        method: 'POST',
        headers: { 'x-shouwang': '1', 'content-type': 'application/json' },
        body: JSON.stringify({ login: who, password, device: { id: crypto.randomUUID(), label: 'pictures' } }),
      })
    },
    [login, DEMO_PASSWORD] as const,
  )
  return page
}

await main()
