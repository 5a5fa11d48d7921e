/** Enterprises from a sub-district officer's chair: a shop list with mistakes brought in and corrected, one found in every way, seen, changed, shut, exported; who looks after what. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { creditCode } from '../../database/taohua/firm-numbers.ts'
import { taohua } from '../../database/taohua/world.ts'
import { nameKeys } from '../../platform/pure/pinyin.ts'
import { openSheet } from '../../platform/server/sheets/open-sheet.ts'
import { axeFaults } from './axe.ts'
import { openStage, PICTURES, signInAs, type Stage, tapUntil } from './stage.ts'

const RESIDENTS = 4000
const SOON = { timeout: 20_000 }
const world = taohua({ residents: RESIDENTS })
const firms = [...world.firms()]
const areas = [...world.areas()]
const nameOf = (path: string): string => areas.find((area) => area.path === path)?.name ?? ''
/** Compound and building of a firm's premises, as a list would write them. */
const addressOf = (path: string): string => {
  const parts = path.split('.').slice(0, 7)
  return [6, 7].map((depth) => nameOf(`${parts.slice(0, depth).join('.')}.`)).join('')
}

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ residents: RESIDENTS })
}, 240_000)
afterAll(() => stage?.close())

const picture = (page: Page, name: string) => page.screenshot({ path: join(PICTURES, `enterprise-${name}.png`) })
const fitsInWidth = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor()
/** The number of a figure by its label. */
const figure = async (page: Page, label: string): Promise<number> => {
  const shown = page.locator('.figure', { hasText: label }).locator('.figure-value')
  await expect.poll(async () => shown.first().innerText(), SOON).toMatch(/\d/)
  return Number((await shown.first().innerText()).replace(/\D/g, ''))
}
const search = async (page: Page, text: string): Promise<void> => {
  await page.getByLabel('找企业').fill(text)
  // At once, not when the pause of a typing hand is over.
  await page.getByLabel('找企业').press('Enter')
}
const rows = (page: Page) => page.locator('.ant-table-row')

test('figures first, then the list that explains them; every number opens its rows', async () => {
  const { page, context, complaints } = await stage.open({ height: 900 })
  await signInAs(page, stage.url, 'officer')
  await page.getByRole('link', { name: '企业与商铺' }).click()
  await heading(page, '企业与商铺')
  const inState = (state: string) => firms.filter((firm) => firm.state === state).length
  expect(await figure(page, '在营')).toBe(inState('open'))
  expect(await figure(page, '暂停')).toBe(inState('suspended'))
  const standing = firms.filter((firm) => firm.state !== 'closed')
  expect(await figure(page, '没有电话')).toBe(standing.filter((f) => !f.legalPhone && !f.contactPhone).length)
  await picture(page, 'list')
  expect(await axeFaults(page)).toEqual([])

  const factories = standing.filter((firm) => firm.kind === 'factory').length
  await page.getByRole('button', { name: `工厂 ${factories}` }).click()
  await page.getByText(`找到 ${factories} 家`).waitFor()
  expect(await rows(page).count()).toBe(factories)
  await page.getByRole('button', { name: /^没有电话/ }).click()
  await expect.poll(() => rows(page).first().innerText(), SOON).toContain('没有电话')
  await page.getByRole('button', { name: '清除筛选' }).click()

  const wanted = standing.find((firm) => firm.kind === 'factory' && firm.legalPhone && firm.code)
  if (!wanted) throw new Error('no such factory')
  for (const text of [
    wanted.name,
    wanted.name.slice(1, 3),
    nameKeys(wanted.name).initials,
    wanted.code as string,
    (wanted.code as string).slice(-9),
    (wanted.legalPhone as string).slice(-4),
    addressOf(wanted.path),
  ]) {
    await search(page, text)
    await page.getByRole('link', { name: wanted.name, exact: true }).first().waitFor()
  }
  await search(page, '没有这一家')
  await page.getByText('没有找到', { exact: true }).waitFor()
  await picture(page, 'nothing')
  expect(complaints).toEqual([])
  await context.close()
})

