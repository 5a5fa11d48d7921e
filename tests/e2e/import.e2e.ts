/** A community's own messy list on its way into the register: refused files, wrong rows with reasons, nothing half done, twice the same, corrected and uploaded again. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { messyList } from '../../database/taohua/messy-list.ts'
import { checkCharacterOf } from '../../platform/pure/resident-id.ts'
import { axeFaults } from './axe.ts'
import { choose, openStage, PICTURES, type Stage, signInAs } from './stage.ts'

const RESIDENTS = 2000
const SOON = { timeout: 20_000 }
let stage: Stage
beforeAll(async () => {
  stage = await openStage({ residents: RESIDENTS })
}, 240_000)
afterAll(() => stage?.close())

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
const csv = (rows: readonly (readonly string[])[]): Buffer =>
  Buffer.from(`\ufeff${rows.map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`)
const picture = (page: Page, name: string) => page.screenshot({ path: join(PICTURES, `import-${name}.png`) })

/** A valid identity number that no one of the invented world has: its births are between 1930 and 2023. */
function freshNumber(serial: number): string {
  const seventeen = `320999190101${String(10 + (serial % 18))}${String(900 + serial).slice(-3)}`
  return seventeen + checkCharacterOf(seventeen)
}

/** The community's list as it keeps it, and three newcomers at the address of its first household. */
function list() {
  const messy = messyList({ residents: RESIDENTS, community: 2, rows: 120, mistakes: 0.12, merged: false })
  const rows = [...messy.rows()]
  const column = (title: RegExp) => messy.header.findIndex((name) => title.test(name.replace(/\s/g, '')))
  const [name, number, phone, sex, type] = [/^姓名/, /证件号|身份证/, /电话|手机/, /性别/, /证件类型/].map(column) as [
    number,
    number,
    number,
    number,
    number,
  ]
  const good = rows.find((row) => row.truth.mistakes.length === 0)
  if (!good) throw new Error('no row without a mistake')
  const newcomers = [0, 1, 2].map((i) => {
    const cells = [...good.cells]
    const id = freshNumber(i)
    cells[name] = `凌新${'甲乙丙'[i]}`
    cells[number] = id
    cells[phone] = ''
    if (sex >= 0) cells[sex] = Number(id[16]) % 2 === 1 ? '男' : '女'
    if (type >= 0) cells[type] = '身份证'
    return cells
  })
  return {
    head: [...messy.title, messy.header],
    people: rows.map((row) => row.cells),
    newcomers,
    name,
    number,
    wrong: rows.filter((row) => row.truth.mistakes.length > 0).length,
  }
}

async function upload(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.goto(`${stage.url}/register/imports`)
  await page.getByRole('heading', { level: 1, name: '导入名单' }).waitFor()
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
}

/** The number below a verdict's label. */
const figure = async (page: Page, label: string): Promise<number> =>
  Number(
    (
      await page
        .getByRole('button', { name: new RegExp(`^${label}`) })
        .locator('.figure-value')
        .innerText()
    ).replace(/\D/g, ''),
  )

async function residents(page: Page): Promise<number> {
  const answer = await page.evaluate(async () => {
    const response = await fetch('/api/register/areas', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-shouwang': '1' },
      body: '{}',
    })
    return (await response.json()) as { trail: { residents: number }[] }
  })
  return answer.trail.at(-1)?.residents ?? -1
}

const applyButton = (page: Page) => page.locator('.import-confirm').getByRole('button', { name: /^导入 \d+ 行$/ })

