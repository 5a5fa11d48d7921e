/** What goes wrong on a phone in a lane: sessions that end, phones that are lost, wrong clocks, two tabs, two phones, and a camera. */
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeFaults } from './axe.ts'
import { cameraArgs, showToCamera } from './fake-camera.ts'
import {
  allSent,
  ask,
  byNumber,
  checkIn,
  type Due,
  dueAt,
  enter,
  holds,
  openTube,
  record,
  samples,
  startShift,
  verdict,
} from './field-crew.ts'
import { openStage, PICTURES, type Stage, signInAs } from './stage.ts'

/** Rows of each table of the phone, as text for the page. */
const ROWS_LEFT = `new Promise((done, fail) => {
  const asked = indexedDB.open('shouwang-phone')
  asked.onerror = () => fail(asked.error)
  asked.onsuccess = async () => {
    const rows = {}
    for (const name of asked.result.objectStoreNames) {
      const counted = asked.result.transaction(name).objectStore(name).count()
      rows[name] = await new Promise((told) => (counted.onsuccess = () => told(counted.result)))
    }
    asked.result.close()
    done(rows)
  }
})`

const VIDEO = join(tmpdir(), `shouwang-camera-${process.pid}.y4m`)
let stage: Stage
/** Every test takes its own people, so that none is tested by another. */
let people: Due[] | null = null
const next = (): Due => people!.shift() as Due

beforeAll(async () => {
  showToCamera(VIDEO, null)
  stage = await openStage({ browserArgs: cameraArgs(VIDEO) })
}, 240_000)
afterAll(async () => {
  await stage?.close()
  rmSync(VIDEO, { force: true })
})

const rowsOf = async (who: Due) => (await samples(stage)).filter((s) => s.resident_id === who.id)

async function shift(page: Page, code: string): Promise<void> {
  const siteId = await startShift(page, stage)
  people ??= await dueAt(stage, siteId, 200)
  await openTube(page, code, 20)
}

test('a session that ended stops sending, not the lane; after signing in again nothing is missing', async () => {
  const { page, context } = await stage.open({ phone: true })
  await shift(page, 'OUT-1')
  const [a, b] = [next(), next()]
  await allSent(page)
  await ask(stage, 'DELETE FROM platform.session')
  await page.waitForSelector('button.notice-warn', { timeout: 20_000 })
  await checkIn(page, a)
  await checkIn(page, b)
  await holds(page, 2)
  expect(await rowsOf(a)).toEqual([])

  await page.reload()
  await page.waitForSelector('.tube')
  await holds(page, 2)
  await page.click('button.notice-warn')
  await page.click('[data-login="lane-crew"]')
  await page.waitForSelector('.tube')
  await allSent(page)
  expect(await rowsOf(a)).toHaveLength(1)
  expect(await rowsOf(b)).toHaveLength(1)
  await context.close()
})

test('two tabs of one phone send as one: each swab once, none lost when the network comes and goes', async () => {
  const { page, context } = await stage.open({ phone: true })
  await shift(page, 'TAB-1')
  const other = await context.newPage()
  await other.goto(`${stage.url}/field/`)
  await other.waitForSelector('.tube')
  const mine = [next(), next(), next()]
  const theirs = [next(), next(), next()]
  for (const [i, person] of mine.entries()) {
    await context.setOffline(i !== 1)
    await page.bringToFront()
    await checkIn(page, person)
    await other.bringToFront()
    await checkIn(other, theirs[i]!)
  }
  await context.setOffline(false)
  await allSent(other)
  await page.bringToFront()
  await allSent(page)
  expect(await page.locator('.tube').getAttribute('data-heads')).toBe('6')
  for (const person of [...mine, ...theirs]) expect(await rowsOf(person)).toHaveLength(1)
  await context.close()
})

