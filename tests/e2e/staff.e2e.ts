/** The roster from an officer's chair: figures and departments, one found in every way, seen, excused, changed; a bureau's messy list brought in. */
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { messyRoster } from '../../database/taohua/messy-roster.ts'
import { taohuaStaff } from '../../database/taohua/staff.ts'
import { taohua } from '../../database/taohua/world.ts'
import { nameKeys } from '../../platform/pure/pinyin.ts'
import { shanghaiDay } from '../../platform/pure/time.ts'
import { writeXlsx } from '../../platform/server/sheets/write-xlsx.ts'
import { axeFaults } from './axe.ts'
import { choose, openStage, PICTURES, signInAs, type Stage, tapUntil } from './stage.ts'

const RESIDENTS = 2000
const SOON = { timeout: 20_000 }
const world = taohua({ residents: RESIDENTS })
const { departments, people } = taohuaStaff(world, 1200)
const staff = [...people()]
const excused = staff.filter((one) => one.exemption !== null)

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ residents: RESIDENTS })
}, 240_000)
afterAll(() => stage?.close())

const picture = (page: Page, name: string) => page.screenshot({ path: join(PICTURES, `staff-${name}.png`) })
const fitsInWidth = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)
const figure = async (page: Page, label: string): Promise<number> => {
  const shown = page.locator('.figure', { hasText: label }).locator('.figure-value')
  await expect.poll(async () => shown.first().innerText(), SOON).toMatch(/\d/)
  return Number((await shown.first().innerText()).replace(/\D/g, ''))
}
const rows = (page: Page) => page.locator('.ant-table-row')

test('figures, departments and people; one found in every way, excused, changed, shown whole on record', async () => {
  const { page, context, complaints } = await stage.open({ height: 900 })
  await signInAs(page, stage.url, 'officer')
  await page.getByRole('link', { name: '人员名册' }).click()
  await page.getByRole('heading', { level: 1, name: '人员名册' }).waitFor()
  expect(await figure(page, '在职')).toBe(1200)
  expect(await figure(page, '现在可抽调')).toBe(1200 - excused.length)
  expect(await figure(page, '暂不参加')).toBe(excused.length)
  await rows(page).first().waitFor()
  await picture(page, 'roster')
  expect(await axeFaults(page)).toEqual([])
  expect(await fitsInWidth(page)).toBe(true)

  // A bureau with all below it.
  await page.getByRole('button', { name: '展开“区直机关”' }).click()
  const bureau = departments.find(({ name }) => name === '区卫生健康局')
  const below = departments.filter(({ unit }) => unit === '区卫生健康局').map(({ id }) => id)
  const count = staff.filter((one) => below.includes(one.departmentId)).length
  await page.getByRole('button', { name: new RegExp(`^${bureau?.name}重点\\s*${count}$`) }).click()
  await page.getByText(`找到 ${count} 人`).waitFor()
  await expect.poll(() => figure(page, '在职'), SOON).toBe(count)
  await picture(page, 'department')
  await page.getByRole('button', { name: '全部部门' }).click()

  const wanted = staff.find(
    (one) => one.number && one.phone && one.exemption === null && one.partyMember && one.name.length === 3,
  )
  if (!wanted) throw new Error('no such person')
  for (const text of [
    wanted.name,
    nameKeys(wanted.name).initials,
    wanted.number as string,
    wanted.phone?.slice(-4) as string,
  ]) {
    await page.getByLabel('找人').fill(text)
    await page.getByRole('button', { name: wanted.name, exact: true }).first().waitFor()
  }
  await page.getByLabel('找人').fill(wanted.number as string)
  await page.getByText('找到 1 人').waitFor()
  await page.getByRole('button', { name: wanted.name, exact: true }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByText('可抽调').waitFor()
  await drawer.getByRole('button', { name: '查看完整号码' }).click()
  await tapUntil(page.getByRole('button', { name: '电话联系' }), drawer.getByText(wanted.phone as string))

  await drawer.getByRole('button', { name: '登记不参加' }).click()
  await choose(page, '原因', '患病、术后')
  const until = shanghaiDay(Date.now() + 10 * 86_400_000)
  await page.getByLabel('到（含当天）').fill(until)
  await page.getByLabel('依据（证明、批准人）').fill('医院证明')
  await page.getByRole('button', { name: '保存' }).click()
  await drawer.getByText(`暂不参加，至 ${until}`).waitFor()
  await picture(page, 'person')
  expect(await axeFaults(page)).toEqual([])
  await drawer.getByRole('button', { name: '更正' }).click()
  await drawer.getByLabel('职务').fill('突击队长')
  await drawer.getByRole('button', { name: '保存' }).click()
  await drawer.getByText('突击队长').waitFor()
  await drawer.getByText('更正工作人员资料：职务').waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => figure(page, '暂不参加'), SOON).toBe(excused.length + 1)
  expect(complaints).toEqual([])
  await context.close()
})

