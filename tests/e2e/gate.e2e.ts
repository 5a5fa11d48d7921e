/**
 * Gates at the desk: the board shows the morning and an alert that is taken up; a plan that would shut a compound in is refused as it is typed, one that
 * does not is saved; who passed is shown for a purpose.
 */
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeFaults } from './axe.ts'
import { choose, openStage, PICTURES, type Stage, signInAs } from './stage.ts'

const SOON = { timeout: 20_000 }
const picture = (page: Page, name: string) =>
  page.screenshot({ path: join(PICTURES, `gate-${name}.png`), fullPage: true })
const row = (page: Page, text: string | RegExp) => page.locator('tr.ant-table-row', { hasText: text })

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ residents: 600 })
}, 240_000)
afterAll(() => stage?.close())

test('the morning at the gates, an alert taken up, a plan refused and one saved, a search on record', async () => {
  const { page, complaints } = await stage.open({ height: 1000 })
  await signInAs(page, stage.url, 'leader')
  await page.goto(`${stage.url}/gates`)
  const alert = row(page, '就医通道放行')
  await alert.waitFor(SOON)
  await picture(page, 'board')
  expect(await axeFaults(page)).toEqual([])
  const busy = await alert.locator('td').nth(2).innerText()
  await alert.getByRole('button', { name: '我来处理' }).click()
  await alert.getByText(/接手/).waitFor(SOON)

  await page.goto(`${stage.url}/gates/plan`)
  await page.locator('.gate-mark').first().waitFor(SOON)
  await picture(page, 'plan')
  expect(await axeFaults(page)).toEqual([])
  // All gates of the community at once: somebody would be shut in.
  await page.getByRole('checkbox', { name: '全选' }).check()
  await page.getByRole('button', { name: /^调整所选/ }).click()
  await page.getByRole('radio', { name: '关闭（钥匙在人手）' }).check()
  await page.getByLabel('持钥匙的人').fill('桃管家')
  await page.getByLabel('电话').fill('12900000002')
  await page.getByRole('button', { name: '放入方案' }).click()
  await page
    .getByText(/没有开放的出口/)
    .first()
    .waitFor(SOON)
  expect(await page.getByRole('button', { name: '保存方案' }).isDisabled()).toBe(true)
  await picture(page, 'refused')
  expect(await axeFaults(page)).toEqual([])
  await page.getByRole('button', { name: '放弃方案' }).click()
  // A closed one becomes a hand-over point: nobody minds.
  const closed = row(page, '关闭（钥匙在人手）').first()
  const name = await closed.locator('td').nth(1).innerText()
  await closed.getByRole('checkbox').check()
  await page.getByRole('button', { name: '调整所选（1）' }).click()
  await page.getByRole('radio', { name: '关闭，设交接点' }).check()
  await page.getByRole('button', { name: '放入方案' }).click()
  await page.getByText('每个小区全天都有开放的出口').waitFor(SOON)
  await page.getByRole('button', { name: '保存方案' }).click()
  await page.getByText('已保存').waitFor(SOON)
  await row(page, name).getByText('关闭，设交接点').waitFor(SOON)
  // Its name and its place on the map were wrong.
  await row(page, name).getByRole('checkbox').check()
  await page.getByRole('button', { name: '更正卡口' }).click()
  await page.getByRole('textbox', { name: '名称' }).fill('桃影便民口')
  await choose(page, '在平面图上的位置', '北侧')
  await page.getByRole('button', { name: /^保\s?存$/ }).click()
  await row(page, '桃影便民口').getByText('关闭，设交接点').waitFor(SOON)

  await page.goto(`${stage.url}/gates/keepers`)
  await page.getByText('全部到齐').first().waitFor(SOON)
  await picture(page, 'keepers')
  expect(await axeFaults(page)).toEqual([])
  for (const [path, text] of [
    ['remarks', '最近两天没有'],
    ['people', '没有人超时未归'],
  ] as const) {
    await page.goto(`${stage.url}/gates/${path}`)
    await page.getByText(text, { exact: true }).waitFor(SOON)
    await picture(page, path)
    expect(await axeFaults(page)).toEqual([])
  }

  await page.goto(`${stage.url}/gates/passed`)
  await page.getByText('选定卡口、时段和用途后查询').waitFor(SOON)
  await choose(page, '卡口', busy, { typed: busy })
  await choose(page, '用途', '核实投诉')
  await page.getByRole('button', { name: '查询（记录在案）' }).click()
  await page
    .getByText(/^共 [1-9]\d* 条$/)
    .first()
    .waitFor(SOON)
  await picture(page, 'passed')
  expect(await axeFaults(page)).toEqual([])
  expect(complaints).toEqual([])

  const dark = await stage.open({ dark: true, lang: 'en', width: 1920, height: 1080 })
  await signInAs(dark.page, stage.url, 'officer')
  await dark.page.goto(`${stage.url}/gates/plan`)
  await dark.page.locator('.gate-mark').first().waitFor(SOON)
  await picture(dark.page, 'plan-dark-en')
  expect(await axeFaults(dark.page)).toEqual([])
}, 90_000)
