/** What a lane crew does on the phone, as steps of a journey, and what the server's tables say of it afterwards. */
import pg from 'pg'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Stage } from './stage.ts'

export interface Due {
  readonly id: string
  readonly name: string
  readonly number: string
  readonly address: string
  readonly phoneTail: string | null
  readonly path: string
}

export async function ask<T>(stage: Stage, sql: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString: stage.adminUrl })
  await client.connect()
  try {
    return (await client.query(sql, values)).rows as T[]
  } finally {
    await client.end()
  }
}

/** People of a site's list who have an identity card, in the order of their doors. */
export const dueAt = (stage: Stage, siteId: string, most = 60): Promise<Due[]> =>
  ask<Due>(
    stage,
    `SELECT p.id, p.name, x.id_number AS number, a.address, p.phone_tail AS "phoneTail", p.path
     FROM testing.site s, unnest(s.catchment) c
     JOIN testing.missing m ON starts_with(m.path, c)
     JOIN register.resident p ON p.id = m.resident_id
     JOIN register.resident_secret x ON x.id = p.id
     JOIN register.area a ON a.path = p.path
     WHERE s.id = $1 AND m.round_id = s.round_id AND p.id_type = 'resident-id' AND x.id_number ~ '^\\d{17}[0-9X]$'
     ORDER BY p.path, p.id LIMIT $2`,
    [siteId, most],
  )

export interface SampleRow {
  readonly id: string
  readonly resident_id: string | null
  readonly how: string
  readonly lane: number
  readonly tube: string
  readonly doubts: string[]
  readonly voided: string | null
  readonly name: string | null
}
/** Swabs batch by batch as they arrived, within a batch (one transaction) as they were taken; with tube code and void's reason. */
export const samples = (stage: Stage): Promise<SampleRow[]> =>
  ask<SampleRow>(
    stage,
    `SELECT s.id, s.resident_id, s.how, s.lane, t.code AS tube, s.doubts, v.reason AS voided, w.name
     FROM testing.sample s LEFT JOIN testing.tube t ON t.id = s.tube_id
     LEFT JOIN testing.sample_void v ON v.sample_id = s.id LEFT JOIN testing.walk_in w ON w.sample_id = s.id
     ORDER BY s.txid, s.device_taken_at, s.id`,
  )

export async function enter(page: Page, stage: Stage, login = 'lane-crew'): Promise<void> {
  await page.goto(`${stage.url}/field/`)
  await page.click(`[data-login="${login}"]`)
}

/** Signed in, first site, first lane, list fetched, shell kept for use without network. */
export async function startShift(page: Page, stage: Stage): Promise<string> {
  await enter(page, stage)
  await page.click('[data-task=lane]')
  const first = page.locator('[data-site]').first()
  const siteId = (await first.getAttribute('data-site')) as string
  await first.click()
  await page.click('dialog .choice:first-of-type')
  await page.click('dialog .button-primary')
  await page.waitForSelector('[name=tube-code]')
  await shellIsKept(page)
  return siteId
}

// As text: what runs in the page knows a browser, what stands here knows Node.
const KEPT_ADDRESSES = `navigator.serviceWorker.ready
  .then(() => caches.keys())
  .then((names) => Promise.all(names.map((name) => caches.open(name).then((kept) => kept.keys()))))
  .then((requests) => requests.flat().map((request) => request.url))`

/** The service worker is in charge and has the page, its scripts and the wasm of the scanner. */
export async function shellIsKept(page: Page): Promise<void> {
  await expect
    .poll(
      async () => {
        const kept = await page.evaluate<string[]>(KEPT_ADDRESSES)
        return kept.some((url) => url.includes('.wasm')) && kept.some((url) => url.includes('index.html'))
      },
      { timeout: 20_000 },
    )
    .toBe(true)
}

export async function openTube(page: Page, code: string, pool: number): Promise<void> {
  await page.fill('[name=tube-code]', code)
  await page.locator('.open-tube .choice').nth([1, 5, 10, 20].indexOf(pool)).click()
  await page.click('.open-tube .button-primary')
  await page.waitForSelector('.tube')
}

/** Digit by digit on the phone's own pad. */
export async function typeOnPad(page: Page, number: string): Promise<void> {
  await page.click('[data-way=number]')
  for (const key of number) await page.locator('.key', { hasText: new RegExp(`^${key}$`) }).click()
}

export async function byNumber(page: Page, number: string): Promise<void> {
  await page.click('[data-way=number]')
  await page.locator('#lane-number').pressSequentially(number)
  await page.waitForSelector('.verdict')
}

export async function record(page: Page): Promise<void> {
  await page.click('.page-foot .button-primary')
  await page.waitForSelector('.verdict', { state: 'detached' })
}

export async function checkIn(page: Page, person: Due): Promise<void> {
  await byNumber(page, person.number)
  expect(await verdict(page)).toBe('go')
  await record(page)
}

export async function bySearch(page: Page, typed: string, residentId: string): Promise<void> {
  await page.click('[data-way=search]')
  await page.fill('#lane-search', typed)
  await page.click(`[data-resident="${residentId}"]`)
  await page.waitForSelector('.verdict')
}

export async function walkIn(
  page: Page,
  name: string,
  more: { passport?: string; phone?: string } = {},
): Promise<void> {
  await page.click('[data-way=walk-in]')
  await page.fill('[name=walk-in-name]', name)
  if (more.passport !== undefined) {
    await page.locator('.walk-in .choice').nth(1).click()
    await page.fill('[name=walk-in-number]', more.passport)
  }
  if (more.phone !== undefined) await page.fill('[name=walk-in-phone]', more.phone)
  await page.click('.walk-in .button-primary')
  await page.waitForSelector('.verdict-ask')
  await record(page)
}

export const verdict = async (page: Page): Promise<string | null> =>
  page.locator('.verdict').getAttribute('data-verdict')
export const heads = async (page: Page): Promise<number> =>
  Number(await page.locator('.tube').getAttribute('data-heads'))
/** The header says that this many are still on the phone. */
export const holds = (page: Page, count: number): Promise<unknown> =>
  page.waitForSelector(`.status[data-waiting="${count}"]`)

// The header follows the disk by a moment, so the disk is asked.
const IN_OUTBOX = `new Promise((done, fail) => {
  const asked = indexedDB.open('shouwang-phone')
  asked.onerror = () => fail(asked.error)
  asked.onsuccess = () => {
    const counted = asked.result.transaction('outbox').objectStore('outbox').count()
    counted.onsuccess = () => (asked.result.close(), done(counted.result))
  }
})`

/** Nothing waits on the phone's disk, and the header says so. */
export async function allSent(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate<number>(IN_OUTBOX), { timeout: 60_000, interval: 200 }).toBe(0)
  await page.waitForSelector('.status[data-waiting="0"][data-tray="0"]')
}
