/** A lane's shift on a phone in Chromium, most of it with the network really gone and the server killed; then the tables are read. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeFaults } from './axe.ts'
import {
  allSent,
  ask,
  byNumber,
  bySearch,
  checkIn,
  dueAt,
  heads,
  holds,
  openTube,
  record,
  samples,
  startShift,
  typeOnPad,
  verdict,
  walkIn,
} from './field-crew.ts'
import { openStage, PICTURES, type Stage } from './stage.ts'

/** What a thumb in a glove would miss, as text for the page. */
const SMALL_TARGETS = `[...document.querySelectorAll('button, a.button, label.choice, input:not([type=radio], [type=checkbox])')]
  .filter((e) => e.offsetParent !== null && (e.offsetHeight < 48 || e.offsetWidth < 44))
  .map((e) => e.className + ' ' + e.offsetWidth + '×' + e.offsetHeight)`

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
}, 240_000)
afterAll(() => stage?.close())

test('a shift without network: everything arrives once, in order, and the crew always sees what is still on the phone', async () => {
  const { page, context, complaints } = await stage.open({ phone: true })
  const siteId = await startShift(page, stage)
  const people = await dueAt(stage, siteId)
  expect(people.length).toBeGreaterThan(20)

  await openTube(page, 'th-e2e-1', 5)
  await typeOnPad(page, people[0]!.number)
  expect(await verdict(page)).toBe('go')
  expect(await page.locator('.person h2').textContent()).toBe(people[0]!.name)
  await record(page)
  await allSent(page)
  expect((await samples(stage)).map((s) => s.resident_id)).toEqual([people[0]!.id])

  await context.setOffline(true)
  await stage.kill()
  await page.waitForSelector('.status[data-reach="away"]', { timeout: 40_000 })

  // A wrong digit is told at once and finds nobody.
  const right = people[1]!.number
  await page.click('[data-way=number]')
  await page.locator('#lane-number').pressSequentially(right.slice(0, 17) + (right.endsWith('1') ? '2' : '1'))
  await page.waitForSelector('.number-bad')
  expect(await page.locator('.verdict').count()).toBe(0)
  await page.fill('#lane-number', '')

  await checkIn(page, people[1]!)
  await bySearch(page, `${people[2]!.name} ${people[2]!.address.match(/\d+/g)!.at(-1)}`, people[2]!.id)
  // A scanner's own Enter right after its number is not the crew's yes; one pressed after a look is.
  await page.keyboard.press('Enter')
  await page.waitForTimeout(600)
  expect(await page.locator('.verdict').count()).toBe(1)
  await page.keyboard.press('Enter')
  await page.waitForSelector('.verdict', { state: 'detached' })
  await walkIn(page, '过路人', { phone: '13900001234' })
  await holds(page, 3)
  expect(await heads(page)).toBe(4)

  // The same person again is said at once; an undo makes them due again.
  await byNumber(page, people[1]!.number)
  expect(await verdict(page)).toBe('stop')
  await page.click('.page-foot .button-primary')

  await page.reload()
  await page.waitForSelector('.tube')
  await holds(page, 3)
  expect(await heads(page)).toBe(4)

  await checkIn(page, people[3]!)
  // Full: the crew counts, and counts otherwise than the phone does.
  await page.waitForSelector('.count')
  expect(await page.locator('.count-figure strong').textContent()).toBe('5')
  await page.locator('.count .button', { hasText: '不对' }).click()
  await page.locator('.key', { hasText: /^4$/ }).click()
  await page.click('.count .button-stop')

  await openTube(page, 'TH-E2E-2', 10)
  for (const person of people.slice(4, 7)) await checkIn(page, person)
  await page.click('.last .button')
  await page.click('[data-reason="wrong-person"]')
  await page.waitForSelector('[data-last="undone"]')
  expect(await heads(page)).toBe(2)
  await walkIn(page, 'Ana Ficticia', { passport: 'XE1234567' })
  await checkIn(page, people[6]!)
  await holds(page, 3 + 1 + 1 + 1 + 3 + 1 + 1 + 1)

  await stage.restart()
  await context.setOffline(false)
  await allSent(page)

  const rows = await samples(stage)
  expect(rows.map((s) => s.resident_id)).toEqual([
    people[0]!.id,
    people[1]!.id,
    people[2]!.id,
    null,
    people[3]!.id,
    people[4]!.id,
    people[5]!.id,
    people[6]!.id,
    null,
    people[6]!.id,
  ])
  expect(rows.map((s) => s.how)).toEqual([
    'typed',
    'typed',
    'search',
    'register',
    'typed',
    'typed',
    'typed',
    'typed',
    'register',
    'typed',
  ])
  expect(rows.map((s) => s.tube)).toEqual([...Array(5).fill('TH-E2E-1'), ...Array(5).fill('TH-E2E-2')])
  expect(rows.map((s) => s.voided)).toEqual([null, null, null, null, null, null, null, 'wrong-person', null, null])
  expect(rows.flatMap((s) => s.doubts)).toEqual([])
  expect(rows.map((s) => s.name).filter(Boolean)).toEqual(['过路人', 'Ana Ficticia'])
  const tubes = await ask<{ code: string; counted: number | null; pool_size: number; closed: boolean }>(
    stage,
    'SELECT code, counted, pool_size, closed_at IS NOT NULL AS closed FROM testing.tube ORDER BY opened_at',
  )
  expect(tubes).toEqual([
    { code: 'TH-E2E-1', counted: 4, pool_size: 5, closed: true },
    { code: 'TH-E2E-2', counted: null, pool_size: 10, closed: false },
  ])
  expect(complaints).toEqual([])

  // Packed and handed over, one fact each.
  await page.click('.tube > .button')
  await page.click('.count .button-primary')
  await page.waitForSelector('[name=tube-code]')
  await page.click('.page-head .round-button')
  await page.locator('.button', { hasText: '试管' }).click()
  await page.locator('.button', { hasText: '封装 2 管' }).click()
  await page.locator('.button', { hasText: '交接 2 管' }).click()
  await page.fill('dialog .input', '一号转运车')
  await page.click('dialog .button-primary')
  await page.locator('.notice-good', { hasText: '已交接 2 管' }).waitFor()
  await allSent(page)
  const steps = await ask<{ step: string; place: string | null }>(
    stage,
    'SELECT step, place FROM testing.custody ORDER BY at, step',
  )
  expect(steps).toEqual([
    { step: 'packed', place: null },
    { step: 'packed', place: null },
    { step: 'handed-over', place: '一号转运车' },
    { step: 'handed-over', place: '一号转运车' },
  ])
  await context.close()
})