test('a phone whose clock is a day fast is told so, and the server keeps the true time beside the phone’s', async () => {
  const { page, context } = await stage.open({ phone: true })
  await page.clock.setSystemTime(Date.now() + 86_400_000)
  await shift(page, 'CLK-1')
  await page.locator('.notice', { hasText: '1440' }).waitFor()
  const who = next()
  await checkIn(page, who)
  await allSent(page)
  const [row] = await ask<{ off: number; device_off: number; doubts: string[] }>(
    stage,
    `SELECT abs(extract(epoch FROM taken_at - received_at))::float AS off, extract(epoch FROM device_taken_at - received_at)::float AS device_off, doubts
     FROM testing.sample WHERE resident_id = $1`,
    [who.id],
  )
  expect(row!.off).toBeLessThan(120)
  expect(row!.device_off).toBeGreaterThan(86_000)
  expect(row!.doubts).toEqual(['clock-skewed'])
  await context.close()
})

test('somebody tested at another lane is told as tested within seconds', async () => {
  const [one, two] = [await stage.open({ phone: true }), await stage.open({ phone: true })]
  await shift(one.page, 'TWO-1')
  await shift(two.page, 'TWO-2')
  const who = next()
  await checkIn(one.page, who)
  await allSent(one.page)
  await two.page.waitForTimeout(11_000)
  await byNumber(two.page, who.number)
  expect(await verdict(two.page)).toBe('stop')
  await one.context.close()
  await two.context.close()
})

test('two phones without network swab the same person: both are kept, the second is doubted', async () => {
  const [one, two] = [await stage.open({ phone: true }), await stage.open({ phone: true })]
  await shift(one.page, 'DUP-1')
  await shift(two.page, 'DUP-2')
  const who = next()
  for (const { page, context } of [one, two]) {
    await context.setOffline(true)
    await checkIn(page, who)
  }
  for (const { page, context } of [one, two]) {
    await context.setOffline(false)
    await allSent(page)
  }
  expect((await rowsOf(who)).map((s) => s.doubts)).toEqual([[], ['already-tested']])
  await two.page.click('.status')
  await two.page.locator('.row', { hasText: who.name }).waitFor()
  await one.context.close()
  await two.context.close()
})

test('the camera reads a resident’s code and an identity number, without network too', async () => {
  const { page, context, complaints } = await stage.open({ phone: true })
  await shift(page, 'CAM-1')
  await context.setOffline(true)
  const [a, b] = [next(), next()]
  showToCamera(VIDEO, `SW1:R:${a.id}`)
  await page.click('[data-way=scan]')
  await page.waitForSelector('.verdict', { timeout: 20_000 })
  expect(await page.locator('.person h2').textContent()).toBe(a.name)
  await page.screenshot({ path: `${PICTURES}/field-scanned.png` })
  showToCamera(VIDEO, `姓名：某人，证件号码 ${b.number}`)
  await page.waitForTimeout(500)
  await page.keyboard.press('Enter')
  await page.locator('.person h2', { hasText: b.name }).waitFor({ timeout: 20_000 })
  showToCamera(VIDEO, null)
  await record(page)
  await context.setOffline(false)
  await allSent(page)
  for (const who of [a, b]) expect((await rowsOf(who)).map((s) => s.how)).toEqual(['scan'])
  expect(complaints).toEqual([])
  await context.close()
})

test('a fact that the server refuses for good is shown apart and can be sent again; the others go on', async () => {
  const { page, context } = await stage.open({ phone: true })
  await shift(page, 'TRAY-1')
  await allSent(page)
  const [a, b] = [next(), next()]
  const refusal = JSON.stringify({ code: 'platform.badRequest', words: ['这一条不对', 'This one is wrong'] })
  await context.route('**/api/testing/record-samples', (route) =>
    (route.request().postData() ?? '').includes(a.id)
      ? route.fulfill({ status: 400, contentType: 'application/json', body: refusal })
      : route.continue(),
  )
  await checkIn(page, a)
  await page.waitForSelector('.status[data-tray="1"]')
  await checkIn(page, b)
  await page.waitForSelector('.status[data-tray="1"][data-waiting="0"]')
  expect(await rowsOf(a)).toEqual([])
  expect(await rowsOf(b)).toHaveLength(1)
  await page.reload()
  await page.click('.status[data-tray="1"]')
  const row = page.locator('.row', { hasText: '这一条不对' })
  await row.filter({ hasText: a.name }).waitFor()
  expect(await axeFaults(page)).toEqual([])
  await page.screenshot({ path: `${PICTURES}/field-tray.png` })
  await context.unroute('**/api/testing/record-samples')
  await row.locator('.button').click()
  await allSent(page)
  expect(await rowsOf(a)).toHaveLength(1)
  await context.close()
})

