/** A list that came down: brought in, compared, looked at pair by pair, visited door by door; a bad file; the server killed in between. */
import pg from 'pg'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkCharacterOf } from '../../platform/pure/resident-id.ts'
import { axeFaults } from './axe.ts'
import { openStage, PICTURES, signInAs, type Stage } from './stage.ts'

const SURE = 24
const DOUBTFUL = 5
let stage: Stage
let csv: Buffer
beforeAll(async () => {
  stage = await openStage()
  csv = await cameDown()
}, 240_000)
afterAll(() => stage?.close())

interface Somebody {
  name: string
  number: string
  phone: string | null
  birth: string
  address: string
}

const strangerNumber = (n: number): string => {
  const seventeen = `32099919010112${900 + n}`
  return seventeen + checkCharacterOf(seventeen)
}

/** People of the demo by number, people by a name and half a birth date, and people who are not there. */
async function cameDown(): Promise<Buffer> {
  const admin = new pg.Client({ connectionString: stage.adminUrl })
  await admin.connect()
  const { rows } = await admin.query<Somebody>(
    `SELECT r.name, s.id_number AS number, s.phone, r.birth_date::text AS birth, a.address FROM register.resident r
     JOIN register.resident_secret s USING (street_id, id) JOIN register.area a ON a.street_id = r.street_id AND a.path = r.path
     WHERE r.id_type = 'resident-id' AND s.phone IS NOT NULL AND a.address IS NOT NULL ORDER BY r.id LIMIT $1`,
    [SURE + DOUBTFUL + 6],
  )
  await admin.end()
  const lines = [
    ['姓名', '身份证号', '联系电话', '出生日期', '目的地址', '车次'],
    ...rows.slice(0, SURE).map((p) => [p.name, p.number, p.phone ?? '', '', p.address, 'G7311']),
    // Only a name, and an address without its door: nobody may be linked by that.
    ...rows.slice(SURE, SURE + DOUBTFUL).map((p) => [p.name, '', '', '', '', 'G7312']),
    ...rows
      .slice(SURE + DOUBTFUL)
      .map((p, i) => [`霁陌${'甲乙丙丁戊己'[i]}`, strangerNumber(i), '', '', p.address, 'D901']),
    ['', '', '15400000001', '', '', 'D901'],
  ]
  return Buffer.from(`\ufeff${lines.map((cells) => cells.join(',')).join('\r\n')}\r\n`)
}

const picture = (page: Page, name: string) => page.screenshot({ path: `${PICTURES}/matching-${name}.png` })
const figure = async (page: Page, label: string): Promise<number> =>
  Number(
    (await page.locator('.figure', { hasText: label }).first().locator('.figure-value').innerText()).replace(/\D/g, ''),
  )

