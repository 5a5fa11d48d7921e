/**
 * A round's tubes to the lab and back, from the desk: a lab recorded, tubes sent with the warning before its day is exceeded,
 * received but for one, the lab's own messy file judged and written, a positive tube's people with their clocks, a re-check
 * with its owner, a correction, the balance with every difference, and what a grid worker sees of all this.
 */
import { join } from 'node:path'
import pg from 'pg'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LabTube, labFile } from '../../database/taohua/lab-file.ts'
import { testing } from '../../modules/testing/contract.ts'
import { freshId } from '../small-world.ts'
import { apiOf } from './api.ts'
import { axeFaults } from './axe.ts'
import { choose, openStage, PICTURES, type Stage, signInAs } from './stage.ts'

const ops = testing.operations
const SOON = { timeout: 20_000 }
let stage: Stage
let roundId = ''
const made: { code: string; names: string[] }[] = []

/** Twelve tubes of four, swabbed three hours ago and handed over, as the lane's phone states it. */
async function fillTubes(): Promise<void> {
  const crew = await apiOf(stage.url, 'lane-crew')
  const { rounds } = await crew(ops.rounds, { state: 'open' })
  roundId = rounds[0]!.id
  const { sites } = await crew(ops.round, { id: roundId })
  const siteId = sites[0]!.id
  const { people } = await crew(ops.pocket, { siteId })
  const ago = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString()
  for (let n = 0; n < 12; n++) {
    const tubeId = freshId()
    const heads = people.slice(n * 4, n * 4 + 4)
    const code = `YX${2603050001 + n}`
    const at = { roundId, siteId, lane: 1 }
    const sent = { sentAt: ago(0), deviceId: null }
    const swabs = heads.map(({ id }) => ({
      id: freshId(),
      ...at,
      tubeId,
      residentId: id,
      walkIn: null,
      how: 'scan' as const,
      takenAt: ago(3),
    }))
    await crew(ops.recordSamples, { ...sent, items: swabs })
    // one count is off by one
    const counted = n === 7 ? 5 : 4
    const tube = { id: tubeId, ...at, code, poolSize: 5 as const, openedAt: ago(3), closedAt: ago(2.9), counted }
    await crew(ops.recordTubes, { ...sent, items: [tube] })
    const steps = n === 11 ? ([] as const) : (['packed', 'handed-over'] as const)
    const items = steps.map((step, i) => ({
      id: freshId(),
      roundId,
      tubeId,
      step,
      place: '云溪检测车',
      at: ago(2.8 - i * 0.2),
    }))
    if (items.length > 0) await crew(ops.recordCustody, { sentAt: ago(0), items })
    made.push({ code, names: heads.map((p) => p.name) })
  }
}

beforeAll(async () => {
  stage = await openStage()
  await fillTubes()
}, 240_000)
afterAll(() => stage?.close())

const picture = (page: Page, name: string) =>
  page.screenshot({ path: join(PICTURES, `laboratory-${name}.png`), fullPage: true })
const fits = (page: Page) => page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')
const roundUrl = (section: string) => `${stage.url}/testing/rounds/${roundId}/${section}`
const figure = async (page: Page, label: string): Promise<number> =>
  Number(
    (
      await page
        .locator('.figure', { has: page.locator('.figure-label', { hasText: new RegExp(`^${label}$`) }) })
        .locator('.figure-value')
        .first()
        .innerText()
    ).replace(/\D/g, ''),
  )
const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
const csv = (rows: readonly (readonly string[])[]): Buffer =>
  Buffer.from(`\ufeff${rows.map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`)

