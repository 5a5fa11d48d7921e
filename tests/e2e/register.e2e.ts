/** The register from a sub-district officer's chair: down the tree to a household, a person found in every way, a number seen on record, somebody registered, corrected, moved out, exported. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { readResidentCode } from '../../modules/register/resident-code.ts'
import { nameKeys } from '../../platform/pure/pinyin.ts'
import { checkCharacterOf } from '../../platform/pure/resident-id.ts'
import { axeFaults } from './axe.ts'
import { openStage, PICTURES, type Stage, signInAs, tapUntil } from './stage.ts'

const SOON = { timeout: 20_000 }
let stage: Stage
beforeAll(async () => {
  stage = await openStage()
}, 240_000)
afterAll(() => stage?.close())

const picture = (page: Page, name: string) => page.screenshot({ path: join(PICTURES, `register-${name}.png`) })
const text = async (locator: Locator): Promise<string> => (await locator.innerText()).trim()
const fitsInWidth = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)

/** From the sub-district down to a dwelling with people, always by the first link; gives its members' names. */
async function goToHousehold(page: Page): Promise<{ names: string[]; address: string }> {
  await page.goto(`${stage.url}/register`)
  // community, patch, grid, compound, building: five tables.
  for (let level = 0; level < 5; level++) {
    await page
      .locator('.trail')
      .locator('li')
      .nth(level + 1)
      .waitFor()
    await page.locator('.ant-table-row .row-link').first().click()
    // The page shows what it had until the answer is there.
    await page
      .locator('.trail')
      .locator('li')
      .nth(level + 2)
      .waitFor()
  }
  await page.locator('.elevation .cell:not(.cell-empty)').first().click()
  await page.locator('.member-name').first().waitFor()
  return { names: await page.locator('.member-name').allInnerTexts(), address: await text(page.locator('h1')) }
}

