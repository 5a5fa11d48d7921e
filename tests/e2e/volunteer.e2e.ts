/**
 * Coming forward in the browser: an officer opens a call and prints its poster; somebody signs up on a narrow phone while the network is
 * cut at sending; the officer sees it come in, welcomes them, and their own link says where to go.
 */
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deployment } from '../../modules/deployment/contract.ts'
import { freshId } from '../small-world.ts'
import { apiOf } from './api.ts'
import { axeFaults } from './axe.ts'
import { ask } from './field-crew.ts'
import { choose, openStage, PICTURES, type Stage, signInAs } from './stage.ts'

const SOON = { timeout: 20_000 }
const picture = (page: Page, name: string) =>
  page.screenshot({ path: join(PICTURES, `volunteer-${name}.png`), fullPage: true })
const fitsInWidth = (page: Page) => page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')
const figure = async (page: Page, label: string): Promise<string> =>
  page
    .locator('.figure', { has: page.locator('.figure-label', { hasText: new RegExp(`^${label}$`) }) })
    .locator('.figure-value')
    .innerText()

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
}, 240_000)
afterAll(() => stage?.close())

test('from the poster to a place: signed up without network at the wrong moment, seen live, welcomed, told', async () => {
  const desk = await stage.open({ height: 1000 })
  const { page } = desk
  await signInAs(page, stage.url, 'officer')
  await page.goto(`${stage.url}/volunteers`)
  await page.getByText('还没有招募').waitFor(SOON)
  await picture(page, 'empty')
  await page.getByRole('link', { name: '发起招募' }).first().click()
  await page.getByLabel('名称').fill('桃花志愿者招募')
  await page.getByLabel('要做什么').fill('东门测温，给独居老人送菜')
  await page.getByLabel('时段').fill('8:00–20:00')
  await page.getByLabel('去哪里').fill('桃花街道服务站')
  await page.getByRole('checkbox', { name: /有风险/ }).check()
  await picture(page, 'open')
  expect(await axeFaults(page)).toEqual([])
  await page.getByRole('button', { name: '发起', exact: true }).click()
  await page.getByText('还没有人报名').waitFor(SOON)
  await page.getByRole('button', { name: '海报和二维码' }).click()
  const link = await page.getByTestId('poster-link').innerText(SOON)
  expect(link).toMatch(/\/r\/come#[A-Za-z0-9_-]{22}$/)
  await picture(page, 'poster')
  await page.evaluate('window.print = () => undefined')
  await page.getByRole('button', { name: '打印海报' }).click()
  await page.locator('.volunteer-poster svg').waitFor({ state: 'attached' })
  await page.emulateMedia({ media: 'print' })
  await picture(page, 'poster-paper')
  await page.emulateMedia({ media: 'screen' })
  await page.keyboard.press('Escape')

  const phone = await stage.open({ phone: true, dark: true })
  const hand = phone.page
  const asked: string[] = []
  hand.on('request', (request) => asked.push(request.url()))
  await hand.goto(link)
  await hand.getByRole('heading', { level: 1, name: '桃花志愿者招募' }).waitFor(SOON)
  await hand.getByText('只安排成年、已有保险的人上岗').waitFor()
  expect(await axeFaults(hand)).toEqual([])
  await picture(hand, 'phone-call')
  await hand.getByRole('button', { name: '我要报名' }).click()
  await hand.getByRole('button', { name: '报名' }).click()
  await hand.getByText('请填写：您的姓名、手机号').waitFor()
  await hand.getByLabel('您的姓名').fill('汀小鹭')
  await hand.getByLabel('手机号').fill('154 9999 0088')
  await hand.getByLabel('驾驶').check()
  await hand.getByLabel('上午').check()
  await picture(hand, 'phone-form')
  expect(await axeFaults(hand)).toEqual([])
  expect(await fitsInWidth(hand)).toBe(true)
  await phone.context.setOffline(true)
  await hand.getByRole('button', { name: '报名' }).click()
  await hand.getByText('没有网络：已存在手机上').waitFor(SOON)
  await picture(hand, 'phone-kept')
  await phone.context.setOffline(false)
  await hand.getByRole('heading', { level: 1, name: '谢谢您，汀小鹭！' }).waitFor(SOON)
  await hand.getByText('还在安排').waitFor()
  await picture(hand, 'phone-thanks')
  expect(await axeFaults(hand)).toEqual([])
  // Neither secret nor name nor number ever stood in an address that was asked for.
  const token = link.split('#')[1] as string
  for (const url of asked) expect(url).not.toMatch(new RegExp(`${token}|15499990088`))

  // The desk was left alone: the row came by itself.
  const row = page.locator('tr.ant-table-row', { hasText: '汀小鹭' })
  await row.waitFor(SOON)
  await expect.poll(() => figure(page, '报名'), SOON).toBe('1')
  await row.getByRole('button', { name: '接收' }).click()
  await expect.poll(() => figure(page, '已安排'), SOON).toBe('1')
  await row.getByRole('button', { name: '汀小鹭' }).click()
  await page.getByText('没有保险记录').waitFor(SOON)
  await page.getByLabel('安排去处').fill('东门测温点，找小组长')
  await page.getByRole('button', { name: '更新去处' }).click()
  await choose(page, '情况', '没有保险')
  await picture(page, 'drawer')
  expect(await axeFaults(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '登记自己来的人' }).click()
  await page.getByRole('dialog').getByLabel('姓名').fill('风小杏')
  await page.getByRole('dialog').getByRole('button', { name: '登记自己来的人' }).click()
  await expect.poll(() => figure(page, '自己来的'), SOON).toBe('1')
  await page.keyboard.press('Escape')
  await page.locator('tr.ant-table-row', { hasText: '风小杏' }).waitFor(SOON)
  await picture(page, 'list')
  expect(await axeFaults(page)).toEqual([])

  await hand.reload()
  await hand.getByText('已经给您安排好了').waitFor(SOON)
  await hand.getByText('东门测温点，找小组长').waitFor()
  // Given a post, the same page says where, when, to whom, and what to bring.
  const officer = await apiOf(stage.url, 'officer')
  const [who] = await ask<{ id: string; operation: string; path: string }>(
    stage,
    `SELECT person_id AS id, operation_id AS operation, path FROM volunteer.coming WHERE name = '汀小鹭'`,
  )
  const [placeId, postId] = [freshId(), freshId()]
  const hour = (n: number): string => new Date(Date.now() + n * 3_600_000).toISOString()
  await officer(deployment.operations.putPlace, {
    ...{ id: placeId, operationId: who!.operation, path: who!.path, name: '东门岗亭', version: null },
    ...{ contactName: '汀主任', contactPhone: '' },
  })
  await officer(deployment.operations.putPost, {
    ...{ id: postId, placeId, task: '测温登记', needed: 1, bring: '雨衣', startsAt: hour(1), endsAt: hour(5) },
    version: null,
  })
  await officer(deployment.operations.placePerson, { id: freshId(), personId: who!.id, postId, knowing: true })
  await hand.reload()
  for (const text of ['测温登记', '东门岗亭', '汀主任', '雨衣']) await hand.getByText(text).first().waitFor(SOON)
  expect(await axeFaults(hand)).toEqual([])
  expect(await fitsInWidth(hand)).toBe(true)
  await picture(hand, 'phone-placed')
  await hand.getByRole('button', { name: '我来不了了，退出' }).click()
  await hand.getByRole('button', { name: '确定退出' }).click()
  await hand.getByRole('heading', { level: 1, name: '您已退出' }).waitFor(SOON)
  await row.getByText('已退出，仍在名册上').waitFor(SOON)
  await page.goto(`${stage.url}/staff`)
  await page.getByLabel('找人').fill('汀小鹭')
  await page.getByText('桃花街道志愿者').first().waitFor(SOON)
  expect([...desk.complaints, ...phone.complaints]).toEqual([])
  await desk.context.close()
  await phone.context.close()
})
