/**
 * Passes in the browser: a tenant asks by a poster on a narrow phone, the desk verifies and issues, the phone shows a code that moves on and
 * works without network, and stops when the pass is revoked; two dozen others are verified by the keyboard. A grid worker does it in a stairwell.
 */
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepers } from '../../modules/gate/keeper-contract.ts'
import { decide } from '../../modules/gate/decide.ts'
import { operations } from '../../modules/operation/contract.ts'
import { pass } from '../../modules/pass/contract.ts'
import { readPassCode } from '../../modules/pass/envelope.ts'
import { register } from '../../modules/register/contract.ts'
import { check } from '../gate-check.ts'
import { itemOf } from '../pass-world.ts'
import { apiOf } from './api.ts'
import { axeFaults } from './axe.ts'
import { enter, shellIsKept } from './field-crew.ts'
import { choose, openStage, PICTURES, type Stage, signInAs } from './stage.ts'

const SOON = { timeout: 20_000 }
const picture = (page: Page, name: string) =>
  page.screenshot({ path: join(PICTURES, `pass-${name}.png`), fullPage: true })

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ residents: 600 })
}, 240_000)
afterAll(() => stage?.close())

test('asked for on a phone, verified at the desk, shown at the gate without network, revoked with a reason', async () => {
  const desk = await stage.open({ height: 1000 })
  const { page } = desk
  await signInAs(page, stage.url, 'leader')
  await page.goto(`${stage.url}/passes`)
  await page.getByText('云府通〔演示〕3号').first().waitFor(SOON)
  await picture(page, 'overview')
  expect(await axeFaults(page)).toEqual([])
  await page.goto(`${stage.url}/passes/doors`)
  await page.getByRole('button', { name: '开设入口' }).first().click(SOON)
  await page.getByRole('dialog').getByRole('button', { name: '开设入口' }).click()
  const link = await page.getByTestId('pass-link').innerText(SOON)
  expect(link).toMatch(/\/r\/pass#[A-Za-z0-9_-]{22}$/)
  await picture(page, 'door')

  const phone = await stage.open({ phone: true, dark: true })
  const hand = phone.page
  const asked: string[] = []
  hand.on('request', (request) => asked.push(request.url()))
  await hand.goto(link)
  await hand.getByText('云府通〔演示〕3号').waitFor(SOON)
  await picture(hand, 'phone-door')
  await hand.getByRole('button', { name: '申请出入证' }).click()
  await hand.getByRole('button', { name: '提交申请' }).click()
  await hand.getByText('请填写：').waitFor()
  await hand.getByLabel('姓名').fill('汀小鹭')
  await hand.getByLabel('无证件').check()
  await hand.getByLabel(/^住在或去往哪里/).fill('找桃房东')
  await picture(hand, 'phone-form')
  expect(await axeFaults(hand)).toEqual([])
  expect(await hand.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  await hand.getByRole('button', { name: '提交申请' }).click()
  const own = await hand.getByTestId('own-link').getAttribute('href', SOON)
  await hand.goto(`${stage.url}${own}`)
  await hand.getByRole('heading', { name: '申请已收到，等待核验' }).waitFor(SOON)

  await page.goto(`${stage.url}/passes/applications`)
  await page.locator('tr.ant-table-row', { hasText: '汀小鹭' }).waitFor(SOON)
  await picture(page, 'applications')
  expect(await axeFaults(page)).toEqual([])
  // The first of those who agree with the register goes with one key.
  await page.keyboard.press('Enter')
  await page
    .getByText(/^已发证 \d{9}$/)
    .first()
    .waitFor(SOON)
  await page.locator('tr.ant-table-row', { hasText: '汀小鹭' }).getByRole('button', { name: '细看' }).click()
  await page.getByRole('dialog').getByRole('checkbox', { name: '底册没有此人' }).waitFor(SOON)
  await picture(page, 'drawer')
  expect(await axeFaults(page)).toEqual([])
  await page.getByRole('dialog').getByRole('button', { name: '核验并发证' }).click()
  await page.getByText('每一项都看过再核验').waitFor()
  for (const box of await page.getByRole('dialog').getByRole('checkbox').all()) await box.check()
  await page.getByRole('dialog').getByRole('button', { name: '核验并发证' }).click()
  await page.locator('tr.ant-table-row', { hasText: '汀小鹭' }).waitFor({ ...SOON, state: 'detached' })

  await hand.reload()
  const code = hand.getByTestId('pass-code')
  await code.waitFor(SOON)
  expect(await code.getAttribute('data-code')).toMatch(/^SW1:P:[0-9A-Z $%*+./:-]+$/)
  await picture(hand, 'phone-code')
  expect(await axeFaults(hand)).toEqual([])
  await phone.context.setOffline(true)
  // What was fetched ahead needs nobody: the page goes on by itself.
  await hand.getByText(/没有网络也能用/).waitFor()
  await code.waitFor()
  await phone.context.setOffline(false)

  await page.goto(`${stage.url}/passes/list`)
  await page.getByLabel('查找').fill('汀小鹭')
  await picture(page, 'list')
  await page.locator('tr.ant-table-row', { hasText: '汀小鹭' }).getByRole('button', { name: '吊销' }).click(SOON)
  await choose(page, '理由', '已搬离或离职')
  await page.getByLabel('告知本人的话').fill('已退租，请交还卡片。')
  await page.getByRole('dialog').getByRole('button', { name: '吊销' }).click()
  await page.locator('tr.ant-table-row', { hasText: '已吊销' }).waitFor(SOON)
  await hand.reload()
  await hand.getByRole('heading', { name: '已吊销：已搬离或离职' }).waitFor(SOON)
  await hand.getByRole('button', { name: '我要申诉' }).waitFor()
  await picture(hand, 'phone-revoked')
  const [, token] = link.split('#')
  for (const url of asked) expect(url).not.toContain(token)
  for (const path of ['desk', 'supervision', 'keys', 'appeals', 'measures', 'measures/new']) {
    await page.goto(`${stage.url}/passes/${path}`)
    await page.locator('h1').waitFor(SOON)
    expect(await axeFaults(page), path).toEqual([])
    await picture(page, path.replace('/', '-'))
  }
  expect([...desk.complaints, ...phone.complaints]).toEqual([])
  await desk.context.close()
  await phone.context.close()
})

// A holder's phone in the yard, where there is no network. Its clock is as many hours wrong as was said before the page was opened.
const CLOCK = `{
  const real = Date.now.bind(Date)
  const wrong = 3600e3 * Number(sessionStorage.getItem('wrong') ?? 0)
  Date.now = () => real() + wrong
}`
const SHELL_IS_KEPT = `navigator.serviceWorker.ready.then(() => caches.match('/r/index.html')).then(Boolean)`

test('kept on the holder’s phone: opened without network and accepted, by a wrong clock too; run out; revoked and wiped', async () => {
  const keeper = await apiOf(stage.url, 'gate-keeper')
  const leader = await apiOf(stage.url, 'leader')
  const [gate] = (await keeper(keepers.operations.myGates, {})).gates
  const list = await keeper(keepers.operations.passList, { gateId: gate!.id, cursor: null, limit: 500 })
  const [hers, his] = list.passes.filter(
    ({ standing, until }) => standing === 'valid' && Date.parse(until) > Date.now(),
  )
  const linkOf = async (passId: string) =>
    `${stage.url}/r/pass#~${(await leader(pass.operations.personalLink, { passId })).token}`
  const [link, another] = [await linkOf(hers!.passId), await linkOf(his!.passId)]

  const { page, context, complaints } = await stage.open({ phone: true })
  await context.addInitScript(CLOCK)
  const code = page.getByTestId('pass-code')
  const openedWrongBy = async (hours: number) => {
    await page.evaluate(`sessionStorage.setItem('wrong', ${hours})`)
    await page.reload()
  }
  await page.goto(link)
  await code.waitFor(SOON)
  await expect.poll(() => page.evaluate<boolean>(SHELL_IS_KEPT), SOON).toBe(true)
  const { keys, measure } = await keeper(keepers.operations.gatePocket, { gateId: gate!.id })
  /** What the keeper is told about the code on the screen, on a phone that knows the time. */
  const atTheGate = async () =>
    decide(
      check({
        ...{ now: Date.now(), gate: { serves: gate!.serves, open: true }, listed: hers!, listAt: Date.now() },
        measure: measure && { policy: measure.policy, until: Date.parse(measure.until) },
        read: readPassCode((await code.getAttribute('data-code', SOON)) ?? '', keys),
      }),
    )

  // Three hours wrong when the network is met: put right by what the server says.
  await openedWrongBy(3)
  expect(await atTheGate()).toMatchObject({ light: 'go', because: ['valid'] })

  await context.setOffline(true)
  await page.reload()
  await page
    .getByTestId('pass-away')
    .getByText(/还能离线出示到/)
    .waitFor(SOON)
  expect(await atTheGate()).toMatchObject({ light: 'go', because: ['valid'] })
  await picture(page, 'holder-away')
  expect(await axeFaults(page)).toEqual([])
  const [, token] = link.split('#~')
  const kept = await page.evaluate<string>('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])')
  for (const secret of [token!, hers!.number, 'SW1:P:']) expect(kept).not.toContain(secret)
  // Somebody else's link on the same phone shows nothing of hers.
  await page.goto(another)
  await page.getByText('现在没有网络，联网后请再试').waitFor(SOON)
  expect(await page.locator('.pass-number').count()).toBe(0)
  await page.goto(link)

  // Set back by a day: the time goes on from what was known, and what cannot be sworn to is said.
  await openedWrongBy(-21)
  await page.getByText(/往回调过/).waitFor(SOON)
  expect(await atTheGate()).toMatchObject({ light: 'go' })
  await picture(page, 'holder-set-back')
  // Put right, and two and a half hours later: nothing is left to show but the number.
  await openedWrongBy(5.5)
  await page
    .getByTestId('pass-out')
    .getByText(/已用完/)
    .waitFor(SOON)
  expect(await code.count()).toBe(0)
  expect(await page.locator('.pass-number').innerText()).toContain(hers!.number.slice(0, 3))
  await picture(page, 'holder-out')
  expect(await axeFaults(page)).toEqual([])

  await context.setOffline(false)
  await code.waitFor(SOON)
  expect(await atTheGate()).toMatchObject({ light: 'go', because: ['valid'] })
  await leader(pass.operations.revoke, { passId: hers!.passId, reason: 'left', text: '已搬走，请交还卡片。' })
  await page.reload()
  await page.getByRole('heading', { name: '已吊销：已搬离或离职' }).waitFor(SOON)
  await expect.poll(() => page.evaluate("localStorage.getItem('shouwang.pass.kept')"), SOON).toBe(null)
  await context.setOffline(true)
  await page.reload()
  await page.getByText('现在没有网络，联网后请再试').waitFor(SOON)
  expect(await code.count()).toBe(0)
  // Opened on a phone that is not his own, and taken away again.
  await context.setOffline(false)
  await page.goto(another)
  await code.waitFor(SOON)
  await page.getByRole('button', { name: '不是自己的手机？清除' }).click()
  await page.getByText('请扫社区给的二维码').waitFor(SOON)
  expect(await page.evaluate("localStorage.getItem('shouwang.pass.kept')")).toBe(null)
  expect(page.url()).not.toContain('~')
  expect(complaints).toEqual([])
  await context.close()
})

test('a grid worker in a stairwell: looks, ticks, loses the network and nothing else, decides; the second is told who was quicker', async () => {
  const ops = pass.operations
  const [leader, grid] = await Promise.all([apiOf(stage.url, 'leader'), apiOf(stage.url, 'grid-worker')])
  const { operations: all } = await grid(operations.operations.operations, {})
  const operationId = all.find(({ state }) => state === 'open')!.id
  const { trail, areas } = await grid(register.operations.areas, {})
  const path = areas.find(({ kind }) => kind === 'compound')!.path
  const enterOne = async (name: string): Promise<string> => {
    const item = itemOf({ token: null, name, address: '找桃房东', reason: '新租住' })
    await grid(ops.enter, { operationId, path, item })
    return item.id
  }
  const [mine, taken] = [await enterOne('汀小舟'), await enterOne('汀小帆')]

  const { page, context, complaints } = await stage.open({ phone: true })
  await enter(page, stage, 'grid-worker')
  await page.click('[data-task=verify]')
  const row = (id: string) => page.locator(`[data-application="${id}"]`)
  await row(mine).waitFor(SOON)
  expect(await page.locator('header h1').innerText()).toContain(trail.at(-1)!.name)
  const { total } = await grid(ops.waiting, { operationId, under: trail.at(-1)!.path })
  expect(await page.getByTestId('to-check').innerText()).toBe(String(total))
  await page.getByRole('radio', { name: '按门牌' }).check()
  await picture(page, 'field-list')
  expect(await axeFaults(page)).toEqual([])
  expect(await page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')).toBe(true)

  // Open on this phone while the leader issues it at the desk.
  await row(taken).click()
  await page.getByText('底册里没有对上的人').waitFor()
  await leader(ops.verify, {
    ...{ applicationId: taken, residentId: null, path, how: 'vouched' },
    looked: ['not-in-register', 'no-dwelling', 'no-document'],
  })
  const { number } = await leader(ops.issue, { applicationId: taken, scope: null })
  for (const box of await page.getByRole('checkbox').all()) await box.check()
  await page.getByRole('button', { name: '核验并发证' }).click()
  await page.locator('.page-foot', { hasText: `已发证 ${number}` }).waitFor(SOON)
  expect(await page.locator('.page-foot').innerText()).toMatch(/^\p{Script=Han}{2,4}已发证/u)
  await picture(page, 'field-late')
  await page.getByRole('button', { name: '知道了，放弃我选的' }).click()
  await row(taken).waitFor({ ...SOON, state: 'detached' })

  await shellIsKept(page)
  await context.setOffline(true)
  await page.reload()
  await row(mine).click(SOON)
  await page.getByText(/^没有网络：这是.*的内容/).waitFor(SOON)
  await page.getByRole('radio', { name: '看过证件' }).check()
  await page.getByRole('button', { name: '核验并发证' }).click()
  await page.getByText(/^还有 3 项没有看过/).waitFor()
  for (const box of await page.getByRole('checkbox').all()) await box.check()
  await page.getByRole('button', { name: '核验并发证' }).click()
  await page.getByText('没有送出：现在没有网络').waitFor(SOON)
  await picture(page, 'field-unsent')
  expect(await axeFaults(page)).toEqual([])
  expect(await page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  await page.getByRole('button', { name: '留待以后' }).click()
  await page.reload()
  await row(mine).getByText('未送出').waitFor(SOON)
  await row(mine).click()

  await context.setOffline(false)
  expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(3)
  await page.getByRole('button', { name: '核验并发证' }).click()
  await page.locator('.page-foot', { hasText: /^您已发证 \d{9}/ }).waitFor(SOON)
  await picture(page, 'field-issued')
  expect(await axeFaults(page)).toEqual([])
  await page.getByRole('button', { name: '回名单' }).click()
  await row(mine).waitFor({ ...SOON, state: 'detached' })
  const { application } = await grid(ops.application, { applicationId: mine })
  expect(application).toMatchObject({
    state: 'issued',
    looked: ['not-in-register', 'no-dwelling', 'no-document'],
  })
  expect(complaints).toEqual([])
  await context.close()
})
