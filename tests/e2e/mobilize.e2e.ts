/**
 * An afternoon in the browser: a hundred people are asked for at three, drawn in public by two officials, thirty cannot come, a second
 * wave is drawn before the deadline, 102 stand in the square at a quarter to four; the next day forty more. The clock is data: what
 * happened earlier is told as earlier, nothing is waited for.
 */
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mobilize } from '../../modules/mobilize/contract.ts'
import { verify } from '../../modules/mobilize/verify.ts'
import { freshId } from '../small-world.ts'
import { type Api, apiOf } from './api.ts'
import { axeFaults } from './axe.ts'
import { ask, enter } from './field-crew.ts'
import { openStage, PICTURES, type Stage, signInAs } from './stage.ts'

const ops = mobilize.operations
const picture = (page: Page, name: string) =>
  page.screenshot({ path: join(PICTURES, `mobilize-${name}.png`), fullPage: true })
const fitsInWidth = (page: Page) => page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')
const soon = <T>(what: () => Promise<T>) => expect.poll(what, { timeout: 20_000 })
const figure = (page: Page, label: string): Locator =>
  page
    .locator('.figure', { has: page.locator('.figure-label', { hasText: new RegExp(`^${label}$`) }) })
    .locator('.figure-value')
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()

let stage: Stage
let officer: Api
let desk: Page
let second: Page
let complaints: string[]
beforeAll(async () => {
  stage = await openStage()
  officer = await apiOf(stage.url, 'officer')
  const opened = await stage.open({ height: 900 })
  ;({ page: desk, complaints } = opened)
  await signInAs(desk, stage.url, 'officer')
  ;({ page: second } = await stage.open({ height: 900 }))
  await signInAs(second, stage.url, 'leader')
}, 240_000)
afterAll(() => stage?.close())

const now = () => new Date().toISOString()
const idOf = (page: Page): string => /call-ups\/([0-9a-f-]{36})/.exec(page.url())![1]!
const answer = (key: string, item: { said: 'coming' } | { said: 'cannot'; reason: 'on-duty' }) =>
  officer(ops.answerCall, { key, sentAt: now(), item: { id: freshId(), at: now(), ...item } })
const inBatches = async <T>(all: readonly T[], work: (one: T) => Promise<unknown>) => {
  for (let at = 0; at < all.length; at += 20) await Promise.all(all.slice(at, at + 20).map(work))
}

/** Both officials commit, the officer publishes, both reveal, the officer draws and notifies. */
async function ceremony(of: string, people: number): Promise<void> {
  await second.goto(`${stage.url}/call-ups/${of}`)
  await press(desk, '提交我的承诺')
  await desk.getByText('数值存在这台电脑上').waitFor()
  await press(second, '提交我的承诺')
  await second.getByText('数值存在这台电脑上').waitFor()
  await press(desk, /^公\s?布$/)
  await press(desk, '公开我的数值')
  await press(second, '公开我的数值')
  await second.getByText('已公开').first().waitFor()
  await press(desk, /^抽\s?签$/)
  await desk.getByText(`已定 ${people} 人`).waitFor()
  await press(desk, `通知 ${people} 人`)
  await desk.getByRole('heading', { level: 2, name: '各部门', exact: true }).waitFor()
}

let callUpId = ''
let siteCode = ''
let links: { callId: string; token: string; name: string }[] = []
const readLinks = async () => {
  links = (await officer(ops.sheet, { callUpId, purpose: '核对' })).rows
  return links
}

test('three o’clock: planned while it is typed, drawn in public by two officials, notified', async () => {
  await desk.getByRole('link', { name: '抽调', exact: true }).click()
  await desk.getByRole('link', { name: '新建抽调' }).first().click()
  await desk.getByLabel('名称').fill('支援桃花广场核酸检测')
  await desk.getByLabel('人数').fill('100')
  await desk.getByLabel('集结地点').fill('桃花广场')
  await desk.getByLabel('请带').fill('工作证')
  await desk.getByLabel('至少几名女性').fill('40')
  await desk.getByLabel('重点部门合计不超过（%）').fill('10')
  await desk.getByText('各项要求都能满足').waitFor()
  await press(desk, '加一项技能')
  // By keyboard: the first entry stands ready when the list opens.
  await desk.getByRole('combobox', { name: '技能' }).click()
  await desk.locator('.ant-select-item-option-active:visible', { hasText: '护士' }).waitFor()
  await desk.keyboard.press('Enter')
  await desk.getByLabel('至少', { exact: true }).fill('900')
  await desk.getByRole('heading', { name: '做不到' }).waitFor()
  await picture(desk, 'cannot')
  await desk.getByRole('button', { name: '照此修改' }).first().click()
  await desk.getByLabel('至少', { exact: true }).fill('4')
  await desk.getByText('各项要求都能满足').waitFor()
  await desk.locator('.ant-table-row').first().waitFor()
  const quota = () => desk.locator('.ant-table-row').first().locator('strong').innerText()
  const before = Number(await quota())
  await desk
    .getByLabel(/ 至少$/)
    .first()
    .fill(String(before + 2))
  await soon(quota).toBe(String(before + 2))
  await picture(desk, 'plan')
  expect(await axeFaults(desk)).toEqual([])
  expect(await fitsInWidth(desk)).toBe(true)
  await press(desk, '保存并进入')
  await desk.getByRole('heading', { level: 3, name: /负责人提交承诺/ }).waitFor()
  callUpId = idOf(desk)
  await picture(desk, 'commit')
  await ceremony(callUpId, 100)
  const { file } = await officer(ops.transcript, { callUpId, wave: 1 })
  expect(verify(JSON.parse(file))).toMatchObject({ ok: true, facts: { drawn: 100 } })
  siteCode = (await officer(ops.callUp, { id: callUpId })).callUp.siteCode
  await soon(() => figure(desk, '已叫').innerText()).toBe('100')
  await picture(desk, 'called')
  expect(await axeFaults(desk)).toEqual([])
})