async function recordLab(page: Page, name: string, capacity: string): Promise<void> {
  await page.goto(`${stage.url}/laboratory/labs`)
  await page.getByRole('button', { name: '登记实验室' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('名称').fill(name)
  await dialog.getByLabel('日检测能力（管）').fill(capacity)
  await dialog.getByLabel('联系人').fill('溪检')
  await dialog.getByRole('button', { name: '保存' }).click()
  await page.getByRole('cell', { name, exact: true }).waitFor()
}

test('a lab is recorded; tubes are sent with a warning before its day is exceeded, and received but for one', async () => {
  const { page, context, complaints } = await stage.open({ height: 900 })
  await signInAs(page, stage.url, 'officer')
  await recordLab(page, '云溪检测车', '10')
  await picture(page, 'labs')
  expect(await axeFaults(page)).toEqual([])

  await page.goto(roundUrl('sending'))
  await page
    .getByRole('row', { name: /云溪检测车.*11/ })
    .getByRole('checkbox')
    .click()
  await choose(page, '送往', '云溪检测车')
  await page.getByRole('alert').getByText('将超出当天检测能力 1 管').waitFor()
  await picture(page, 'sending-over')
  expect(await axeFaults(page)).toEqual([])
  await page.getByRole('button', { name: '仍然送检 11 管' }).click()
  await page.getByText('没有待送检的试管').waitFor()
  await page.getByText('超能力送检').waitFor()
  await page.getByRole('button', { name: /^登记签收/ }).click()
  await page.getByLabel('没有收到的管号').fill(made[9]!.code)
  await page.getByRole('dialog').getByRole('button', { name: '登记签收' }).click()
  await page.getByText('已登记签收 10 管').waitFor()
  await picture(page, 'sending')
  expect(complaints).toEqual([])
  await context.close()
})

test('the lab’s messy file: judged line by line, odd things named, written only when confirmed', async () => {
  const { page, context, complaints } = await stage.open({ height: 900 })
  await signInAs(page, stage.url, 'officer')
  const outcomes = { 2: 'positive', 5: 'recheck' } as const
  const tubes: LabTube[] = made.slice(0, 10).map(({ code }, i) => ({ code, outcome: outcomes[i as 2] ?? 'negative' }))
  tubes.push({ code: 'YX9999999999', outcome: 'negative' })
  const { rows } = labFile({ seed: 5, tubes, testedAt: Date.now() })
  await page.goto(roundUrl('results'))
  expect(await figure(page, '未出结果')).toBe(12)
  await page.getByRole('link', { name: '导入结果文件' }).click()
  await page.getByRole('heading', { level: 1, name: '导入实验室结果' }).waitFor()
  await choose(page, '哪家实验室？', '云溪检测车')
  await picture(page, 'files')
  expect(await axeFaults(page)).toEqual([])
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '3月5日结果.csv', mimeType: 'text/csv', buffer: csv(rows) })
  await page.getByRole('button', { name: /^写入 10 管结果$|没有需要写入的结果/ }).waitFor(SOON)
  expect(await figure(page, '写入')).toBe(10)
  expect(await figure(page, '不能采用')).toBe(1)
  await page.getByText('从未采样，不作为结果登记').first().waitFor()
  await page.getByText('1 条结果对应的试管或人员从未采样').waitFor()
  await picture(page, 'file-ready')
  expect(await axeFaults(page)).toEqual([])
  const write = page.locator('.import-confirm').getByRole('button', { name: '写入 10 管结果' })
  expect(await write.isDisabled()).toBe(true)
  await page.getByLabel('不能采用的 1 行略过').check()
  await write.click()
  await page.getByRole('dialog').getByRole('button', { name: '写入 10 管结果' }).click()
  await page.getByText('写入 10 管').first().waitFor(SOON)
  await picture(page, 'file-applied')
  await page.getByRole('link', { name: '去看阳性与复查' }).click()

  // the people of the positive tube, at once
  await page.getByRole('heading', { name: new RegExp(`${made[2]!.code} · 混管阳性`) }).waitFor()
  for (const name of made[2]!.names) await page.getByRole('cell', { name, exact: true }).first().waitFor()
  expect(await figure(page, '待判定的混管')).toBe(1)
  expect(await figure(page, '待单采')).toBe(4)
  await picture(page, 'follow')
  expect(await axeFaults(page)).toEqual([])
  expect(complaints).toEqual([])
  await context.close()
})

