/**
 * Deployment in the browser: places and posts, a proposal changed by hand and published, briefings read on a person's own page of 360 px,
 * coming and leaving, fatigue, and a certificate that anybody can check.
 */
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deployment } from '../../modules/deployment/contract.ts'
import { staff } from '../../modules/staff/contract.ts'
import { dayPlus, shanghaiDay } from '../../platform/pure/time.ts'
import { freshId } from '../small-world.ts'
import { type Api, apiOf } from './api.ts'
import { axeFaults } from './axe.ts'
import { ask } from './field-crew.ts'
import { choose, openStage, PICTURES, type Stage, signInAs } from './stage.ts'

const ops = deployment.operations
const today = shanghaiDay(Date.now())
const picture = (page: Page, name: string) =>
  page.screenshot({ path: join(PICTURES, `deployment-${name}.png`), fullPage: true })
const fitsInWidth = (page: Page) => page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')
const figure = (page: Page, label: string, value: string) =>
  page
    .locator('.figure', { has: page.locator('.figure-label', { hasText: new RegExp(`^${label}$`) }) })
    .locator('.figure-value', { hasText: new RegExp(`^${value}$`) })
    .waitFor()

let stage: Stage
let officer: Api
let operationId = ''
let people: readonly { readonly id: string; readonly name: string }[] = []
const [square, gate] = [freshId(), freshId()]
const at = (clock: string): string => new Date(`${today}T${clock}:00+08:00`).toISOString()
/** Half a day that is on now or was over less than six hours ago, while its briefing can still be read; it begins before the day's other post. */
const shift =
  Date.now() < Date.parse(at('12:00'))
    ? { startsAt: at('00:15'), endsAt: at('12:15') }
    : { startsAt: at('07:45'), endsAt: at('19:45') }

beforeAll(async () => {
  stage = await openStage()
  officer = await apiOf(stage.url, 'officer')
  const [found] = await ask<{ id: string; path: string; community: string }>(
    stage,
    `SELECT o.id, o.path, (SELECT min(a.path) FROM register.area a WHERE a.kind = 'community' AND starts_with(a.path, o.path)) AS community
     FROM operation.operation o ORDER BY o.opened_at DESC LIMIT 1`,
  )
  operationId = found!.id
  await officer(ops.putPlace, {
    ...{ id: square, operationId, path: found!.community, name: '桃花广场', version: null },
    ...{ address: '桃花路1号', contactName: '桃主任', contactPhone: '0999-1234567' },
  })
  await officer(ops.putPost, {
    ...{ id: gate, placeId: square, task: '入口值守', ...shift },
    ...{ needed: 3, skills: [{ skill: 'nurse', least: 1 }], bring: '雨衣、水杯', version: null },
  })
  const { rows } = await officer(staff.operations.find, { standing: 'available', limit: 30 })
  const { rows: nurses } = await officer(staff.operations.find, { standing: 'available', skills: ['nurse'], limit: 2 })
  const chosen = [
    ...new Map([...nurses, ...rows.filter((p) => p.service.last === null)].map((p) => [p.id, p])).values(),
  ].slice(0, 8)
  people = chosen.map(({ id, name }) => ({ id, name }))
  expect(people).toHaveLength(8)
  await officer(ops.noteAtHand, { operationId, people: people.map(({ id }) => id), here: true })
}, 240_000)
afterAll(() => stage?.close())

test('an officer adds a post, lets people be proposed, moves one by hand and publishes', async () => {
  const { page, complaints } = await stage.open()
  await signInAs(page, stage.url, 'officer')
  await page.goto(`${stage.url}/deployment`)
  await figure(page, '还缺', '3')
  await page.getByRole('button', { name: '加岗位' }).click()
  await page.getByLabel('做什么').fill('物资分发')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /保\s*存/ })
    .click()
  await figure(page, '还缺', '5')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await picture(page, 'board-empty')
  expect(await axeFaults(page)).toEqual([])

  await page.getByRole('link', { name: '编排方案' }).click()
  await page.getByRole('button', { name: '生成建议' }).click()
  await figure(page, '已排', '5')
  await page.getByText('已证明最优').waitFor()
  await page.getByText('要求全部满足').waitFor()
  await picture(page, 'draft')
  expect(await axeFaults(page)).toEqual([])
  // Dragged to the other post and back: each time pinned, nobody lost.
  const [there, here] = [
    page.locator('.deploy-post[aria-label*="入口值守"]'),
    page.locator('.deploy-post[aria-label*="物资分发"]'),
  ]
  await here.locator('tbody tr').first().dragTo(there)
  await there.getByText('4/3').waitFor()
  await figure(page, '其中固定', '1')
  await there.locator('tr', { has: page.getByRole('switch', { checked: true }) }).dragTo(here)
  await here.getByText('2/2').waitFor()
  await figure(page, '已排', '5')
  const first = page.locator('.deploy-seats tbody tr').last()
  const moved = (await first.locator('th').innerText()).split('\n')[0]!
  await choose(page, `${moved} 调到`, '不安排', { stays: false })
  await figure(page, '已排', '4')
  await page.getByText('缺 1 人').waitFor()
  await page.getByRole('button', { name: '重新生成（固定的保留）' }).click()
  await figure(page, '已排', '5')
  await page
    .getByRole('button', { name: /发\s*布/ })
    .first()
    .click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /发\s*布/ })
    .click()
  await page.getByText('还没有方案').waitFor()
  await page.getByRole('link', { name: '上岗' }).last().click()
  await figure(page, '已安排', '5')
  await figure(page, '还缺', '0')
  await picture(page, 'board')
  expect(await axeFaults(page)).toEqual([])
  expect(complaints).toEqual([])
})

