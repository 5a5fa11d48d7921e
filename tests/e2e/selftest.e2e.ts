/**
 * Self-tests in the browser: residents report on a narrow phone by link and by code, an officer pastes a chain and settles a doubtful
 * line while the board moves by itself, slips are printed, a grid worker enters a household without network.
 */
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { selftest } from '../../modules/selftest/contract.ts'
import { shanghaiDay } from '../../platform/pure/time.ts'
import { freshId } from '../small-world.ts'
import { type Api, apiOf } from './api.ts'
import { axeFaults } from './axe.ts'
import { allSent, ask, enter, shellIsKept } from './field-crew.ts'
import { openStage, PICTURES, type Stage, signInAs } from './stage.ts'

const ops = selftest.operations
const today = shanghaiDay(Date.now())
/** The machine may be busy: what must be right is waited for. */
const soon = <T>(what: () => Promise<T>) => expect.poll(what, { timeout: 20_000 })
const picture = (page: Page, name: string) =>
  page.screenshot({ path: join(PICTURES, `selftest-${name}.png`), fullPage: true })
const fitsInWidth = (page: Page) => page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')
const number = async (locator: Locator): Promise<number> => Number((await locator.innerText()).replaceAll(',', ''))
const figure = (page: Page, label: string): Locator =>
  page
    .locator('.figure', { has: page.locator('.figure-label', { hasText: new RegExp(`^${label}$`) }) })
    .locator('.figure-value')

interface Home {
  readonly path: string
  readonly address: string
  readonly compound: string
  readonly people: readonly { readonly id: string; readonly name: string }[]
}

let stage: Stage
let officer: Api
let operationId = ''
let collectionId = ''
/** Households of five who are all asked, in the grid of the demo's grid worker. */
let homes: readonly Home[] = []
beforeAll(async () => {
  stage = await openStage()
  officer = await apiOf(stage.url, 'officer')
  const [found] = await ask<{ operation: string; path: string; grid: string }>(
    stage,
    `SELECT o.id AS operation, o.path, g.path AS grid FROM operation.operation o, platform.grant_of_role g WHERE g.role = 'grid-worker' AND starts_with(g.path, o.path) LIMIT 1`,
  )
  operationId = found!.operation
  collectionId = freshId()
  await officer(ops.openCollection, {
    ...{
      id: collectionId,
      operationId,
      path: found!.path,
      name: '抗原自测',
      often: 'daily',
      startsOn: today,
      endsOn: today,
    },
  })
  homes = await ask<Home>(
    stage,
    `SELECT p.path, a.address, c.name AS compound, jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) ORDER BY p.birth_date) AS people
     FROM register.resident p JOIN register.area a ON a.path = p.path JOIN register.area c ON c.kind = 'compound' AND starts_with(p.path, c.path)
     WHERE starts_with(p.path, $1) AND p.left_at IS NULL GROUP BY 1, 2, 3
     HAVING count(*) = 5 AND bool_and(p.residence <> 'away') AND bool_and(length(p.name) IN (2, 3)) AND count(DISTINCT p.name) = 5 ORDER BY 1`,
    [found!.grid],
  )
  expect(homes.length).toBeGreaterThan(6)
}, 240_000)
afterAll(() => stage?.close())

const slipOf = async (home: Home) =>
  (await officer(ops.issueSlips, { operationId, under: home.path, again: true })).slips[0]!
const standing = (ids: readonly string[]) =>
  ask<{ id: string; result: string; source: string }>(
    stage,
    'SELECT resident_id AS id, result, source FROM selftest.standing WHERE collection_id = $1 AND resident_id = ANY ($2::uuid[])',
    [collectionId, ids],
  )
/** The choice with this text, whatever else stands in its row. */
const pick = (page: Page, text: string) => page.locator('.choice-row', { hasText: text }).click()
const next = (page: Page, name = '下一步') => page.getByRole('button', { name }).click()
const question = (page: Page, text: string) => page.getByRole('heading', { level: 1, name: text }).waitFor()