test('one tap on the phone, also without network; what was said is never lost', async () => {
  await readLinks()
  const { page, context, complaints: phoneComplaints } = await stage.open({ phone: true })
  await page.goto(`${stage.url}/r/call#${links[0]!.token}`)
  await page.getByRole('heading', { name: `${links[0]!.name}，您能来吗？` }).waitFor()
  await picture(page, 'phone-asked')
  expect(await axeFaults(page)).toEqual([])
  expect(await fitsInWidth(page)).toBe(true)
  await context.setOffline(true)
  await press(page, '能来')
  await page.getByText('没有网络：已存在手机上').waitFor()
  await picture(page, 'phone-kept')
  await context.setOffline(false)
  await page.getByText('已存在手机上').waitFor({ state: 'hidden', timeout: 30_000 })
  await soon(() => figure(desk, '在路上').innerText()).toBe('1')
  await page.locator('.called-when button').first().click()
  await page.getByText(/^预计 \d\d:\d\d 到$/).waitFor()
  await picture(page, 'phone-coming')
  // the poster names nobody: the phone knows whose it is
  await page.goto(`${stage.url}/r/call#@${siteCode}`)
  await page.getByRole('heading', { name: /^已签到/ }).waitFor()
  await picture(page, 'phone-here')
  await soon(() => figure(desk, '已到').innerText()).toBe('1')
  expect(phoneComplaints).toEqual([])

  const { page: other } = await stage.open({ phone: true })
  await other.goto(`${stage.url}/r/call#${links[1]!.token}`)
  await press(other, '来不了')
  await press(other, '正在值班')
  await other.getByRole('heading', { name: /已记下：来不了/ }).waitFor()
  await other.goto(`${stage.url}/r/call#${'A'.repeat(22)}`)
  await other.getByText('这个链接没有用了').waitFor()
})

test('who has an account is told on every screen of theirs, and answers without network', async () => {
  const login = 'grid-worker'
  await ask(
    stage,
    'UPDATE staff.person SET account_id = NULL WHERE account_id = (SELECT id FROM platform.account WHERE login = $1)',
    [login],
  )
  await ask(
    stage,
    `UPDATE staff.person SET account_id = (SELECT id FROM platform.account WHERE login = $1)
     WHERE id = (SELECT person_id FROM mobilize.call WHERE id = $2)`,
    [login, links[40]!.callId],
  )
  const { page, context, complaints: phoneComplaints } = await stage.open({ phone: true })
  await enter(page, stage, login)
  await page.getByText('您被抽调').click()
  await page.getByText(`${links[40]!.name}，您能来吗？`).waitFor()
  await picture(page, 'own-asked')
  expect(await axeFaults(page)).toEqual([])
  expect(await fitsInWidth(page)).toBe(true)
  await context.setOffline(true)
  await page.getByRole('button', { name: '能来', exact: true }).click()
  await page.getByText('大约几点能到？').waitFor()
  await context.setOffline(false)
  await soon(() => figure(desk, '在路上').innerText()).toBe('1')
  expect(phoneComplaints).toEqual([])
})

test('short by thirty: the forecast proposes a second wave before the deadline, and it is drawn', async () => {
  await inBatches(links.slice(2, 31), ({ token }) => answer(token, { said: 'cannot', reason: 'on-duty' }))
  await inBatches(links.slice(31), ({ token }) => answer(token, { said: 'coming' }))
  await soon(() => figure(desk, '已答复').innerText()).toBe('100')
  await soon(() => figure(desk, '来不了').innerText()).toBe('30')
  await ask(
    stage,
    `UPDATE mobilize.call SET asked_at = asked_at - interval '10 minutes', first_said_at = first_said_at - interval '6 minutes' WHERE call_up_id = $1`,
    [callUpId],
  )
  await desk.reload()
  const proposed = desk.getByText(/建议现在再叫 \d+ 人/)
  await proposed.waitFor()
  expect(Number(/再叫 (\d+) 人/.exec(await proposed.innerText())![1])).toBeGreaterThanOrEqual(30)
  await picture(desk, 'short')
  await desk.getByLabel('再叫几人').fill('32')
  await press(desk, '再叫一批')
  await desk.getByRole('heading', { name: '第 2 批' }).waitFor()
  await ceremony(callUpId, 32)
  await soon(() => figure(desk, '已叫').innerText()).toBe('132')
})