test('signing out waits for the open tube, then takes the list and the names off the phone', async () => {
  const { page, context } = await stage.open({ phone: true })
  await shift(page, 'BYE-1')
  await checkIn(page, next())
  await allSent(page)
  const leave = async (): Promise<void> => {
    await page.click('.page-head .round-button')
    await page.locator('.button-alarm').click()
    await page.locator('dialog .button-alarm').click()
  }
  await leave()
  await page.locator('.notice-alarm', { hasText: '还有一管没有封' }).waitFor()
  await page.click('.page-head .round-button')
  await page.click('.tube > .button')
  await page.click('.count .button-primary')
  await page.waitForSelector('[name=tube-code]')
  await leave()
  await page.waitForSelector('[data-login]')
  const left = await page.evaluate<Record<string, number>>(ROWS_LEFT)
  expect(left).toEqual({ outbox: 0, notes: 0, kept: 0, chunks: 0, marks: 0 })
  await page.reload()
  await page.waitForSelector('[data-login]')
  await context.close()
})

test('calls and doors are noted without network; looking up a number is on record', async () => {
  const { page, context, complaints } = await stage.open({ phone: true })
  await enter(page, stage, 'grid-worker')
  await page.click('[data-task=missing]')
  await page.locator('[data-missing]').first().click()
  await page.click('.button-huge')
  const link = page.locator('a[href^="tel:"]')
  await link.waitFor()
  const number = (await link.getAttribute('href'))!.slice(4)
  expect(await axeFaults(page)).toEqual([])
  await page.screenshot({ path: `${PICTURES}/field-call.png` })
  await context.setOffline(true)
  await page.click('[data-outcome="will-come"]')
  await page.waitForSelector('[data-missing]')
  await holds(page, 1)
  expect(await axeFaults(page)).toEqual([])
  await page.screenshot({ path: `${PICTURES}/field-calls.png` })
  await context.setOffline(false)
  await allSent(page)
  const tries = await ask<{ outcome: string; way: string; phone: string }>(
    stage,
    `SELECT c.outcome, c.way, x.phone FROM testing.contact_try c JOIN register.resident_secret x ON x.id = c.resident_id`,
  )
  expect(tries).toEqual([{ outcome: 'will-come', way: 'call', phone: number }])
  const revealed = await ask<{ n: number }>(
    stage,
    `SELECT count(*)::int AS n FROM platform.ledger WHERE type = 'register.number-revealed'`,
  )
  expect(revealed[0]!.n).toBe(1)
  expect(complaints).toEqual([])
  await context.close()
})

test('a phone reported lost empties itself at its next contact and says why', async () => {
  const { page, context } = await stage.open({ phone: true })
  await shift(page, 'LOST-1')
  const deviceId = await page.evaluate("localStorage.getItem('shouwang.device')")
  await checkIn(page, next())
  await allSent(page)
  const desk = await stage.open()
  await signInAs(desk.page, stage.url, 'officer')
  const lost = await desk.page.evaluate(async (id) => {
    const headers = { 'content-type': 'application/json', 'x-shouwang': '1' }
    const body = JSON.stringify({ deviceId: id })
    return (await fetch('/api/access/lose-device', { method: 'POST', headers, body })).status
  }, deviceId)
  expect(lost).toBe(200)
  await page.locator('strong', { hasText: '本机数据已清除' }).waitFor({ timeout: 30_000 })
  const left =
    'Promise.all([indexedDB.databases(), caches.keys()]).then((both) => both.flat().length + localStorage.length)'
  await expect.poll(() => page.evaluate(left), { timeout: 10_000 }).toBe(0)
  await page.screenshot({ path: `${PICTURES}/field-wiped.png` })
  await page.reload()
  await page.waitForSelector('[data-login]')
  await context.close()
  await desk.context.close()
})