test('a resident reports for the family by the link of the slip, on a screen of 360 px', async () => {
  const home = homes[0]!
  const slip = await slipOf(home)
  const { page, context, complaints } = await stage.open({ phone: true })
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url() + JSON.stringify(request.headers()['referer'] ?? '')))
  await page.goto(`${stage.url}/r#${slip.token}`)
  await question(page, '为谁上报？')
  const text = await page.locator('main').innerText()
  for (const { name } of home.people) expect(text).not.toContain(name)
  expect(text).not.toContain(home.address)
  await picture(page, 'resident-who')
  expect(await axeFaults(page)).toEqual([])
  expect(await fitsInWidth(page)).toBe(true)
  await next(page)
  await page.getByText('请至少选一位').waitFor()
  await page.locator('.choice-row').nth(0).click()
  await page.locator('.choice-row').nth(1).click()
  await next(page)
  await question(page, '什么时候测的？')
  await next(page)
  await page.getByText('第 1 位，共 2 位').waitFor()
  await pick(page, '只有 C 处一条线')
  await picture(page, 'resident-result')
  expect(await axeFaults(page)).toEqual([])
  expect(await fitsInWidth(page)).toBe(true)
  await next(page)
  await page.getByText('第 2 位，共 2 位').waitFor()
  // Back goes back one question, and what was answered is still there.
  await page.goBack()
  await page.getByText('第 1 位，共 2 位').waitFor()
  expect(await page.locator('.choice-row', { hasText: '只有 C 处一条线' }).getByRole('radio').isChecked()).toBe(true)
  await next(page)
  await pick(page, '阳性')
  await next(page)
  await question(page, '核对后上报')
  await picture(page, 'resident-check')
  expect(await standing(home.people.map((p) => p.id))).toEqual([])

  // Without network nothing is lost and nothing is claimed.
  await context.setOffline(true)
  await next(page, '确认上报')
  await page.getByText('现在没有网络，还没有送出').waitFor()
  await context.setOffline(false)
  await next(page, '确认上报')
  await question(page, '已经报好了')
  await page.getByText('自测阳性不是诊断').waitFor()
  await picture(page, 'resident-done')
  expect(await axeFaults(page)).toEqual([])
  expect((await standing(home.people.map((p) => p.id))).map((s) => `${s.result} ${s.source}`).sort()).toEqual([
    'negative page',
    'positive page',
  ])
  await page.getByRole('button', { name: '再报一位' }).click()
  await soon(() => page.getByText(/已报$/).count()).toBe(2)
  expect(await page.locator('main').innerText()).not.toMatch(/阴性|阳性/)
  // The key stood in no request: it is the link's fragment.
  expect(asked.some((url) => url.includes(slip.token))).toBe(false)
  expect(complaints).toEqual([])
  await context.close()
})

