/**
 * Visits and vehicles in the browser: without network a truck, an ambulance and somebody who returns are noted at a checkpoint, and stand on the
 * community's list as soon as there is network; a visitor is announced, arrives and stays too long; medicine waits on a shelf, is taken by
 * the errand squad and noted at its door without network.
 */
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { operations } from '../../modules/operation/contract.ts'
import { visiting } from '../../modules/visit/contract.ts'
import { shanghaiDay } from '../../platform/pure/time.ts'
import { freshId } from '../small-world.ts'
import { apiOf } from './api.ts'
import { axeFaults } from './axe.ts'
import { ask, enter, shellIsKept } from './field-crew.ts'
import { openStage, PICTURES, type Stage, signInAs } from './stage.ts'

const SOON = { timeout: 20_000 }
const picture = (page: Page, name: string) =>
  page.screenshot({ path: join(PICTURES, `visit-${name}.png`), fullPage: true })
const fitsInWidth = (page: Page) => page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')
const figure = async (page: Page, label: string): Promise<string> =>
  page
    .locator('.figure', { has: page.locator('.figure-label', { hasText: new RegExp(`^${label}$`) }) })
    .locator('.figure-value')
    .innerText()
const { operations: ops } = visiting

let stage: Stage
let operationId: string
beforeAll(async () => {
  stage = await openStage({ residents: 600 })
  const officer = await apiOf(stage.url, 'officer')
  const { operations: all } = await officer(operations.operations.operations, {})
  operationId = all.find(({ state }) => state === 'open')!.id
}, 240_000)
afterAll(() => stage?.close())