test('a list goes in: wrong rows first with their reasons, nothing before the confirmation, nothing twice', async () => {
  const { page, context, complaints } = await stage.open({ height: 900 })
  await signInAs(page, stage.url, 'officer')
  const { head, people, newcomers, wrong, name, number } = list()
  const before = await residents(page)

  await upload(page, '社区名单.csv', csv([...head, ...people, ...newcomers]))
  await page
    .getByText('比对')
    .first()
    .waitFor({ state: 'attached' })
    .catch(() => undefined)
  await applyButton(page).waitFor()
  await picture(page, 'ready')
  expect(await axeFaults(page)).toEqual([])
  const bad = (await figure(page, '有误')) + (await figure(page, '与底册矛盾'))
  expect(bad).toBeGreaterThan(0)
  expect(bad).toBeLessThanOrEqual(wrong + newcomers.length)
  expect(await figure(page, '新增')).toBeGreaterThanOrEqual(newcomers.length)
  // Each wrong row says why.
  const reasons = await page.locator('.ant-table-row .import-why').allInnerTexts()
  expect(reasons.length).toBeGreaterThan(0)
  expect(reasons.every((reason) => reason.trim().length > 4)).toBe(true)

  // The wrong rows can be taken away with their reasons.
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: '下载有误的行（附原因）' }).click()
  expect(
    readFileSync(await (await downloading).path())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK')
  await page.getByRole('dialog').getByRole('button', { name: '关闭' }).last().click()

  // Left and come back to: nothing was written, the list is where it was.
  expect(await residents(page)).toBe(before)
  await page.getByRole('link', { name: '今天', exact: true }).click()
  await page.getByRole('link', { name: /社区名单\.csv.*待确认/ }).click()
  await applyButton(page).waitFor()
  expect(await applyButton(page).isDisabled()).toBe(true)
  await page.getByRole('checkbox', { name: /暂不导入，其余照常/ }).check()
  const added = await figure(page, '新增')
  await applyButton(page).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^导入 \d+ 行$/ })
    .click()
  await page.locator('.nothing-hint', { hasText: `新增 ${added} 人` }).waitFor()
  await picture(page, 'applied')
  expect(await axeFaults(page)).toEqual([])
  await expect.poll(() => residents(page), SOON).toBe(before + added)

  // The same list again: nothing to write.
  await upload(page, '社区名单.csv', csv([...head, ...people, ...newcomers]))
  await page.getByRole('button', { name: '没有需要写入的行' }).waitFor()
  expect(await figure(page, '新增')).toBe(0)
  expect(await figure(page, '有更新')).toBe(0)
  await page.getByRole('button', { name: '放弃这份名单' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '放弃这份名单' }).click()
  await page.getByText('这份名单已放弃').waitFor()

  // A newcomer with a slip in the number is refused, corrected, and goes in alone.
  const late = [...(newcomers[0] as string[])]
  late[name] = '凌迟来'
  late[number] = freshNumber(8)
  const slipped = [...late]
  slipped[number] = `${freshNumber(8).slice(0, 17)}${freshNumber(8).endsWith('1') ? '2' : '1'}`
  await upload(page, '补登.csv', csv([...head, slipped]))
  await page
    .getByText(/校验不符/)
    .first()
    .waitFor()
  await page.getByRole('button', { name: '没有需要写入的行' }).waitFor()
  await upload(page, '补登-改好.csv', csv([...head, late]))
  await applyButton(page).waitFor()
  expect(await figure(page, '新增')).toBe(1)
  await applyButton(page).click()
  await page.getByRole('dialog').getByRole('button', { name: '导入 1 行' }).click()
  await page.locator('.nothing-hint', { hasText: '新增 1 人' }).waitFor()
  await expect.poll(() => residents(page), SOON).toBe(before + added + 1)
  await page.getByRole('link', { name: '去看底册' }).click()
  await page.getByLabel('找人').fill('凌迟来')
  await page.getByRole('button', { name: '凌迟来', exact: true }).waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

test('columns that were matched wrongly are put right, and the list is compared anew', async () => {
  const { page, context, complaints } = await stage.open({ height: 900 })
  await signInAs(page, stage.url, 'officer')
  const { head, people } = list()
  await upload(page, '列.csv', csv([...head, ...people.slice(0, 40)]))
  await page.locator('.import-confirm').waitFor()
  const open = page.getByRole('button', { name: '查看和更正' })
  if (await open.isVisible()) await open.click()
  const same = await figure(page, '无变化')
  expect(same).toBeGreaterThan(0)
  const standsFor = async (field: string) => {
    await choose(page, /姓\s*名.*对应的项目/, field, { typed: field })
    await page.getByRole('button', { name: '按新的对应重新核对' }).click()
  }
  await standsFor('不导入')
  await page.getByRole('alert').getByText('缺少必要的列：姓名').waitFor()
  await picture(page, 'columns')
  expect(await axeFaults(page)).toEqual([])
  await standsFor('姓名')
  await page.getByRole('alert').waitFor({ state: 'hidden' })
  await expect.poll(() => figure(page, '无变化'), SOON).toBe(same)
  expect(complaints).toEqual([])
  await context.close()
})

test('what is no list is refused with a reason a person can act on', async () => {
  const { page, context, complaints } = await stage.open()
  await signInAs(page, stage.url, 'officer')
  const told = page.getByRole('alert').or(page.getByText('这份文件没能读取')).first()
  await upload(page, '照片.xlsx', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))
  await told.waitFor()
  expect(await applyButton(page).count()).toBe(0)
  await picture(page, 'refused')
  expect(await axeFaults(page)).toEqual([])
  await upload(page, '空.csv', Buffer.from(''))
  await told.waitFor()
  // A list of something else: what is missing is named.
  await upload(
    page,
    '菜谱.csv',
    csv([
      ['菜名', '价格'],
      ['青椒', '3'],
      ['豆腐', '2'],
    ]),
  )
  await page.getByRole('alert').getByText('缺少必要的列：姓名').waitFor()
  await page.getByRole('button', { name: '放弃这份名单' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '放弃这份名单' }).click()
  await page.getByText('这份名单已放弃').waitFor()
  expect(complaints).toEqual([])
  await context.close()
})