test('a re-check gets another owner; people are proposed to be freed by one official and confirmed by another', async () => {
  const { page, context, complaints } = await stage.open({ height: 900 })
  await signInAs(page, stage.url, 'officer')
  await page.goto(`${stage.url}/laboratory`)
  await page.getByRole('button', { name: `指定负责人 ${made[5]!.code}` }).click()
  await page.getByRole('combobox', { name: '负责人' }).click()
  await page.locator('.ant-select-item-option').last().click()
  await picture(page, 'assign')
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await page.getByText('已指定').waitFor()

  const [name] = made[2]!.names as [string]
  await page
    .getByRole('button', { name: `提出解除 ${name}`, exact: true })
    .first()
    .click()
  await page.getByLabel('出示了其他机构的单采阴性报告').check()
  expect(await page.getByLabel('超过 24 小时未能判定').isDisabled()).toBe(true)
  await picture(page, 'free')
  expect(await axeFaults(page)).toEqual([])
  await page.getByRole('dialog').getByRole('button', { name: '提出解除' }).click()
  await page.getByText('等另一名负责人确认').waitFor()
  await context.close()

  const second = await stage.open({ height: 900, dark: true, width: 1920 })
  await signInAs(second.page, stage.url, 'leader')
  await second.page.goto(`${stage.url}/laboratory`)
  const confirm = second.page.getByRole('button', { name: `确认解除 ${name}` })
  await confirm.waitFor()
  await picture(second.page, 'follow-leader-dark')
  expect(await axeFaults(second.page)).toEqual([])
  await confirm.click()
  await second.page.getByText(/提出、.*确认/).waitFor()
  expect(await fits(second.page)).toBe(true)
  expect([...complaints, ...second.complaints]).toEqual([])
  await second.context.close()
})