test('a quarter to four: 102 are here, one of them by a tap, one unasked, and who was first is kept', async () => {
  const before = new Set(links.map(({ callId }) => callId))
  const fresh = (await readLinks()).filter(({ callId }) => !before.has(callId))
  expect(fresh).toHaveLength(32)
  const { rows: coming } = await officer(ops.people, { callUpId, standings: ['coming'], limit: 200 })
  expect(coming).toHaveLength(69)
  const tokens = new Map(links.map(({ callId, token }) => [callId, token]))
  const arrive = (key: string) =>
    officer(ops.musterCall, { key, sentAt: now(), item: { id: freshId(), code: siteCode, how: 'scan', at: now() } })
  await inBatches(coming, ({ callId }) => arrive(tokens.get(callId)!))
  await inBatches(fresh.slice(0, 30), ({ token }) => arrive(token))
  await soon(() => figure(desk, '已到').innerText()).toBe('100')
  // an officer at the square, whose phone has no network for the moment
  const { page: phone, context } = await stage.open({ phone: true })
  await enter(phone, stage, 'officer')
  await phone.locator('[data-task="muster"]').click()
  await phone.getByLabel('姓名或部门').fill(fresh[30]!.name)
  const row = phone.getByRole('button', { name: `到了 ${fresh[30]!.name}` }).first()
  await row.waitFor()
  await context.setOffline(true)
  await row.click()
  await phone
    .getByRole('button', { name: `撤回 ${fresh[30]!.name}` })
    .first()
    .waitFor()
  await picture(phone, 'field')
  expect(await figure(desk, '已到').innerText()).toBe('100')
  await context.setOffline(false)
  await soon(() => figure(desk, '已到').innerText()).toBe('101')
  await desk.getByLabel('姓名或拼音首字母').fill(fresh[31]!.name)
  await desk
    .getByRole('button', { name: `到了 ${fresh[31]!.name}` })
    .first()
    .waitFor()
  await picture(desk, 'found')
  await desk.getByLabel('姓名或拼音首字母').fill('')
  await press(desk, '登记主动前来的人')
  await desk.getByLabel('姓名', { exact: true }).fill('柳来帮忙')
  await desk
    .getByRole('dialog')
    .getByRole('button', { name: /^登\s?记$/ })
    .click()
  await soon(() => figure(desk, '已到').innerText()).toBe('102')
  await desk.getByText('按到达先后').click()
  const people = desk.locator('section.block', {
    has: desk.getByRole('heading', { level: 2, name: '人员', exact: true }),
  })
  await soon(() => people.locator('.ant-table-row').first().innerText()).toContain(
    links.find(({ callId }) => before.has(callId))!.name,
  )
  await picture(desk, 'muster')
  expect(await axeFaults(desk)).toEqual([])
  await desk.setViewportSize({ width: 1920, height: 1000 })
  await picture(desk, 'muster-wide')
  await desk.setViewportSize({ width: 1280, height: 900 })
})

test('the next day forty more: who came yesterday comes last', async () => {
  await ask(stage, `UPDATE mobilize.call SET here_at = here_at - interval '1 day' WHERE call_up_id = $1`, [callUpId])
  const served = new Set(
    (await officer(ops.people, { callUpId, standings: ['here', 'extra'], limit: 200 })).rows.map((one) => one.personId),
  )
  await press(desk, '结束抽调')
  await desk.getByRole('dialog').getByRole('button', { name: '结束抽调' }).click()
  await desk.getByText(/^已结束/).waitFor()
  await desk.goto(`${stage.url}/call-ups/new`)
  await desk.getByLabel('名称').fill('次日增援')
  await desk.getByLabel('人数').fill('40')
  await desk.getByLabel('集结地点').fill('桃花广场')
  await desk.getByText('各项要求都能满足').waitFor()
  await press(desk, '保存并进入')
  await desk.getByRole('heading', { level: 3, name: /负责人提交承诺/ }).waitFor()
  callUpId = idOf(desk)
  await ceremony(callUpId, 40)
  const { rows } = await officer(ops.people, { callUpId, limit: 200 })
  expect(rows).toHaveLength(40)
  expect(rows.filter(({ personId }) => served.has(personId))).toEqual([])
  await desk.getByRole('link', { name: '全部抽调' }).click()
  await desk.getByRole('link', { name: '次日增援' }).waitFor()
  await picture(desk, 'list')
  expect(await axeFaults(desk)).toEqual([])
  expect(complaints).toEqual([])
})