test('a shift at a checkpoint without network, and what the community sees of it at once', async () => {
  const desk = await stage.open({ height: 1000 })
  const { page } = desk
  await signInAs(page, stage.url, 'leader')
  await page.goto(`${stage.url}/visits/returnees`)
  await page.getByText('没有返回人员').waitFor(SOON)

  const phone = await stage.open({ phone: true })
  const hand = phone.page
  await enter(hand, stage, 'grid-worker')
  await hand.click('[data-task=visit]')
  await hand.locator('[data-place]', { hasText: '桃花站检查站' }).click()
  await hand.locator('[data-to=vehicle]').waitFor(SOON)
  await shellIsKept(hand)
  await phone.context.setOffline(true)

  await hand.click('[data-to=vehicle]')
  await hand.click('[data-hurry=ambulance]')
  await hand.getByText('已放行 · 救护车').waitFor()
  await hand.getByRole('button', { name: /^等候 – 辆/ }).click()
  await hand.getByRole('button', { name: '等候车辆 +5' }).click()
  await hand.getByRole('button', { name: '记下' }).click()
  await hand.getByRole('button', { name: /^等候 5 辆/ }).waitFor()
  for (const key of '沪B12345') await hand.locator('.plate-key', { hasText: new RegExp(`^${key}$`) }).click()
  await hand.getByText('普通号牌').waitFor()
  await picture(hand, 'phone-plate')
  expect(await axeFaults(hand)).toEqual([])
  expect(await fitsInWidth(hand)).toBe(true)
  await hand.getByRole('button', { name: '查', exact: true }).click()
  await hand.locator('[data-light=ask]').waitFor()
  await hand.fill('[name=driver-name]', '溪远行')
  await hand.fill('[name=driver-phone]', '154 9999 0077')
  await hand.selectOption('[name=origin-code]', '310000')
  await hand.getByRole('radio', { name: '粮油菜肉' }).check()
  await hand.getByRole('button', { name: '登记并放行' }).click()
  await hand.getByText('已放行 · 沪B·12345').waitFor()
  await hand.goBack()

  await hand.click('[data-to=returnee]')
  await hand.fill('[name=returnee-name]', '溪归来')
  await hand.selectOption('[name=origin-code]', '420000')
  await hand.fill('[name=home]', '桃影苑老宅')
  await hand.getByRole('button', { name: '查地址' }).click()
  await hand.getByText('没有网，先按写的记下').waitFor(SOON)
  await hand.getByRole('button', { name: '给对方看告知' }).click()
  await hand.getByText('去看病任何时候都放行').waitFor()
  await hand.locator('dialog').getByRole('button', { name: '已看过或读给对方听' }).click()
  await picture(hand, 'phone-returnee')
  expect(await axeFaults(hand)).toEqual([])
  await hand.getByRole('button', { name: '登记', exact: true }).click()
  await hand.getByText('已登记，社区马上会看到').waitFor()
  await phone.context.setOffline(false)

  // The desk was left alone: the row came by itself.
  const row = page.locator('tr.ant-table-row', { hasText: '溪归来' })
  await row.waitFor(SOON)
  await expect.poll(() => figure(page, '待联系'), SOON).toBe('1')
  await row.getByRole('button', { name: '办理' }).click()
  await page.getByRole('button', { name: '已电话联系' }).click()
  await expect.poll(() => figure(page, '待联系'), SOON).toBe('0')
  await picture(page, 'returnee')
  expect(await axeFaults(page)).toEqual([])
  await page.goto(`${stage.url}/visits/vehicles`)
  await page.locator('tr.ant-table-row', { hasText: '沪B·12345' }).getByText('溪远行').waitFor(SOON)
  await expect.poll(() => figure(page, '今天进'), SOON).toBe('2')
  await picture(page, 'vehicles')
  expect(await axeFaults(page)).toEqual([])

  const [over] = await ask<{ plate: string }>(
    stage,
    `UPDATE visit.known_vehicle SET until = current_date - 2 WHERE id = (SELECT id FROM visit.known_vehicle ORDER BY plate LIMIT 1) RETURNING plate`,
  )
  await hand.getByRole('button', { name: '返回', exact: true }).last().click()
  await hand.getByRole('button', { name: '更新' }).click()
  await hand.getByText('更新于 刚刚').waitFor(SOON)
  await hand.click('[data-to=vehicle]')
  await hand.fill('[name=plate]', over!.plate)
  await hand.getByRole('button', { name: '查', exact: true }).click()
  await hand.locator('[data-light=ask]').getByText('登记已到期').waitFor(SOON)
  await picture(hand, 'phone-ended')
  await hand.getByRole('button', { name: '返回', exact: true }).click()
  await hand.goBack()

  const leader = await apiOf(stage.url, 'leader')
  const [home] = await ask<{ path: string }>(
    stage,
    `SELECT d.path FROM register.area d JOIN platform.grant_of_role g ON starts_with(d.path, g.path) AND g.role = 'grid-worker'
     WHERE d.kind = 'dwelling' ORDER BY d.path LIMIT 1`,
  )
  await leader(ops.announceVisit, {
    ...{ id: freshId(), operationId, path: home!.path, purpose: 'family', people: 2, plate: '浙A54321', hours: 1 },
    expectedOn: shanghaiDay(Date.now()),
    who: { id: freshId(), name: '汀客人', phone: null, idType: 'none', idNumber: null },
  })
  await hand.getByRole('button', { name: '更新' }).click()
  await hand.locator('[data-to=visits]').getByText('待到 1').waitFor(SOON)
  await hand.click('[data-to=visits]')
  await hand.getByRole('button', { name: '到了' }).click()
  await hand.getByRole('button', { name: '走了' }).waitFor()
  await page.goto(`${stage.url}/visits/visitors`)
  await expect.poll(() => figure(page, '在访'), SOON).toBe('1')
  await ask(stage, `UPDATE visit.visit SET arrived_at = now() - interval '2 hours'`)
  await hand.goBack()
  await hand.getByRole('button', { name: '更新' }).click()
  await hand.locator('[data-to=visits]').getByText('超时 1').waitFor(SOON)
  await picture(hand, 'phone-home')
  await hand.click('[data-to=visits]')
  await picture(hand, 'phone-visits')
  await page.goto(stage.url)
  await page.getByRole('link', { name: '1 批来访超时未离开' }).click()
  await page.locator('tr.ant-table-row', { hasText: '汀客人' }).getByText('超时未离开').waitFor(SOON)
  await picture(page, 'visitors')
  await hand.goBack()

  await hand.click('[data-to=parcels]')
  await hand.getByRole('button', { name: '入架' }).click()
  await hand.fill('[name=home]', '3号楼 溪奶奶')
  await hand.fill('[name=shelf]', 'A3')
  await hand.getByRole('button', { name: '入架' }).click()
  await hand.locator('[data-parcel]', { hasText: '溪奶奶' }).getByText('药品').first().waitFor()
  await page.goto(`${stage.url}/visits/parcels`)
  const parcel = page.locator('tr.ant-table-row', { hasText: '溪奶奶' })
  await parcel.waitFor(SOON)

  const squad = await stage.open({ phone: true })
  const runner = squad.page
  await enter(runner, stage)
  await runner.click('[data-task=errands]')
  await runner.locator('[data-point]', { hasText: '有药品' }).waitFor(SOON)
  await shellIsKept(runner)
  await picture(runner, 'errands-points')
  await runner.click('[data-point]')
  await picture(runner, 'errands-shelf')
  expect(await axeFaults(runner)).toEqual([])
  await runner.locator('[data-errand]', { hasText: '溪奶奶' }).getByRole('button', { name: '我拿走' }).click()
  await page.getByText('跑腿队在送', { exact: true }).last().click()
  await parcel.waitFor(SOON)
  await expect.poll(() => figure(page, '跑腿队在送'), SOON).toBe('1')
  await picture(page, 'parcels-taken')
  expect(await axeFaults(page)).toEqual([])
  await hand.goBack()
  await hand.getByRole('button', { name: '更新' }).click()
  await hand.locator('[data-to=parcels]').getByText('待取 0').waitFor(SOON)
  await hand.click('[data-to=parcels]')
  await hand
    .locator('[data-parcel]', { hasText: '溪奶奶' })
    .getByText(/^跑腿队 .+ 拿了$/)
    .waitFor()

  // No network on the stairs: brought, the wrong door, brought again.
  await squad.context.setOffline(true)
  await runner.getByRole('button', { name: '去送（1）' }).click()
  await runner.getByRole('button', { name: '送到了' }).click()
  await runner.getByRole('button', { name: '没送到' }).click()
  await runner.getByText('在送 1').waitFor()
  await picture(runner, 'errands-round')
  expect(await axeFaults(runner)).toEqual([])
  expect(await fitsInWidth(runner)).toBe(true)
  await runner.getByRole('button', { name: '送到了' }).click()
  await runner.getByText('已送到 1').waitFor()
  await picture(runner, 'errands-delivered')
  await squad.context.setOffline(false)
  await expect.poll(() => figure(page, '今天取走'), SOON).toBe('1')
  await page.getByText('已取走', { exact: true }).click()
  await parcel.getByText('跑腿队送到门口').waitFor(SOON)
  await picture(page, 'parcels-fetched')

  await hand.getByRole('button', { name: '入架' }).click()
  await hand.fill('[name=home]', '5号楼 溪小弟')
  await hand.getByRole('button', { name: '入架' }).click()
  await hand.locator('[data-parcel]', { hasText: '溪小弟' }).getByRole('button', { name: '取走' }).click()
  await hand.click('[data-how=resident]')
  await expect.poll(() => figure(page, '今天取走'), SOON).toBe('2')
  expect([...desk.complaints, ...phone.complaints, ...squad.complaints]).toEqual([])
  await desk.context.close()
  await phone.context.close()
  await squad.context.close()
})
