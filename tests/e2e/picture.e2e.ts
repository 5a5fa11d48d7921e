/**
 * Reports from the desk: a question put together and answered while it is, saved and pinned; the daily report that follows every
 * swab, pinned as told and compared later; a superior's own form filled in its own cells; a field asked once, filled, and reported.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { picture } from '../../modules/picture/contract.ts'
import { testing } from '../../modules/testing/contract.ts'
import { xlsxBytes } from '../../platform/server/sheets/fixture.ts'
import { freshId } from '../small-world.ts'
import { apiOf } from './api.ts'
import { axeFaults } from './axe.ts'
import { openStage, PICTURES, signInAs, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
}, 240_000)
afterAll(() => stage?.close())

const soon = <T>(what: () => Promise<T>) => expect.poll(what, { timeout: 20_000 })
const picture_ = (page: Page, name: string) => page.screenshot({ path: join(PICTURES, `picture-${name}.png`) })
const fitsInWidth = (page: Page) => page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')
const figure = (page: Page, label: string): Locator =>
  page.locator('.figure', { has: page.locator('.figure-label', { hasText: new RegExp(`^${label}$`) }) })

/** Chooses in one of Ant Design's selects as one does with much to choose from: by typing. */
async function pick(page: Page, select: Locator, option: string): Promise<void> {
  await select.click()
  await page.keyboard.type(option)
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option-active', { hasText: option }).waitFor()
  await page.keyboard.press('Enter')
  // The next one opens only when this one is gone.
  await soon(() => page.locator('.ant-select-dropdown:visible').count()).toBe(0)
}

/** Somebody of the demo's round is swabbed, as a phone would tell it. */
async function swabSomebody(): Promise<void> {
  const crew = await apiOf(stage.url, 'lane-crew')
  const { rounds } = await crew(testing.operations.rounds, { state: 'open' })
  const { sites } = await crew(testing.operations.round, { id: rounds[0]!.id })
  const { people } = await crew(testing.operations.pocket, { siteId: sites[0]!.id })
  const now = new Date().toISOString()
  await crew(testing.operations.recordSamples, {
    sentAt: now,
    deviceId: null,
    items: [
      {
        ...{ id: freshId(), roundId: rounds[0]!.id, siteId: sites[0]!.id, lane: 1, tubeId: freshId(), walkIn: null },
        ...{ residentId: people.find((p) => !p.tested)!.id, how: 'scan', takenAt: now },
      },
    ],
  })
}