test('a resident types the code, in English and in the dark; a slip of the pen is told at once', async () => {
  const home = homes[1]!
  const slip = await slipOf(home)
  const { page, context, complaints } = await stage.open({ phone: true, dark: true, lang: 'en' })
  await page.goto(`${stage.url}/r/`)
  await question(page, 'Type your household code')
  await page.getByLabel('Household code').fill('7K3M 9PQR')
  await next(page, 'Continue')
  await page.getByText('The code is not right').waitFor()
  await picture(page, 'resident-code')
  expect(await axeFaults(page)).toEqual([])
  expect(await fitsInWidth(page)).toBe(true)
  // One that could be, and is not: the same answer as for one that was.
  await page.getByLabel('Household code').fill('22222222')
  await next(page, 'Continue')
  await page.getByText('The link or code is not right, or no longer in use').waitFor()
  await page.getByLabel('Household code').fill(`${slip.code.slice(0, 4)} ${slip.code.slice(4)}`.toLowerCase())
  await next(page, 'Continue')
  await question(page, 'Who has taken a test?')
  await page.locator('.choice-row').nth(2).click()
  await next(page, 'Continue')
  await pick(page, 'Earlier today')
  await page.getByLabel('At what time').fill('00:00')
  await next(page, 'Continue')
  await pick(page, 'No line at C')
  await picture(page, 'resident-result-dark')
  expect(await axeFaults(page)).toEqual([])
  await next(page, 'Continue')
  await next(page, 'Send')
  await page.getByText('Please test again with a new kit').waitFor()
  await soon(async () => (await standing(home.people.map((p) => p.id))).map((s) => s.result)).toEqual(['invalid'])
  // The tab remembers the code, not the next visitor of another tab.
  await page.reload()
  await question(page, 'Who has taken a test?')

  // A result of the laboratory is opened by that person's own number, and by no flatmate's.
  const numbers = await ask<{ name: string; number: string }>(
    stage,
    `SELECT p.name, s.id_number AS number FROM register.resident p JOIN register.resident_secret s USING (street_id, id)
     WHERE p.path = $1 AND p.left_at IS NULL AND s.id_number IS NOT NULL ORDER BY p.birth_date NULLS LAST, p.id`,
    [home.path],
  )
  expect(numbers.length).toBeGreaterThan(1)
  const [mine, theirs] = numbers as [{ name: string; number: string }, { name: string; number: string }]
  const row = home.people.findIndex(({ name }) => name === mine.name)
  await page.getByRole('button', { name: 'See a laboratory result' }).click()
  await question(page, 'Whose result?')
  await picture(page, 'resident-own-who')
  await next(page, 'Continue')
  await page.getByText('Choose at least one person').waitFor()
  await page.locator('.choice-row').nth(row).click()
  await next(page, 'Continue')
  await page.getByLabel('Identity number').fill(theirs.number)
  await next(page, 'See the result')
  await page.getByText('This is not the number on record').waitFor()
  await picture(page, 'resident-own-number')
  expect(await axeFaults(page)).toEqual([])
  await page.getByLabel('Identity number').fill(mine.number.toLowerCase())
  await next(page, 'See the result')
  await page.getByText('For privacy the number is asked for again').waitFor()
  await page.getByText('No sample has been taken yet').waitFor()
  await picture(page, 'resident-own-results')
  expect(await axeFaults(page)).toEqual([])
  expect(await fitsInWidth(page)).toBe(true)
  await page.goBack()
  await question(page, 'Whose result?')
  expect(complaints).toEqual([])
  await context.close()
})