test('a bureau’s messy list: new departments first, wrong rows with their reasons, the rest goes in; again it changes nothing', async () => {
  const { page, context, complaints } = await stage.open({ height: 1000, dark: true, width: 1920 })
  const { title, rows: messy, foot } = messyRoster({ seed: 7, residents: 500, people: 90, mistakes: 0.1 })
  const path = join(PICTURES, 'staff.xlsx')
  const stranger = ['', '区气象局', '预报科', 'Q1', '雁小岚', '女', '1990', '15499990001', '预报', '党员', '', '']
  await writeXlsx(path, {
    watermark: '花名册',
    sheets: [
      {
        name: '名单',
        columns: title[0]?.map((word) => ({ title: word })) ?? [],
        rows: [...title.slice(1), stranger, ...messy.map((row) => row.cells), ...foot],
      },
    ],
  })
  // Whoever stands there twice is asked about twice; what is written in words is asked about once.
  const wrong = messy.reduce((sum, { mistake }) => sum + (mistake === 'twice-otherwise' ? 2 : mistake ? 1 : 0), 0)
  expect(wrong).toBeGreaterThan(3)
  const upload = async (): Promise<void> => {
    await page.goto(`${stage.url}/staff/imports`)
    await page.getByRole('heading', { level: 1, name: '导入人员表' }).waitFor()
    await page.locator('input[type=file]').setInputFiles(path)
    await page.locator('.import-confirm').waitFor(SOON)
  }
  await signInAs(page, stage.url, 'officer')
  await upload()
  await page.getByRole('heading', { name: '将新建 2 个部门' }).waitFor()
  await page.getByText('区气象局/预报科').first().waitFor()
  expect(await figure(page, '有误')).toBe(wrong)
  const fresh = await figure(page, '新增')
  expect(fresh).toBeGreaterThan(70)
  await picture(page, 'import')
  expect(await axeFaults(page)).toEqual([])
  await page.getByRole('checkbox', { name: /暂不导入，其余照常/ }).check()
  await page
    .locator('.import-confirm')
    .getByRole('button', { name: `导入 ${fresh} 行` })
    .click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `导入 ${fresh} 行` })
    .click()
  await page.locator('.nothing-hint', { hasText: `新增 ${fresh} 人，更新 0 人` }).waitFor(SOON)
  await page.getByRole('link', { name: '去看名册' }).click()
  await expect.poll(() => figure(page, '在职'), SOON).toBe(1200 + fresh)
  await page.getByLabel('找人').fill('雁小岚')
  await page.getByText('区气象局 预报科').waitFor()
  await picture(page, 'after-import')

  await upload()
  expect(await figure(page, '无变化')).toBe(fresh)
  expect(await figure(page, '新增')).toBe(0)
  expect(complaints).toEqual([])
  await context.close()
})

test('a leader keeps the community’s own; a superior reads figures and no names', async () => {
  const { page, context, complaints } = await stage.open({ height: 900, lang: 'en' })
  await signInAs(page, stage.url, 'leader')
  await page.goto(`${stage.url}/staff`)
  await rows(page).first().waitFor()
  const committee = departments.filter(({ kind }) => kind === 'community')[1]
  // The list before may have brought a few more of them.
  const own = staff.filter((one) => one.departmentId === committee?.id).length
  const here = await figure(page, 'In service')
  expect(here).toBeGreaterThanOrEqual(own)
  expect(here).toBeLessThan(own + 20)
  for (const row of await rows(page).allInnerTexts()) expect(row).toContain(committee?.name)
  await page.getByRole('button', { name: 'New department' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('巡查组')
  await choose(page, 'Stands below', committee?.name ?? '')
  await picture(page, 'new-department')
  expect(await axeFaults(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: `Unfold ${committee?.name}` }).click()
  await page.getByRole('button', { name: '巡查组' }).click()
  await page.getByRole('button', { name: 'Add a person' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('鹿小汀')
  await page.getByRole('dialog').getByLabel('Phone').fill('15499990077')
  expect(await axeFaults(page)).toEqual([])
  await picture(page, 'new-person')
  await page.getByRole('dialog').getByRole('button', { name: 'Add a person' }).click()
  await page.getByText('1 found').waitFor()
  await page.getByRole('button', { name: '鹿小汀' }).waitFor()

  await signInAs(page, stage.url, 'superior')
  await page.goto(`${stage.url}/staff`)
  await page.getByText('A superior reads figures, not names.').waitFor()
  expect(await figure(page, 'In service')).toBeGreaterThan(1200)
  expect(await rows(page).count()).toBe(0)
  await picture(page, 'superior')
  expect(await axeFaults(page)).toEqual([])
  expect(complaints).toEqual([])
  await context.close()
})