test('a shop list with mistakes: wrong rows first with their reasons, corrected, seen, changed, exported', async () => {
  const { page, context, complaints } = await stage.open({ height: 1000 })
  await signInAs(page, stage.url, 'officer')
  const known = firms.find((firm) => firm.kind === 'shop' && firm.state === 'open' && firm.code?.length === 18)
  const other = firms.findLast((firm) => firm.kind === 'shop' && firm.state === 'open' && firm.code?.length === 18)
  if (!known || !other || other === known) throw new Error('no such shops')
  const community = nameOf(`${known.path.split('.').slice(0, 3).join('.')}.`)
  const place = addressOf(known.path)
  const head = [
    '序号',
    '所属社区',
    '店名',
    '类型',
    '统一社会信用代码',
    '从业人员',
    '经营者',
    '联系电话',
    '经营地址',
    '经营状态',
  ]
  const shop = (name: string, code: string, more: Partial<Record<number, string>> = {}) =>
    Object.assign(['', community, name, '商店', code, '3', '桃新新', '15499990001', `${place}底商`, '营业'], more)
  const good = creditCode('92', 9_000_001)
  const slipped = creditCode('92', 9_000_002)
    .replace('M9', 'M9')
    .replace(/0(?=.{5}$)/, 'O')
  const list = [
    ['桃花街道沿街商铺登记表'],
    head,
    shop('新桃糖果铺', good, { 0: '1' }),
    shop('新溪灯笼店', slipped, { 0: '2' }),
    shop('新月布店', '', { 0: '3', 7: '1549999' }),
    shop('', creditCode('92', 9_000_003), { 0: '4' }),
    shop('新雁书摊', '办理中', { 0: '5', 3: '摊位', 5: '约2人' }),
    shop(known.name, known.code as string, { 0: '6', 5: String((known.staff ?? 0) + 1), 9: '' }),
    shop('别的名字', other.code as string, { 0: '7' }),
    ['合计', '', '7家'],
  ]
  const csv = (lines: readonly (readonly string[])[]): Buffer =>
    Buffer.from(`\ufeff${lines.map((l) => l.join(',')).join('\n')}`)
  const upload = async (name: string, buffer: Buffer): Promise<void> => {
    await page.goto(`${stage.url}/enterprises/imports`)
    await heading(page, '导入企业名单')
    await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer })
    await page.locator('.import-confirm').waitFor(SOON)
  }

  await upload('沿街商铺.csv', csv(list))
  expect(await figure(page, '有误')).toBe(3)
  expect(await figure(page, '与底册矛盾')).toBe(1)
  expect(await figure(page, '新增')).toBe(2)
  expect(await figure(page, '有更新')).toBe(1)
  await picture(page, 'import')
  expect(await axeFaults(page)).toEqual([])
  const reasons = (await page.locator('.ant-table-row .import-why').allInnerTexts()).join('\n')
  expect(reasons).toMatch(/字母 I、O、S、V、Z/)
  expect(reasons).toMatch(/电话位数不对/)
  expect(reasons).toMatch(/没有名称/)
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: '下载有误的行（附原因）' }).click()
  const wrong = join(PICTURES, 'enterprise-wrong.xlsx')
  writeFileSync(wrong, readFileSync(await (await downloading).path()))
  await page.getByRole('dialog').getByRole('button', { name: '关闭' }).last().click()
  await page.getByRole('checkbox', { name: /暂不导入，其余照常/ }).check()
  await page.locator('.import-confirm').getByRole('button', { name: '导入 3 行' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '导入 3 行' }).click()
  await page.locator('.nothing-hint', { hasText: '新增 2 家，更新 1 家' }).waitFor()
  await picture(page, 'applied')

  // The wrong rows as they were taken away, put right, and brought in again.
  const back: string[][] = []
  const sheet = await openSheet(wrong, 'wrong.xlsx')
  for await (const { cells } of sheet.rows()) back.push(cells.map(({ text }) => text))
  await sheet.close()
  const at = back.findIndex((cells) => cells.includes('店名'))
  const titles = back[at] as string[]
  const mend = (cells: string[], title: string, value: string): string[] => cells.with(titles.indexOf(title), value)
  const mended = back.slice(at + 1).flatMap((cells) => {
    if (cells.includes('新溪灯笼店')) return [mend(cells, '统一社会信用代码', creditCode('92', 9_000_002))]
    if (cells.includes('新月布店')) return [mend(cells, '联系电话', '15499990002')]
    if (cells.some((cell) => cell.includes('没有名称'))) return [mend(cells, '店名', '新鹿面馆')]
    return []
  })
  expect(mended).toHaveLength(3)
  await upload('改好.csv', csv([titles, ...mended].map((line) => line.map((cell) => cell.replaceAll(',', '，')))))
  expect(await figure(page, '新增')).toBe(3)
  await page.locator('.import-confirm').getByRole('button', { name: '导入 3 行' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '导入 3 行' }).click()
  await page.locator('.nothing-hint', { hasText: '新增 3 家' }).waitFor()
  // The same list once more: nothing to write but what still contradicts.
  await upload('沿街商铺.csv', csv(list.slice(0, 3)))
  await page.getByRole('button', { name: '没有需要写入的行' }).waitFor()
  expect(await figure(page, '无变化')).toBe(1)

  await page.getByRole('link', { name: '企业与商铺' }).first().click()
  await search(page, '新溪灯笼')
  await page.getByRole('link', { name: '新溪灯笼店' }).click()
  await heading(page, '新溪灯笼店')
  await page.getByText('市场监管部门登记的个体工商户').waitFor()
  await page.getByText('名单导入的企业').waitFor()
  await picture(page, 'one')
  expect(await axeFaults(page)).toEqual([])
  const phones = page.locator('.seen > div', { hasText: '联系电话' })
  await phones.getByRole('button', { name: '查看完整号码' }).click()
  await tapUntil(page.getByRole('button', { name: '电话联系' }), phones.getByRole('link', { name: '15499990001' }))
  await page.getByRole('button', { name: '更正', exact: true }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel('从业人数').fill('12')
  await drawer.getByLabel('联系电话').fill('15499990009')
  await picture(page, 'change')
  expect(await axeFaults(page)).toEqual([])
  await drawer.getByRole('button', { name: '保存' }).click()
  await page.getByText('小型（按 12 人）').waitFor()
  await page.getByText('更正企业资料：从业人数、联系电话').waitFor()
  await page.getByRole('button', { name: '营业状态' }).click()
  await page.getByRole('radio', { name: '暂停' }).check()
  await page.getByLabel('原因').click()
  await page.getByTitle('装修整改').click()
  await picture(page, 'state')
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await page.getByText(/暂停（装修整改），\d{4}-\d\d-\d\d 起/).waitFor()

  await page.getByRole('link', { name: '企业与商铺' }).first().click()
  await search(page, '新')
  await page.getByText(/找到 (?:[2-9]|\d{2,}) 家/).waitFor()
  await page.getByRole('button', { name: '导出 Excel' }).click()
  await page.getByLabel('用途').fill('核对沿街商铺')
  const exporting = page.waitForEvent('download')
  await page.getByRole('dialog').getByRole('button', { name: '开始导出' }).click()
  const exported = await openSheet(await (await exporting).path(), 'export.xlsx')
  const cells: string[] = []
  for await (const row of exported.rows()) cells.push(...row.cells.map(({ text }) => text))
  await exported.close()
  expect(cells.join(' ')).toContain('核对沿街商铺')
  for (const name of ['新桃糖果铺', '新溪灯笼店', '新月布店', '新鹿面馆', '新雁书摊']) expect(cells).toContain(name)
  expect(cells.join(' ')).not.toMatch(/1549999\d{4}/)
  expect(complaints).toEqual([])
  await context.close()
})