test('results and custody of the round: figures first, every tube behind them, a correction with its reason', async () => {
  const { page, context, complaints } = await stage.open({ height: 900 })
  await signInAs(page, stage.url, 'officer')
  await page.goto(roundUrl('results'))
  await expect.poll(() => figure(page, '已出结果'), SOON).toBe(10)
  await page.getByText('从未采样却有结果').first().waitFor()
  await picture(page, 'results')
  expect(await axeFaults(page)).toEqual([])
  await page.getByRole('button', { name: made[0]!.code }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByText('3月5日结果.csv', { exact: false }).waitFor()
  await drawer.getByText('样本无效').click()
  await drawer.getByLabel('原因或依据').fill('实验室来电：试管渗漏')
  await drawer.getByRole('button', { name: '登记或更正' }).click()
  await drawer.getByText('已被取代', { exact: false }).waitFor()
  await picture(page, 'tube')
  expect(await axeFaults(page)).toEqual([])
  await drawer
    .getByRole('button', { name: /Close|关闭/ })
    .first()
    .click()
  await expect.poll(() => figure(page, '样本无效'), SOON).toBe(1)

  await page.goto(roundUrl('custody'))
  await expect.poll(() => figure(page, '出结果'), SOON).toBe(10)
  expect([await figure(page, '采样'), await figure(page, '交接'), await figure(page, '实验室签收')]).toEqual([
    12, 11, 10,
  ])
  await page.getByRole('button', { name: /有结果，没有实验室签收记录/ }).click()
  await page.getByRole('row', { name: new RegExp(made[9]!.code) }).waitFor()
  await picture(page, 'custody')
  expect(await axeFaults(page)).toEqual([])
  await page.getByText('交接批次', { exact: true }).click()
  await page
    .getByRole('row', { name: /云溪检测车/ })
    .first()
    .waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

test.each([
  [1280, false],
  [1920, true],
] as const)('at %i px every page fits and is clean (dark: %s)', async (width, dark) => {
  const { page, context, complaints } = await stage.open({ width, height: 900, dark })
  await signInAs(page, stage.url, 'officer')
  for (const [name, path] of [
    ['follow', '/laboratory'],
    ['retests', '/laboratory/retests'],
    ['files', '/laboratory/files'],
    ['labs', '/laboratory/labs'],
    ['sending', `/testing/rounds/${roundId}/sending`],
    ['results', `/testing/rounds/${roundId}/results`],
    ['custody', `/testing/rounds/${roundId}/custody`],
  ] as const) {
    await page.goto(stage.url + path)
    await page.locator('.data-table, .nothing').first().waitFor()
    await page.waitForLoadState('networkidle').catch(() => undefined)
    expect(await fits(page), name).toBe(true)
    expect(await axeFaults(page), name).toEqual([])
    await picture(page, `${name}-${width}`)
  }
  expect(complaints).toEqual([])
  await context.close()
})

test('on the phone: whom to tell and by when, what came of it in one touch, also without network', async () => {
  const { page, context, complaints } = await stage.open({ phone: true })
  await signInAs(page, stage.url, 'leader')
  await page.goto(`${stage.url}/field/`)
  await page.locator('[data-task=retests]').click()
  const people = page.locator('[data-retest]')
  await people.first().waitFor()
  // one of the four was freed
  expect(await people.count()).toBe(3)
  expect(await page.getByText(/阳性/).count()).toBe(0)
  await picture(page, 'phone-retests')
  expect(await axeFaults(page)).toEqual([])
  const name = await people.first().locator('.row-title').innerText()
  await people.first().click()
  await page.getByRole('heading', { name }).waitFor()
  await picture(page, 'phone-retest')
  expect(await axeFaults(page)).toEqual([])
  expect(await fits(page)).toBe(true)
  await page.getByRole('button', { name: /查看号码并拨打/ }).click()
  await page.getByRole('link', { name: /^拨打 1/ }).waitFor()
  await context.setOffline(true)
  await page.locator('[data-outcome=told]').click()
  await people.first().getByText('已告知').waitFor()
  await context.setOffline(false)
  const desk = await stage.open()
  await signInAs(desk.page, stage.url, 'officer')
  await desk.page.goto(`${stage.url}/laboratory`)
  await desk.page
    .getByRole('row', { name: new RegExp(name) })
    .getByText('已告知')
    .waitFor(SOON)
  expect([...complaints, ...desk.complaints]).toEqual([])
  await desk.context.close()
  await context.close()
})

test('a deadline that passes turns red, stands on the first page, and leaves its line', async () => {
  const client = new pg.Client({ connectionString: stage.adminUrl })
  await client.connect()
  await client.query(
    `UPDATE laboratory.recheck SET due_at = now() - interval '2 hours'; UPDATE laboratory.pool SET judge_due = now() - interval '1 minute'`,
  )
  await client.query('SELECT laboratory.keep_time()')
  const { rows } = await client.query(
    `SELECT data->>'what' AS what FROM platform.ledger WHERE type = 'laboratory.deadline-passed' ORDER BY 1`,
  )
  await client.end()
  expect(rows.map((row: { what: string }) => row.what)).toEqual(['judge', 'recheck'])
  const { page, context, complaints } = await stage.open({ height: 900 })
  await signInAs(page, stage.url, 'officer')
  await page.getByRole('link', { name: '1 管待复查已超期' }).waitFor(SOON)
  await picture(page, 'today')
  await page.getByRole('link', { name: '1 管阳性混管超过 24 小时没有判定' }).click()
  await page.getByText('已超期，记入台账').waitFor()
  await page.getByText('超过 24 小时未判定：应解除等候，须两名责任人确认').first().waitFor()
  await picture(page, 'overdue')
  expect(await axeFaults(page)).toEqual([])
  expect(complaints).toEqual([])
  await context.close()
})

test('a grid worker sees whom to tell and by when, and nothing of results; a superior sees numbers', async () => {
  const grid = await stage.open({ lang: 'en' })
  await signInAs(grid.page, stage.url, 'grid-worker')
  await grid.page.goto(`${stage.url}/laboratory/retests`)
  await grid.page.getByRole('heading', { level: 1, name: 'Single re-tests' }).waitFor()
  await grid.page.locator('.figure-value').first().waitFor()
  expect(await grid.page.getByText(/positive/i).count()).toBe(0)
  await picture(grid.page, 'retests-grid')
  expect(await axeFaults(grid.page)).toEqual([])
  await grid.page.goto(roundUrl('results'))
  await grid.page.getByText('There is no such page').first().waitFor()
  await grid.context.close()

  const superior = await stage.open()
  await signInAs(superior.page, stage.url, 'superior')
  await superior.page.goto(roundUrl('results'))
  await expect.poll(() => figure(superior.page, '阳性'), SOON).toBe(1)
  expect(await superior.page.locator('.outcome').count()).toBe(0)
  expect(await superior.page.getByRole('link', { name: '导入结果文件' }).count()).toBe(0)
  expect([...grid.complaints, ...superior.complaints]).toEqual([])
  await superior.context.close()
})