test('an officer pastes a chain, settles what is doubtful, and the board moves by itself; pasted again it adds nothing', async () => {
  const [a, b, c] = [homes[2]!, homes[3]!, homes[4]!]
  const door = (home: Home) => home.address.replaceAll(' ', '')
  const chain = [
    '#接龙',
    '1月1日抗原自测，请按门牌+姓名+结果接龙',
    `1. ${door(a)} ${a.people[0]!.name} 阴性`,
    `2、${a.people[1]!.name} ${door(a)} 阴[图片]`,
    `3. ${door(b)}全家5口均阴性`,
    `4. ${door(c)}小宝妈 两条杠`,
    '6. 查无此人 9号楼9单元9901 阴性',
    '收到，大家辛苦了',
    `更正：2号 阳性`,
  ].join('\n')
  const board = await stage.open()
  await signInAs(board.page, stage.url, 'officer')
  await board.page.goto(`${stage.url}/selftest/collections/${collectionId}`)
  await board.page.locator('.live-live').waitFor()
  const before = {
    missing: await number(figure(board.page, '未报')),
    positive: await number(figure(board.page, '阳性')),
  }

  const { page, context, complaints } = await stage.open()
  await signInAs(page, stage.url, 'officer')
  await page.goto(`${stage.url}/selftest/collections/${collectionId}/chain`)
  await page.getByLabel('粘贴接龙', { exact: true }).fill(chain)
  await page.getByText('读出 6 条，5 人').waitFor()
  await page.getByText('缺的序号：5').waitFor()
  await page.getByText(/接龙写的是 1-1/).waitFor()
  await page.getByRole('button', { name: '与底册对上' }).click()
  await soon(() => number(figure(page, '认准'))).toBe(3)
  expect(await number(figure(page, '请确认'))).toBe(1)
  expect(await number(figure(page, '没找到'))).toBe(1)
  expect(await number(figure(page, '将记入'))).toBe(7)
  const doubtful = page.locator('.chain-asked > li', { hasText: '小宝妈' })
  await picture(page, 'chain')
  expect(await axeFaults(page)).toEqual([])
  expect(await fitsInWidth(page)).toBe(true)
  // Side by side: the line as it was pasted, and whom the register has at that door.
  expect(await doubtful.locator('q').innerText()).toBe(`4. ${door(c)}小宝妈 两条杠`)
  expect(await doubtful.getByRole('checkbox').count()).toBe(5)
  await doubtful.getByRole('checkbox', { name: new RegExp(c.people[1]!.name) }).check()
  await doubtful.getByRole('button', { name: '就记这些' }).click()
  await page.locator('.chain-asked > li', { hasText: '查无此人' }).getByRole('button', { name: '不记' }).click()
  await soon(() => number(figure(page, '将记入'))).toBe(8)
  expect(await standing([c.people[1]!.id])).toEqual([])
  await page.getByRole('button', { name: '记入 8 人' }).click()
  await page.getByText('已记入 8 人').waitFor()
  await soon(() => number(figure(page, '早先已记'))).toBe(4)
  expect(await standing([c.people[1]!.id, a.people[1]!.id])).toMatchObject([
    { result: 'positive', source: 'chain' },
    { result: 'positive', source: 'chain' },
  ])
  // The other desk has not been touched.
  await soon(() => number(figure(board.page, '未报'))).toBe(before.missing - 8)
  await soon(() => number(figure(board.page, '阳性'))).toBe(before.positive + 2)
  await picture(board.page, 'board')
  expect(await axeFaults(board.page)).toEqual([])
  expect(await fitsInWidth(board.page)).toBe(true)

  // An hour later the chain has grown by one.
  await page.reload()
  await page.getByLabel('粘贴接龙', { exact: true }).fill(`${chain}\n7. ${c.people[0]!.name} ${door(c)} 阴性`)
  await page.getByRole('button', { name: '与底册对上' }).click()
  await page.getByRole('button', { name: '记入 1 人' }).click()
  await page.getByText('已记入 1 人').waitFor()
  await soon(() => number(figure(board.page, '未报'))).toBe(before.missing - 9)
  expect([...complaints, ...board.complaints]).toEqual([])
  await context.close()
  await board.context.close()
})