test('one is registered by hand: its number judged as it is typed, without a number as well', async () => {
  const { page, context, complaints } = await stage.open({ height: 1000 })
  await signInAs(page, stage.url, 'leader')
  await page.goto(`${stage.url}/enterprises`)
  await page.getByRole('button', { name: '登记一家' }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel('名称', { exact: true }).fill('手录裁缝铺')
  const code = creditCode('92', 9_100_001)
  await drawer.getByLabel('证照号码').fill(code.replace(/0(?=.{4}$)/, 'O'))
  await drawer.getByText(/字母 I、O、S、V、Z/).waitFor()
  await picture(page, 'typing')
  expect(await axeFaults(page)).toEqual([])
  await drawer.getByRole('button', { name: `改为 ${code}` }).click()
  await drawer.getByText('号码正确：统一社会信用代码').waitFor()
  await drawer.getByRole('button', { name: '登记一家' }).click()
  await drawer.getByText('请选到社区或更具体的位置').waitFor()
  await drawer.getByLabel('所在位置').click()
  await page.locator('.ant-select-tree-title').first().click()
  await drawer.getByRole('button', { name: '登记一家' }).click()
  await heading(page, '手录裁缝铺')

  await page.goto(`${stage.url}/enterprises`)
  await page.getByRole('button', { name: '登记一家' }).click()
  await drawer.getByLabel('名称', { exact: true }).fill('没有证照的修鞋摊')
  await drawer.getByLabel('类型').click()
  await page.getByTitle('市场摊位').click()
  await drawer.getByLabel('所在位置').click()
  await page.locator('.ant-select-tree-title').first().click()
  await drawer.getByRole('button', { name: '登记一家' }).click()
  await heading(page, '没有证照的修鞋摊')
  await page.getByText('无证照号码').waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

test('who looks after what: registered, the nearest counts, taken off again; and an area shows its enterprises', async () => {
  const { page, context, complaints } = await stage.open({ height: 1000 })
  await signInAs(page, stage.url, 'officer')
  await page.goto(`${stage.url}/enterprises/managers`)
  await heading(page, '物业公司')
  expect(await figure(page, '物业公司')).toBe([...world.propertyManagers()].length)
  await picture(page, 'managers')
  expect(await axeFaults(page)).toEqual([])
  await page.getByRole('button', { name: '登记物业公司' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('名称', { exact: true }).fill('桃管家物业')
  await dialog.getByRole('button', { name: '保存' }).click()
  await dialog.getByText('至少选一处').waitFor()
  await dialog.getByLabel('加一处').click()
  await page.locator('.ant-select-tree-title', { hasText: '桃源里社区' }).click()
  await dialog.locator('.place-list li', { hasText: '桃源里社区' }).waitFor()
  await picture(page, 'manager')
  await dialog.getByRole('button', { name: '保存' }).click()
  const row = page.getByRole('row').filter({ hasText: '桃管家物业' })
  await row.waitFor()
  await row.getByRole('button', { name: '撤下 桃管家物业' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '撤下' }).click()
  await row.waitFor({ state: 'detached' })

  const firm = firms.find((f) => f.kind === 'shop' && f.state === 'open')
  if (!firm) throw new Error('no shop')
  await page.goto(`${stage.url}/register/in/${firm.path}`)
  await page.getByRole('heading', { level: 2, name: '企业与商铺' }).waitFor()
  await picture(page, 'area')
  expect(await axeFaults(page)).toEqual([])
  await page.getByRole('link', { name: /^全部 \d+ 家/ }).click()
  await heading(page, '企业与商铺')
  expect(page.url()).toContain('under=')
  const there = firms.filter((f) => f.path === firm.path && f.state === 'open').length
  expect(await figure(page, '在营')).toBeGreaterThanOrEqual(there)
  expect(complaints).toEqual([])
  await context.close()
})

test.each([
  { width: 1280, dark: true },
  { width: 1920, dark: false },
])('holds in English at $width px, dark: $dark, without a fault that axe calls serious', async ({ width, dark }) => {
  const { page, context, complaints } = await stage.open({ lang: 'en', dark, width, height: 900 })
  await page.addInitScript(() => localStorage.setItem('shouwang.lang', 'en'))
  await signInAs(page, stage.url, 'officer')
  const one = firms.find((firm) => firm.kind === 'hotel' && firm.state === 'open')
  for (const [path, title] of [
    ['/enterprises', 'Enterprises and shops'],
    ['/enterprises/managers', 'Property managers'],
    ['/enterprises/imports', 'Import enterprises'],
    [`/enterprises/${one?.id}`, one?.name ?? ''],
  ] as const) {
    await page.goto(stage.url + path)
    await heading(page, title)
    await page.waitForLoadState('networkidle').catch(() => undefined)
    await picture(page, `${width}${dark ? '-dark' : ''}-${path.split('/').slice(1, 3).join('-').slice(0, 24)}`)
    expect(await fitsInWidth(page), `${path} at ${width}`).toBe(true)
    expect(await axeFaults(page), path).toEqual([])
  }
  expect(complaints).toEqual([])
  await context.close()
})