test('each reads where, when and to whom on their own page of 360 px and confirms; the board moves by itself', async () => {
  await officer(ops.writeBriefing, { id: freshId(), of: 'post', ofId: gate, body: '先到广场东侧领防护，再到入口。' })
  const { places } = await officer(ops.board, { operationId, day: today })
  const seats = places[0]!.posts.find(({ id }) => id === gate)!.seats
  const { links } = await officer(ops.issueLinks, { operationId, people: seats.map(({ personId }) => personId) })
  const desk = await stage.open({ width: 1920, dark: true })
  await signInAs(desk.page, stage.url, 'officer')
  await desk.page.goto(`${stage.url}/deployment`)
  await figure(desk.page, '已读须知', '0')
  const { page, complaints } = await stage.open({ phone: true })
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.goto(`${stage.url}/r/#w.${links[0]!.key}`)
  await page.getByRole('heading', { name: `${links[0]!.name}，您好` }).waitFor()
  for (const text of ['桃花广场', '桃主任', '雨衣、水杯']) await page.getByText(text).first().waitFor()
  await picture(page, 'duty')
  expect(await axeFaults(page)).toEqual([])
  expect(await fitsInWidth(page)).toBe(true)
  await page.getByRole('button', { name: '我已读，会照做' }).click()
  await page.getByText('已读，谢谢').waitFor()
  await figure(desk.page, '已读须知', '1')
  expect(asked.join(' ')).not.toContain(links[0]!.key)
  await page.goto(`${stage.url}/r/#w.keinschluessel`)
  await page.getByText('链接无效或行动已结束').waitFor()
  expect(complaints).toEqual([])

  await desk.page.getByRole('button', { name: '全部到岗' }).first().click()
  await figure(desk.page, '在岗', '3')
  await desk.page.getByRole('button', { name: '收班' }).first().click()
  await figure(desk.page, '在岗', '0')
  await picture(desk.page, 'board-dark')
  expect(await axeFaults(desk.page)).toEqual([])
  expect(desk.complaints).toEqual([])
})

test('a group is formed in one act; who is tired is shown; a certificate is printed and checked by anybody', async () => {
  const { page, complaints } = await stage.open()
  await signInAs(page, stage.url, 'officer')
  await page.goto(`${stage.url}/deployment/groups`)
  await page.getByRole('button', { name: '成立小组' }).first().click()
  await page.getByLabel('名称').fill('物资组')
  const [lead] = people
  await page.getByRole('combobox', { name: '组长' }).click()
  await page.getByRole('combobox', { name: '组长' }).fill(lead!.name)
  await page.locator('.ant-select-item-option:visible').first().click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /保\s*存/ })
    .click()
  await page.getByRole('heading', { name: '物资组' }).waitFor()
  await picture(page, 'groups')
  await page.goto(`${stage.url}/deployment/at-hand`)
  await figure(page, '到场人员', '8')
  await picture(page, 'at-hand')
  expect(await axeFaults(page)).toEqual([])
  await page.goto(`${stage.url}/fatigue`)
  await page.getByText('近 7 天上过岗').first().waitFor()
  await picture(page, 'fatigue')
  expect(await axeFaults(page)).toEqual([])

  await page.goto(`${stage.url}/service`)
  await page.getByRole('switch', { name: '只看本行动' }).click()
  await page.getByRole('cell', { name: '入口值守' }).first().waitFor()
  await picture(page, 'service')
  expect(await axeFaults(page)).toEqual([])
  const served = (await officer(ops.service, { from: dayPlus(today, -1), to: today })).people[0]!
  const paper = await officer(ops.issueCertificate, {
    ...{ id: freshId(), personId: served.personId, from: dayPlus(today, -1), to: today },
  })
  const open = await stage.open({ phone: true, lang: 'en' })
  await open.page.goto(`${stage.url}/r/#c.${paper.number}`)
  await open.page.getByText('Valid').waitFor()
  expect(await open.page.locator('main').innerText()).not.toContain(served.name)
  await picture(open.page, 'certificate-check')
  expect(await axeFaults(open.page)).toEqual([])
  expect(await fitsInWidth(open.page)).toBe(true)
  await page.evaluate(() => {
    globalThis.print = () => undefined
  })
  await page.getByRole('button', { name: '开证明' }).first().click()
  await page.getByText('证明已开具').waitFor()
  await page.emulateMedia({ media: 'print' })
  await picture(page, 'certificate')
  expect([...complaints, ...open.complaints]).toEqual([])
})