test('who is missing, who has reported, what is to be followed up, and slips on paper', async () => {
  const home = homes[5]!
  const { page, context, complaints } = await stage.open({ width: 1920, height: 1080, dark: true })
  await signInAs(page, stage.url, 'officer')
  await page.goto(`${stage.url}/selftest`)
  await page.getByText('抗原自测', { exact: true }).nth(1).waitFor()
  await picture(page, 'collections')
  expect(await axeFaults(page)).toEqual([])
  await page.goto(`${stage.url}/selftest/collections/${collectionId}/missing?under=${home.path}`)
  await soon(() => page.locator('.ant-table-row').count()).toBe(5)
  await picture(page, 'missing')
  expect(await axeFaults(page)).toEqual([])
  await page.locator('.ant-table-row').first().getByRole('button', { name: '没打通' }).click()
  await page.getByText('1 次 · 无人应答').waitFor()
  // What somebody says on the phone, or hands in on paper, is entered for the household.
  await page.locator('.ant-table-row').first().getByRole('button', { name: '代报' }).click()
  const drawer = page.locator('.ant-drawer')
  for (const { name } of home.people)
    await drawer.locator('li', { hasText: name }).getByText('阴性', { exact: true }).click()
  await drawer.getByRole('button', { name: '记入' }).click()
  await page.getByText('已记入 5 人').waitFor()
  await page.getByText('都报了').first().waitFor()

  await page.goto(`${stage.url}/selftest/collections/${collectionId}/reported?result=positive`)
  await soon(() => page.locator('.ant-table-row').count()).toBe(3)
  await picture(page, 'reported')
  expect(await axeFaults(page)).toEqual([])

  await page.goto(`${stage.url}/selftest/follow-ups`)
  await soon(() => page.locator('.ant-table-row').count()).toBe(3)
  await page.locator('.ant-table-row').first().getByRole('combobox').click()
  await page.getByText('已联系，请其做核酸复核').click()
  await page.locator('.selftest-steps', { hasText: '已联系' }).waitFor()
  await picture(page, 'follow-ups')
  expect(await axeFaults(page)).toEqual([])

  await page.goto(`${stage.url}/selftest/slips`)
  await page.locator('.ant-table-row').nth(5).waitFor()
  await picture(page, 'slips')
  expect(await axeFaults(page)).toEqual([])
  await page.evaluate('window.print = () => { window.printed = (window.printed ?? 0) + 1 }')
  await page.locator('.ant-table-row').nth(5).getByRole('button', { name: '发放并打印' }).click()
  await soon(() => page.evaluate<number>('window.printed ?? 0')).toBe(1)
  await page.emulateMedia({ media: 'print' })
  const paper = page.locator('.paper .slip')
  expect(await paper.count()).toBe(1)
  expect(await paper.locator('.slip-digits').innerText()).toMatch(/^[2-9A-Z]{4} [2-9A-Z]{4}$/)
  await picture(page, 'slip-paper')
  expect(complaints).toEqual([])
  await context.close()
})

test('a grid worker enters a household at the door with the network gone; it arrives once, and the phone knows it at once', async () => {
  const home = homes[6]!
  const { page, context, complaints } = await stage.open({ phone: true })
  await enter(page, stage, 'grid-worker')
  await page.click('[data-task="selftest"]')
  const row = page.locator(`[data-household="${home.path}"]`)
  await page.getByLabel('房号、姓名或拼音首字母').fill(`${home.people[0]!.name} ${home.address.match(/\d+/g)!.at(-1)}`)
  await row.waitFor()
  await picture(page, 'field-list')
  expect(await axeFaults(page)).toEqual([])
  await shellIsKept(page)

  await context.setOffline(true)
  await stage.kill()
  await page.reload()
  await page.getByLabel('房号、姓名或拼音首字母').fill(home.people[0]!.name)
  await row.click()
  await page.locator('[data-member]').nth(4).waitFor()
  for (const [i, { id }] of home.people.entries())
    await page
      .locator(`[data-member="${id}"] .choice`)
      .nth(i === 0 ? 1 : 0)
      .click()
  await page.getByText('自测阳性不是诊断').waitFor()
  await picture(page, 'field-household')
  expect(await axeFaults(page)).toEqual([])
  expect(await fitsInWidth(page)).toBe(true)
  await page.getByRole('button', { name: '记入 5 人' }).click()
  await page.waitForSelector('.status[data-waiting="5"]')
  await page.getByLabel('房号、姓名或拼音首字母').fill(home.people[0]!.name)
  await row.getByText('都报了').waitFor()

  await stage.restart()
  await context.setOffline(false)
  await allSent(page)
  expect((await standing(home.people.map((p) => p.id))).map((s) => `${s.result} ${s.source}`).sort()).toEqual([
    ...Array.from({ length: 4 }, () => 'negative proxy'),
    'positive proxy',
  ])
  // A positive one asks for a call, and only that.
  await page.reload()
  await page.locator('.notice', { hasText: '阳性待复核' }).click()
  const follow = page.locator('[data-follow-up]', { hasText: home.people[0]!.name })
  await follow.getByRole('button', { name: '已联系，请其做核酸复核' }).click()
  await follow.getByText('已记录').waitFor()
  await picture(page, 'field-follow-ups')
  expect(await axeFaults(page)).toEqual([])
  expect(complaints).toEqual([])
  await context.close()
})