test('a question is put together step by step, its first rows there at once, and kept for the whole area', async () => {
  const { page, context, complaints } = await stage.open()
  await signInAs(page, stage.url, 'officer')
  await page.goto(`${stage.url}/reports`)
  await page.getByText('还没有保存过报表').waitFor()
  await figure(page, '社区每周被征集的字段').waitFor()
  await soon(() => figure(page, '自动取数的指标').locator('.figure-value').innerText()).toMatch(/^\d\d/)
  await picture_(page, 'reports')
  expect(await axeFaults(page)).toEqual([])
  expect(await fitsInWidth(page)).toBe(true)

  await page.getByRole('link', { name: '新建报表' }).click()
  const result = page.locator('.ask-preview .result')
  await result.waitFor()
  await soon(() => result.locator('thead th').allInnerTexts()).toEqual(['社区', '人数'])
  // A figure for each kind, then only of the old: the table follows.
  await pick(page, page.getByLabel('添加指标'), '按选项分列：性别')
  await soon(() => result.locator('thead th').allInnerTexts()).toEqual(['社区', '人数', '男', '女'])
  const totalOf = async (column: number) =>
    Number((await result.locator('tfoot td').nth(column).innerText()).replaceAll(',', ''))
  const everybody = await totalOf(1)
  expect(everybody).toBeGreaterThan(1500)
  expect((await totalOf(2)) + (await totalOf(3))).toBe(everybody)
  await pick(page, page.getByLabel('添加条件'), '年龄')
  await page.getByLabel('内容').fill('60')
  await page.getByLabel('内容').press('Tab')
  await soon(() => totalOf(1)).toBeLessThan(everybody)
  await page.getByLabel('列名 人数').first().fill('老人')
  await soon(() => result.locator('thead th').nth(1).innerText()).toBe('老人')
  await picture_(page, 'ask')
  expect(await axeFaults(page)).toEqual([])
  expect(await fitsInWidth(page)).toBe(true)

  // Names are personal data: without a purpose nothing is shown.
  await page.locator('.ant-segmented').getByText('逐条列出', { exact: true }).click()
  await pick(page, page.getByLabel('添加列'), '姓名')
  await page.getByText('“姓名”是个人信息，请写明用途').waitFor()
  await page.getByLabel('用途', { exact: true }).fill('上门走访')
  await result.waitFor()
  await soon(() => result.locator('tbody tr').count()).toBe(50)
  await page.getByText(/^前 50 行，共/).waitFor()
  expect(await page.locator('.ask-preview').innerText()).not.toMatch(/1\d{10}|\d{17}/)
  await page.locator('.ant-segmented').getByText('汇总', { exact: true }).click()
  await soon(() => result.locator('thead th').allInnerTexts()).toEqual(['社区', '人数'])

  // Down one level by the name of a community.
  await result.getByRole('button', { name: '枕溪社区' }).click()
  await soon(() => result.locator('thead th').first().innerText()).toBe('网格')

  await page.getByRole('button', { name: '保存为报表' }).click()
  await page.getByRole('dialog').getByLabel('报表名称').fill('枕溪各网格老人')
  await page.getByRole('dialog').getByLabel('置顶给本辖区的人看').check()
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await page.getByRole('heading', { level: 1, name: '枕溪各网格老人' }).waitFor()

  // What is told now is kept as it is told, beside the question that goes on changing.
  await page.getByRole('button', { name: '存档', exact: true }).click()
  await page.getByRole('dialog').getByLabel('名称').fill('十月底')
  await page.getByRole('dialog').getByRole('button', { name: '存档当前数' }).click()
  await page
    .locator('.snapshot', { hasText: '十月底' })
    .getByRole('button', { name: /^与现在比/ })
    .click()
  await page.locator('.snapshot [aria-pressed=true]').waitFor()
  expect(await result.locator('.result-change').count()).toBe(0)

  const downloading = page.waitForEvent('download', { timeout: 60_000 })
  await page.getByRole('button', { name: '导出 Excel' }).click()
  await page.getByRole('dialog').getByLabel('用途').fill('报街道老龄办')
  await page.getByRole('dialog').getByRole('button', { name: '开始导出' }).click()
  const file = readFileSync(await (await downloading).path())
  const texts = new TextDecoder().decode(unzipSync(file)['xl/sharedStrings.xml'])
  expect(texts).toMatch(/用途：报街道老龄办/)
  // The file was handed over whole: it cannot be fetched again.
  await page.getByText(/每个文件只能完整下载一次/).waitFor()
  await picture_(page, 'export-fetched')
  await page.goto(`${stage.url}/files`)
  await page.locator('.ant-table-row', { hasText: '枕溪各网格老人' }).getByText('已下载').waitFor()
  await picture_(page, 'files')
  expect(await axeFaults(page)).toEqual([])

  await page.goto(`${stage.url}/reports`)
  await page.getByRole('link', { name: /枕溪各网格老人/ }).waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

test('the daily report follows every swab, is pinned as told, and compared with what is true later', async () => {
  const { page, context, complaints } = await stage.open({ dark: true, width: 1920, height: 1080 })
  await page.addInitScript('window.print = () => { globalThis.printed = true }')
  await signInAs(page, stage.url, 'officer')
  await page.goto(`${stage.url}/reports`)
  await page.locator('.report-row').first().click()
  await page.getByRole('heading', { level: 1, name: /^检测日报/ }).waitFor()
  const missing = async () =>
    Number((await figure(page, '未检').locator('.figure-value').innerText()).replaceAll(',', ''))
  await page.locator('.live-live').waitFor()
  const before = await missing()
  expect(before).toBeGreaterThan(1000)
  await page.getByRole('button', { name: '存档当前数' }).click()
  await page.getByRole('dialog').getByLabel('名称').fill('17:00 报送')
  await page.getByRole('dialog').getByRole('button', { name: '存档当前数' }).click()
  await page.locator('.snapshot', { hasText: '17:00 报送' }).waitFor()

  await swabSomebody()
  await soon(missing).toBe(before - 1)
  await page
    .locator('.snapshot')
    .getByRole('button', { name: /^与现在比/ })
    .click()
  await page.getByText(/^与“17:00 报送”/).waitFor()
  await soon(() => figure(page, '未检').locator('.figure-note').innerText()).toBe('−1')
  await soon(() => page.locator('.result-change').count()).toBeGreaterThan(4)
  await picture_(page, 'daily-dark')
  expect(await axeFaults(page)).toEqual([])
  expect(await fitsInWidth(page)).toBe(true)

  await page.getByRole('button', { name: '打印', exact: true }).click()
  await soon(() => page.evaluate('globalThis.printed === true')).toBe(true)
  const paper = await page.locator('.paper').evaluate((node) => node.textContent ?? '')
  expect(paper).toContain('分网格')
  expect(paper).toMatch(/打印于 \d{4}-/)
  await page.pdf({ path: join(PICTURES, 'picture-daily.pdf'), preferCSSPageSize: true })
  await page.evaluate("dispatchEvent(new Event('afterprint'))")

  // The report of one community, by its name.
  await page.getByRole('button', { name: '不比了' }).click()
  await page.locator('.daily-wide .result').first().getByRole('link', { name: '枕溪社区' }).click()
  await page.getByText(/^枕溪社区 · 截至/).waitFor()
  expect(await missing()).toBeLessThan(before)
  await page.getByText('分楼栋').waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

const cell = (at: string, text: string, style = 0) =>
  `<c r="${at}" s="${style}" t="inlineStr"><is><t>${text}</t></is></c>`
const FORM = xlsxBytes({
  formats: ['0'],
  rows: `<row r="1">${cell('A1', '云溪区检测日报表')}</row><row r="2">${cell('A2', '填报单位：{{单位}}')}${cell('C2', '{{日期}}')}</row>
<row r="3">${cell('A3', '社区')}${cell('B3', '应检')}${cell('C3', '已检')}</row><row r="4">${cell('A4', '{{社区}}')}${cell('B4', '{{应检}}')}<c r="C4" s="1"/></row>
<row r="5">${cell('A5', '合计')}<c r="B5"><f>SUM(B4:B4)</f><v>0</v></c></row>`,
  after: '<mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>',
})

test('a superior’s own form is uploaded, told what goes where, and comes out filled in its own cells', async () => {
  const { page, context, complaints } = await stage.open()
  await signInAs(page, stage.url, 'officer')
  await page.goto(`${stage.url}/reports`)
  await page.getByRole('button', { name: '上传模板' }).click()
  await page.getByRole('dialog').getByLabel('名称').fill('区检测日报')
  await page.locator('input[type=file]').setInputFiles({
    name: '日报.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: Buffer.from(FORM),
  })
  await page.getByText('还有 4 个占位符没有指定').waitFor()
  await pick(page, page.getByLabel('添加问题'), '分社区')
  await page.getByRole('button', { name: '自动对上' }).click()
  await page.getByText(/占位符没有指定/).waitFor({ state: 'detached' })
  const at = (name: string) => page.locator(`[data-at="${name}"]`)
  await soon(() => at('B4').innerText()).toBe('分社区 · 应检（往下填）')
  // A cell without a placeholder: the column is clicked in the live answer.
  await at('C4').click()
  await page.locator('.template-side .result thead').getByRole('button', { name: '已检', exact: true }).click()
  await soon(() => at('C4').innerText()).toBe('分社区 · 已检（往下填）')
  // By keys: arrows move within the form, Enter chooses.
  await at('C4').focus()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowLeft')
  expect(await page.evaluate("document.activeElement.getAttribute('data-at')")).toBe('B3')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '单元格 B3' }).waitFor()
  await picture_(page, 'template')
  await soon(() => axeFaults(page)).toEqual([])
  expect(await fitsInWidth(page)).toBe(true)
  await page.getByRole('button', { name: '保存设定' }).click()
  await page.getByText('已保存').waitFor()

  const downloading = page.waitForEvent('download', { timeout: 60_000 })
  await page.getByRole('button', { name: '填好并导出' }).click()
  await page.getByRole('dialog').getByLabel('用途').fill('报区卫健局')
  await page.getByRole('dialog').getByRole('button', { name: '开始导出' }).click()
  const parts = unzipSync(readFileSync(await (await downloading).path()))
  const sheet = new TextDecoder().decode(parts['xl/worksheets/sheet1.xml'])
  const { parts: daily } = await (await apiOf(stage.url, 'officer'))(picture.operations.daily, {
    roundId: (await (await apiOf(stage.url, 'officer'))(testing.operations.rounds, { state: 'open' })).rounds[0]!.id,
  })
  const rows = daily.find((p) => p.name[0] === '分社区')!.result.rows
  expect(rows.length).toBeGreaterThan(2)
  expect(sheet).toContain(`<f>SUM(B4:B${3 + rows.length})</f>`)
  for (const [i, row] of rows.entries()) expect(sheet).toContain(`<c r="B${4 + i}" s="0"><v>${row[1]}</v></c>`)
  expect(sheet).toContain('<mergeCell ref="A1:C1"/>')
  expect(complaints).toEqual([])
  await context.close()
})

test('what is known is not asked; what is asked has an owner, a basis and an end, is filled by the community, and stands in a report', async () => {
  const { page, context, complaints } = await stage.open({ lang: 'en' })
  await signInAs(page, stage.url, 'officer')
  await page.goto(`${stage.url}/fields`)
  await page.getByText('Nothing is being asked').waitFor()
  await page.getByRole('link', { name: 'Ask for a field' }).click()
  await page.getByRole('button', { name: 'Ask for it' }).click()
  await page.getByText('At least 2 characters').first().waitFor()
  await page.getByLabel('Field', { exact: true }).fill('独居老人数')
  await page.getByText(/fills itself: it need not be asked/).waitFor()
  await picture_(page, 'field-known-en')
  expect(await axeFaults(page)).toEqual([])
  await page.getByLabel('Field', { exact: true }).fill('可用隔离房间数')
  await page.getByText(/fills itself: it need not be asked/).waitFor({ state: 'detached' })
  await page.getByLabel('Unit').fill('间')
  await page.getByLabel('Body that asks').fill('云溪区卫生健康局')
  await page.getByLabel('Person in charge').fill('周科长')
  await page.getByLabel('Purpose').fill('安排集中隔离房源')
  await page.getByLabel('Issued by').fill('云溪区指挥部')
  await page.getByLabel('Document', { exact: true }).fill('关于摸排房源的通知')
  await page.getByLabel('Date', { exact: true }).fill('2026-03-01')
  await page.getByLabel('Date', { exact: true }).press('Tab')
  await page.getByRole('button', { name: 'Ask for it' }).click()
  await page.getByRole('heading', { level: 1, name: '可用隔离房间数' }).waitFor()
  expect(complaints).toEqual([])
  await context.close()

  const leader = await stage.open()
  await signInAs(leader.page, stage.url, 'leader')
  await leader.page.goto(`${stage.url}/fields`)
  await leader.page.getByRole('link', { name: '可用隔离房间数' }).click()
  const input = leader.page.getByRole('spinbutton')
  await soon(() => input.count()).toBe(1)
  await input.fill('6')
  await leader.page.getByRole('button', { name: '保存 1 项' }).click()
  await leader.page.getByText('1 / 1').waitFor()
  await leader.page.getByRole('button', { name: /^历史/ }).click()
  await leader.page.locator('.field-history').getByText('6', { exact: true }).waitFor()
  await picture_(leader.page, 'field')
  expect(await axeFaults(leader.page)).toEqual([])

  // In a report, beside what fills itself.
  await leader.page.goto(`${stage.url}/reports/ask`)
  await leader.page.locator('.ask-preview .result').waitFor()
  await pick(leader.page, leader.page.locator('.ask-group .ant-select').first(), '社区')
  await pick(leader.page, leader.page.getByLabel('添加指标'), '征集字段：可用隔离房间数')
  await soon(() => leader.page.locator('.ask-preview tbody td').last().innerText()).toBe('6')
  expect(leader.complaints).toEqual([])
  await leader.context.close()
})

test('a superior reads figures and changes nothing', async () => {
  const { page, context, complaints } = await stage.open({ width: 1920, height: 1080, dark: true })
  await signInAs(page, stage.url, 'superior')
  await page.goto(`${stage.url}/reports`)
  await page.getByRole('link', { name: /枕溪各网格老人/ }).click()
  await page.locator('.ask-preview .result').waitFor()
  expect(await page.getByRole('button', { name: /^保存/ }).count()).toBe(0)
  expect(await page.getByRole('radio', { name: '逐条列出' }).isDisabled()).toBe(true)
  await picture_(page, 'ask-dark')
  expect(await axeFaults(page)).toEqual([])
  await page.goto(`${stage.url}/fields`)
  await page.getByRole('link', { name: '可用隔离房间数' }).waitFor()
  await picture_(page, 'fields-dark')
  expect(await axeFaults(page)).toEqual([])
  expect(await fitsInWidth(page)).toBe(true)
  await page.goto(`${stage.url}/fields/new`)
  await page.getByText('没有这个页面').first().waitFor()
  expect(complaints).toEqual([])
  await context.close()
})