test.each([
  { lang: 'zh', dark: false, width: 360 },
  { lang: 'en', dark: true, width: 412 },
] as const)('every screen of the lane is clean for axe ($lang, $width px)', async ({ lang, dark, width }) => {
  const { page, context, complaints } = await stage.open({ phone: true, lang, dark, width })
  if (lang === 'en') await page.addInitScript({ content: "localStorage.setItem('shouwang.lang', 'en')" })
  const look = async (name: string): Promise<void> => {
    await page.waitForTimeout(150)
    await page.screenshot({ path: `${PICTURES}/field-${name}-${lang}-${dark ? 'dark' : 'light'}-${width}.png` })
    expect(await axeFaults(page), name).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), `${name} is too wide`).toBe(true)
    const small = await page.evaluate<string[]>(SMALL_TARGETS)
    expect(small, `${name}: targets too small`).toEqual([])
  }
  await page.goto(`${stage.url}/field/`)
  await page.waitForSelector('[data-login]')
  await look('door')
  const siteId = await startShift(page, stage)
  const people = await dueAt(stage, siteId)
  await look('open-tube')
  await openTube(page, `AXE-${lang}`, 5)
  await look('number')
  await page.locator('#lane-number').pressSequentially('339901188')
  await look('number-bad')
  await page.click('[data-way=search]')
  await page.fill('#lane-search', people[0]!.address.match(/\d+/g)![0]!)
  await page.waitForSelector('[data-resident]')
  await look('search')
  await page.click('[data-way=scan]')
  await page.waitForSelector('.scanner, .notice-warn')
  await look('scan')
  await page.click('[data-way=walk-in]')
  await page.click('.walk-in .button-primary')
  await look('walk-in')
  await byNumber(page, people[9]!.number)
  await look('due')
  await record(page)
  await look('recorded')
  await byNumber(page, people[9]!.number)
  await look('tested')
  await page.click('.page-foot .button-primary')
  await byNumber(page, '339901199003070014')
  await look('stranger')
  await page.click('.page-head .round-button')
  await page.click('.tube > .button')
  await look('count')
  await page.click('.count .button-primary')
  await page.waitForSelector('[name=tube-code]')
  await page.click('.page-head .round-button')
  await look('menu')
  await page.locator('.page-body > .button').first().click()
  await look('tubes')
  await page.click('.status')
  await look('outbox')
  expect(complaints).toEqual([])
  await context.close()
})