test('from the file to the doors', async () => {
  const { page, complaints } = await stage.open({ height: 900 })
  await signInAs(page, stage.url, 'officer')
  await page.goto(`${stage.url}/matching`)
  await page.getByText('还没有比对过名单').waitFor()
  await picture(page, 'empty')
  expect(await axeFaults(page)).toEqual([])

  // A file that is none is refused in words.
  await page.getByRole('link', { name: '导入要比对的名单' }).first().click()
  const file = page.locator('input[type=file]')
  await file.setInputFiles({ name: '名单.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from('不是表格') })
  await page.locator('.drop-file-refused').waitFor()
  expect((await page.locator('.drop-file-refused').innerText()).length).toBeGreaterThan(5)

  await page.goto(`${stage.url}/matching/imports`)
  await file.setInputFiles({ name: '返乡人员.csv', mimeType: 'text/csv', buffer: csv })
  const rows = SURE + DOUBTFUL + 6
  const apply = page.locator('.import-confirm').getByRole('button', { name: new RegExp(`^导入 ${rows} 行$`) })
  await apply.waitFor()
  expect(await figure(page, '有误')).toBe(1)
  await page.getByText('没有姓名，也没有证件号码').first().waitFor()
  await picture(page, 'check')
  await page.getByRole('checkbox', { name: /暂不导入，其余照常/ }).check()
  await apply.click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: new RegExp(`^导入 ${rows} 行$`) })
    .click()
  await page.getByRole('link', { name: '看比对结果' }).click()
  await page.getByRole('link', { name: /^逐个核对/ }).waitFor({ timeout: 60_000 })
  expect(await figure(page, '已对上')).toBe(SURE)
  const look = await figure(page, '请核对')
  expect(look).toBeGreaterThan(0)
  await picture(page, 'list')
  expect(await axeFaults(page)).toEqual([])

  // One pair at a time, by keyboard.
  await page.getByRole('link', { name: /^逐个核对/ }).click()
  await page.getByText(`还有 ${look} 个待核对`).waitFor()
  await page.locator('.pair .weight').first().waitFor()
  await picture(page, 'review')
  expect(await axeFaults(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  await page.keyboard.press('3')
  await page.getByText(`还有 ${look - 1} 个待核对`).waitFor()
  await page.keyboard.press('ArrowLeft')
  await page.getByText('做过的决定').waitFor()
  await page.keyboard.press('z')
  await page.getByText(`还有 ${look} 个待核对`).waitFor()
  expect(await page.locator('.pair-history li').allInnerTexts()).toEqual([
    expect.stringContaining('撤回决定'),
    expect.stringContaining('都不是'),
  ])
  await picture(page, 'review-undone')
  for (let left = look; left > 0; left--) {
    await page.getByText(`还有 ${left} 个待核对`).waitFor()
    await page.keyboard.press('1')
    if (left > 1) await page.getByText(`还有 ${left - 1} 个待核对`).waitFor()
  }
  await page.getByText('全部核对完了').waitFor()
  expect(await axeFaults(page)).toEqual([])

  // The doors: by building; one not here, one found, one registered with the list's own number.
  await page.getByRole('link', { name: '上门清单' }).last().click()
  await page.locator('.doors li').first().waitFor()
  const doors = await figure(page, '待上门')
  expect(doors).toBeGreaterThanOrEqual(6)
  await picture(page, 'doors')
  expect(await axeFaults(page)).toEqual([])
  await page.evaluate('globalThis.print = () => { globalThis.printed = true }')
  await page.getByRole('button', { name: '打印', exact: true }).click()
  await page.getByRole('dialog').getByLabel('用途').fill('交网格员上门核查')
  await page.getByRole('dialog').getByRole('button', { name: '打印' }).click()
  await expect.poll(() => page.evaluate('globalThis.printed === true'), { timeout: 20_000 }).toBe(true)
  expect(await page.locator('.paper tbody tr').count()).toBe(doors)
  const paper = await page.locator('.paper').evaluate((node) => node.textContent ?? '')
  expect(paper).toContain('用途：交网格员上门核查')
  expect(paper).not.toMatch(/\d{3}\*{4}\d{4}/)
  await page.evaluate("dispatchEvent(new Event('afterprint'))")
  await page.locator('.paper').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: '查无此人' }).first().click()
  await page.waitForFunction((n) => document.querySelectorAll('.doors li').length === n, doors - 1)
  await page.getByRole('button', { name: '新登记' }).first().click()
  await page.getByRole('dialog').getByText('证件号码和电话按名单原样登记').waitFor()
  await picture(page, 'register')
  await page.getByRole('dialog').getByRole('button', { name: '取消' }).click()
  await page.getByRole('button', { name: '在底册，选人' }).first().click()
  await page
    .getByRole('dialog')
    .getByRole('textbox')
    .or(page.getByRole('dialog').getByRole('searchbox'))
    .first()
    .fill('桃')
  await page.getByRole('button', { name: '就是此人' }).first().click()
  await page.waitForFunction((n) => document.querySelectorAll('.doors li').length === n, doors - 2)
  expect(complaints).toEqual([])

  // What was decided outlives a killed server.
  await stage.kill()
  await stage.restart()
  await page.goto(`${stage.url}/matching`)
  await page.getByRole('link', { name: '返乡人员.csv' }).waitFor()
  expect(await figure(page, '全部名单待上门')).toBe(doors - 2)
  await picture(page, 'lists')
  expect(await axeFaults(page)).toEqual([])

  const dark = await stage.open({ dark: true, lang: 'en', width: 1280 })
  await signInAs(dark.page, stage.url, 'officer')
  await dark.page.goto(`${stage.url}/matching`)
  await dark.page.getByRole('link', { name: '返乡人员.csv' }).click()
  await dark.page.locator('.ant-table-row').first().waitFor()
  await picture(dark.page, 'list-dark')
  expect(await axeFaults(dark.page)).toEqual([])
  await dark.page.getByRole('link', { name: 'Look', exact: true }).first().click()
  await dark.page.locator('.pair .weight').first().waitFor()
  await picture(dark.page, 'review-dark')
  expect(await axeFaults(dark.page)).toEqual([])
}, 240_000)