test('signs in by a demo card, sees today, and speaks either language', async () => {
  const { page, context, complaints } = await stage.open()
  await page.goto(stage.url)
  await expect.poll(() => page.title(), SOON).toBe('登录 · 守望')
  expect(await axeFaults(page)).toEqual([])
  await picture(page, 'sign-in')
  await page.getByRole('button', { name: /街道值班员/ }).click()
  await page.getByRole('heading', { level: 1, name: '今天' }).waitFor()
  await page.getByText('2,000', { exact: true }).first().waitFor()
  await picture(page, 'today')
  expect(await axeFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor()
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor()
  await page.getByRole('button', { name: /^My account/ }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByLabel('Password', { exact: true }).waitFor()
  await page.getByLabel('Account', { exact: true }).fill('officer')
  await page.getByLabel('Password', { exact: true }).fill('not-the-password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('alert').getByText('The account or the password is wrong').waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

test('a building’s resident codes come out on paper, and a camera reads whose they are', async () => {
  const { page, context } = await stage.open()
  // The print dialog would wait for somebody.
  await page.addInitScript('window.print = () => { globalThis.printed = true }')
  await signInAs(page, stage.url, 'officer')
  const { names } = await goToHousehold(page)
  expect(await page.locator('.paper').count()).toBe(0)
  await page.getByRole('button', { name: '打印居民码' }).click()
  await expect.poll(() => page.evaluate('globalThis.printed === true'), SOON).toBe(true)
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('.code-card strong').allInnerTexts()).toEqual(expect.arrayContaining(names))
  const card = page.locator('.code-card').first()
  const wasm = readFileSync(new URL(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')))
  prepareZXingModule({ overrides: { wasmBinary: wasm.buffer as ArrayBuffer } })
  const [read] = await readBarcodes(await card.screenshot(), { formats: ['QRCode'] })
  const owner = await card.locator('strong').innerText()
  // Printing takes the paper away.
  await page.pdf({ path: join(PICTURES, 'register-codes.pdf'), preferCSSPageSize: true })
  const id = readResidentCode(read?.text ?? '')
  const admin = new pg.Client({ connectionString: stage.adminUrl })
  await admin.connect()
  const { rows } = await admin.query('SELECT name FROM register.resident WHERE id = $1', [id])
  await admin.end()
  expect(rows[0]?.name).toBe(owner)
  await context.close()
})

test('goes down the tree to a household and its chain of duty, and finds its people in every way', async () => {
  const { page, context, complaints } = await stage.open()
  await signInAs(page, stage.url, 'officer')
  const { names, address } = await goToHousehold(page)
  await picture(page, 'household')
  expect(await axeFaults(page)).toEqual([])
  expect(await page.locator('.trail li').count()).toBe(9)
  const chain = await page.locator('.chain li').allInnerTexts()
  expect(chain.some((line) => line.includes('网格员'))).toBe(true)
  expect(chain.at(-1)).toContain('街道包联干部')

  const name = names[0] as string
  const keys = nameKeys(name)
  const phone = await page
    .locator('.member')
    .first()
    .getByText(/^1\d{2}\*{4}\d{4}$/)
    .allInnerTexts()
  const ways: [string, string][] = [
    [name, '按姓名查找'],
    [keys.initials, '按拼音首字母查找'],
    [address, '按地址查找'],
  ]
  if (phone[0]) ways.push([phone[0].slice(-4), '按手机后四位查找'])
  // From any page, the slash opens the search box.
  await page.goto(stage.url)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.keyboard.press('/')
  const box = page.getByLabel('找人')
  await box.waitFor()
  await expect.poll(() => box.evaluate((el) => el === document.activeElement), SOON).toBe(true)
  for (const [typed, how] of ways) {
    await box.fill(typed)
    await page.getByText(how, { exact: true }).waitFor()
    await page.getByRole('button', { name, exact: true }).first().waitFor()
  }
  await picture(page, 'found')
  expect(page.url()).not.toContain(encodeURIComponent(name))
  await box.fill('q')
  await page.getByText('请至少输入 2 个字母、4 位数字或 1 个汉字').waitFor()
  await box.press('Escape')
  await page.getByRole('radio', { name: '平面图' }).locator('..').click()
  await page.getByRole('img', { name: /平面图$/ }).waitFor()
  expect(await page.locator('.plan-building').count()).toBeGreaterThan(10)
  await picture(page, 'plan')
  expect(await axeFaults(page)).toEqual([])
  expect(complaints).toEqual([])
  await context.close()
})

test('shows a number whole only for a purpose, hides it again, and leaves a line in the audit trail', async () => {
  const { page, context, complaints } = await stage.open()
  await signInAs(page, stage.url, 'officer')
  await goToHousehold(page)
  const card = page
    .locator('.member')
    .filter({ has: page.getByRole('button', { name: '查看完整号码' }) })
    .first()
  const masked = await card.locator('.mono').first().innerText()
  expect(masked).toContain('*')
  await card.getByRole('button', { name: '查看完整号码' }).first().click()
  await page.getByText('本次查看会记入审计记录').waitFor()
  await tapUntil(page.getByRole('button', { name: '电话联系' }), card.getByRole('button', { name: /秒后隐藏$/ }))
  const whole = await card.locator('.mono').first().innerText()
  expect(whole).not.toContain('*')
  expect(whole.slice(0, 3)).toBe(masked.slice(0, 3))
  expect(whole).toHaveLength(masked.length)
  await card.getByRole('button', { name: /秒后隐藏$/ }).click()
  await expect.poll(() => card.locator('.mono').first().innerText(), SOON).toBe(masked)
  await page.goto(`${stage.url}/audit`)
  const line = page.getByRole('row').filter({ hasText: '查看完整号码' }).first()
  await line.waitFor()
  expect(await line.innerText()).toContain('purpose call')
  expect(await line.innerText()).not.toContain(whole)
  await picture(page, 'audit')
  expect(await axeFaults(page)).toEqual([])
  expect(complaints).toEqual([])
  await context.close()
})

test('registers a person whose number is checked as typed, corrects them and moves them out', async () => {
  const { page, context, complaints } = await stage.open()
  await signInAs(page, stage.url, 'officer')
  await goToHousehold(page)
  const dwelling = page.url()
  const seventeen = '32099919910203123'
  const right = seventeen + checkCharacterOf(seventeen)
  const wrong = seventeen + (right.endsWith('7') ? '8' : '7')
  await page.getByRole('button', { name: '登记一人' }).click()
  await page.getByLabel('姓名').fill('凌试舟')
  await page.getByLabel('证件号码').fill('3209991991023')
  await page.getByText(/出生日期不成立.*第 13 位/).waitFor()
  await page.getByLabel('证件号码').fill(wrong)
  await page.getByText(/校验不符/).waitFor()
  await page.getByRole('button', { name: '登记一人' }).last().click()
  await page.getByText('证件号码还不完整或有误').waitFor()
  await page.getByLabel('证件号码').fill(right)
  await page.getByText('号码正确', { exact: true }).waitFor()
  await expect.poll(() => page.getByLabel('出生日期').inputValue(), SOON).toBe('1991-02-03')
  await page.getByLabel('电话').fill('15400009991')
  await picture(page, 'form')
  expect(await axeFaults(page)).toEqual([])
  await page.getByRole('button', { name: '登记一人' }).last().click()
  await page.getByRole('button', { name: '凌试舟', exact: true }).waitFor()

  await page.getByRole('button', { name: '凌试舟', exact: true }).click()
  await page.getByRole('button', { name: '更正', exact: true }).click()
  await page.getByLabel('姓名').fill('凌试周')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('已更正').waitFor()
  await page.getByRole('button', { name: '迁出或注销' }).click()
  const dialog = page.getByRole('dialog', { name: '迁出或注销“凌试周”' })
  expect(await dialog.getByRole('button', { name: '迁出或注销' }).isDisabled()).toBe(true)
  await dialog.getByText('登记有误').click()
  await dialog.getByRole('button', { name: '迁出或注销' }).click()
  await expect.poll(() => page.getByRole('button', { name: '凌试周', exact: true }).count(), SOON).toBe(0)
  expect(page.url()).toBe(dwelling)

  await page.goto(`${stage.url}/register`)
  await page.getByLabel('找人').fill('凌试周')
  await page.getByText('没有找到这个人').waitFor()
  await page.getByLabel('含已迁出').check()
  await page.getByRole('button', { name: '凌试周', exact: true }).click()
  await page.getByText(/登记有误（\d{4}-\d{2}-\d{2}）/).waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

test('exports with a stated purpose only, counted under my exports', async () => {
  const { page, context, complaints } = await stage.open()
  await signInAs(page, stage.url, 'officer')
  await page.goto(`${stage.url}/register?view=people`)
  await page.getByRole('button', { name: '导出 Excel' }).click()
  await page.getByRole('button', { name: '开始导出' }).click()
  await page.getByText('请写明用途（至少 2 个字）').waitFor()
  await page.getByLabel('用途').fill('社区核对底册')
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: '开始导出' }).click()
  const file = await (await downloading).path()
  expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK')
  // Handed over whole, it is used up; a second one is a second export.
  await page.getByText(/^文件已下载。每个文件只能完整下载一次/).waitFor()
  await page.goto(`${stage.url}/files`)
  const row = page.getByRole('row').filter({ hasText: '社区核对底册' })
  await row.getByText('已下载').waitFor()
  expect(await row.getByRole('button', { name: /^下载/ }).count()).toBe(0)
  expect(await row.innerText()).toContain('2,000')
  await picture(page, 'files')
  expect(await axeFaults(page)).toEqual([])
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
  for (const [path, heading] of [
    ['/', 'Today'],
    ['/register', '桃花街道'],
    ['/register?view=people', '桃花街道'],
    ['/register?view=plan', '桃花街道'],
    ['/register/imports', 'Import a list'],
    ['/files', 'My exports'],
    ['/audit', 'Audit trail'],
    ['/devices', 'Devices'],
    ['/me/password', 'Change password'],
    ['/me/sessions', 'Sessions'],
  ] as const) {
    await page.goto(stage.url + path)
    await page.getByRole('heading', { level: 1, name: heading }).waitFor()
    await page.waitForLoadState('networkidle').catch(() => undefined)
    await picture(page, `${width}${dark ? '-dark' : ''}-${path.replace(/\W+/g, '-')}`)
    expect(await fitsInWidth(page), `${path} at ${width}`).toBe(true)
    expect(await axeFaults(page), path).toEqual([])
  }
  expect(complaints).toEqual([])
  await context.close()
})

test('an administrator keeps accounts, and sees nothing of the register', async () => {
  const { page, context, complaints } = await stage.open()
  await signInAs(page, stage.url, 'administrator')
  await page.getByRole('link', { name: '账号' }).click()
  await page.getByRole('button', { name: '新建账号' }).click()
  await page.getByRole('textbox', { name: '姓名' }).fill('试用员')
  await page.getByRole('textbox', { name: '账号', exact: true }).fill('trial.one')
  await page.getByRole('button', { name: '生成' }).click()
  const password = await page.getByLabel('初始密码').inputValue()
  expect(password.length).toBeGreaterThanOrEqual(10)
  await page.getByLabel('岗位').click()
  await page.getByTitle('上级（只读）').click()
  await page.getByLabel('选择区域').click()
  await page.locator('.ant-select-tree-title').first().click()
  await page.getByRole('button', { name: '新建账号' }).last().click()
  const row = page.getByRole('row').filter({ hasText: 'trial.one' })
  await row.waitFor()
  await page.goto(`${stage.url}/register`)
  await page.getByRole('heading', { name: '没有这个页面' }).first().waitFor()

  const other = await stage.open()
  await other.page.goto(stage.url)
  await other.page.getByRole('textbox', { name: '账号' }).fill('trial.one')
  await other.page.getByLabel('密码', { exact: true }).fill(password)
  await other.page.getByRole('button', { name: '登录' }).click()
  await other.page.getByRole('heading', { name: '请先设置新密码' }).waitFor()
  await other.page.getByLabel('现在的密码').fill(password)
  await other.page.getByLabel('新密码', { exact: true }).fill('a-better-one-of-mine')
  await other.page.getByLabel('再输一遍').fill('a-better-one-of-mine')
  await other.page.getByRole('button', { name: '修改密码' }).click()
  await other.page.getByRole('heading', { level: 1, name: '今天' }).waitFor()

  await page.goto(`${stage.url}/accounts`)
  await row.getByRole('button', { name: '停用' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '停用' }).click()
  await row.getByText('已停用').waitFor()
  await other.page.getByRole('link', { name: '我的导出' }).click()
  await other.page.getByRole('button', { name: '登录' }).waitFor()
  expect([...complaints, ...other.complaints]).toEqual([])
  await context.close()
  await other.context.close()
})
