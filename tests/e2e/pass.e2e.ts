/**
 * Passes in the browser: a tenant asks by a poster on a narrow phone, the desk verifies and issues, the phone shows a code that moves on and
 * works without network, and stops when the pass is revoked; two dozen others are verified by the keyboard.
 */
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeFaults } from './axe.ts'
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
  await page.getByRole('dialog').getByText('底册没有此人').waitFor(SOON)
  await picture(page, 'drawer')
  expect(await axeFaults(page)).toEqual([])
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
