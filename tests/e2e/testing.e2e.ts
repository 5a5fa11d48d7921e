/**
 * A testing round from the desk: an operation recorded, a round sized up and opened, swabs arriving as a phone sends them,
 * the board and the list of the missing moving by themselves, a call and an exemption, the door list on paper, the report.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testing } from '../../modules/testing/contract.ts'
import { access } from '../../platform/pure/access-contract.ts'
import { freshId } from '../small-world.ts'
import { type Api, apiOf } from './api.ts'
import { axeFaults } from './axe.ts'
import { openStage, PICTURES, type Stage, signInAs } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
}, 240_000)
afterAll(() => stage?.close())

const ops = testing.operations
/** The machine may be busy: what must be right is waited for, how fast it is is printed. */
const soon = <T>(what: () => Promise<T>) => expect.poll(what, { timeout: 20_000 })
const picture = (page: Page, name: string) => page.screenshot({ path: join(PICTURES, `testing-${name}.png`) })
const fitsInWidth = (page: Page) => page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')
const number = async (locator: Locator): Promise<number> => Number((await locator.innerText()).replaceAll(',', ''))
const lead = (page: Page): Locator => page.locator('.figure-lead .figure-value')
const figure = (page: Page, label: string): Locator =>
  page
    .locator('.figure', { has: page.locator('.figure-label', { hasText: new RegExp(`^${label}$`) }) })
    .locator('.figure-value')

/** A swab as the lane's phone states it. */
async function swab(crew: Api, at: { roundId: string; siteId: string }, residentId: string | null): Promise<void> {
  const now = new Date().toISOString()
  await crew(ops.recordSamples, {
    sentAt: now,
    deviceId: null,
    items: [
      {
        id: freshId(),
        ...at,
        lane: 1,
        tubeId: freshId(),
        residentId,
        walkIn: residentId === null ? { name: '过路人', idType: 'none', idNumber: null, phone: null } : null,
        how: residentId === null ? 'register' : 'scan',
        takenAt: now,
      },
    ],
  })
}

/** The journey's own round, known once it is opened. */
let roundId = ''
const roundUrl = (section = '') => `${stage.url}/testing/rounds/${roundId}${section}`
/** A site of the round where the demo's lane crew works, and who is on its list. */
async function laneOf(crew: Api) {
  const { sites } = await crew(ops.round, { id: roundId })
  const site = sites[0]
  if (!site) throw new Error('the crew sees no site')
  const { people } = await crew(ops.pocket, { siteId: site.id })
  return { at: { roundId, siteId: site.id }, path: site.path, people: people.filter((person) => !person.tested) }
}

test('an operation is recorded with the document it stands on, and a round is sized up before it is opened', async () => {
  const { page, context, complaints } = await stage.open()
  await signInAs(page, stage.url, 'officer')
  await page.goto(`${stage.url}/operations`)
  await page.getByRole('link', { name: '新建行动' }).click()
  await page.getByRole('button', { name: '登记行动' }).click()
  await page.getByText('至少 2 个字').first().waitFor()
  expect(await axeFaults(page)).toEqual([])
  await page.getByLabel('名称').fill('三月区域核酸检测')
  await page.getByLabel('目的').fill('尽快查清传播范围')
  await page.getByLabel('发文机关').fill('云溪区疫情防控指挥部')
  await page.getByLabel('文件标题').fill('关于开展区域核酸检测的通告')
  await page.getByLabel('成文日期').fill('2026-03-01')
  await page.getByLabel('成文日期').press('Tab')
  await page.getByRole('button', { name: '登记行动' }).click()
  await page.getByRole('heading', { level: 1, name: '三月区域核酸检测' }).waitFor()
  await page.getByText('还没有检测轮次').waitFor()
  await picture(page, 'operation')
  expect(await axeFaults(page)).toEqual([])

  await page.getByRole('link', { name: '开启一轮检测' }).click()
  const open = page.getByRole('button', { name: /^开启，[\d,]+ 人应检$/ })
  await open.waitFor()
  const whole = await number(page.locator('.size-due strong'))
  expect(whole).toBeGreaterThan(1500)
  await soon(() => page.locator('.site').count()).toBe(4)
  await picture(page, 'open-round')
  expect(await axeFaults(page)).toEqual([])
  expect(await fitsInWidth(page)).toBe(true)

  // Key groups are fewer; nothing chosen cannot be opened.
  await page.getByText('重点人群', { exact: true }).click()
  await page.getByText('请至少选一类人群').waitFor()
  await page.getByRole('combobox', { name: '选择人群（可多选）' }).fill('医务')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await soon(() => number(page.locator('.size-due strong'))).toBeLessThan(whole)
  await page.getByText('全部居民', { exact: true }).click()
  await soon(() => number(page.locator('.size-due strong'))).toBe(whole)

  // A site taken away leaves a community without one, and says so.
  await page.getByRole('button', { name: /^删除/ }).first().click()
  await page.getByText(/没有采样点服务/).waitFor()
  await page.getByRole('button', { name: '重新按建议排' }).click()
  await open.click()
  await page.getByRole('dialog').getByRole('button', { name: '开启本轮' }).click()
  await page.waitForURL(/\/testing\/rounds\/[0-9a-f-]{36}$/)
  roundId = new URL(page.url()).pathname.split('/').at(-1) as string
  await soon(() => number(lead(page))).toBe(whole)
  expect(complaints).toEqual([])
  await context.close()
})

test('the board moves with every swab, and walk-ins are counted apart', async () => {
  const { page, context, complaints } = await stage.open()
  const crew = await apiOf(stage.url, 'lane-crew')
  const lane = await laneOf(crew)
  await signInAs(page, stage.url, 'officer')
  await page.goto(roundUrl())
  await page.locator('.live-live').waitFor()
  const before = await number(lead(page))
  const line = page.locator('.ant-table-row', { hasText: '枕溪社区' }).locator('.area-missing')
  const inLine = await number(line)
  // Whatever is drawn from now on is kept: a number that goes back would be seen here.
  await page.evaluate(`
    globalThis.seenMissing = []
    const value = document.querySelector('.figure-lead .figure-value')
    new MutationObserver(() => seenMissing.push(value.innerText)).observe(value, { subtree: true, characterData: true, childList: true })
  `)
  for (const person of lane.people.slice(0, 3)) await swab(crew, lane.at, person.id)
  await swab(crew, lane.at, lane.people[0]!.id)
  await swab(crew, lane.at, null)
  await soon(() => number(lead(page))).toBe(before - 3)
  await soon(() => number(line)).toBe(inLine - 3)
  await soon(() => number(figure(page, '已检'))).toBe(3)
  await soon(() => number(figure(page, '名单外'))).toBe(1)
  // What the server counts is what is shown, and stays so.
  const board = await (await apiOf(stage.url, 'officer'))(ops.board, { roundId })
  expect(board.figures).toMatchObject({ missing: before - 3, tested: 3, walkIn: 1 })
  await page.waitForTimeout(1500)
  const seen = await page.evaluate<string[]>('seenMissing')
  const values = seen.map((text) => Number(text.replaceAll(',', '')))
  expect(values.at(-1)).toBe(before - 3)
  expect(values).toEqual([...values].sort((a, b) => b - a))
  expect(await page.locator('.lane-whole', { hasText: '枕溪社区' }).innerText()).toContain('5')
  await picture(page, 'board')
  expect(await axeFaults(page)).toEqual([])
  expect(await fitsInWidth(page)).toBe(true)

  // Down to the grids of a community, and from a number to its people.
  await page.locator('.ant-table-row').getByRole('link', { name: '枕溪社区', exact: true }).click()
  await page.locator('.board-trail').getByText('枕溪社区').waitFor()
  await page.locator('.ant-table-row').first().locator('.area-missing').waitFor()
  const inGrid = await number(page.locator('.ant-table-row').first().locator('.area-missing'))
  await page.locator('.ant-table-row').first().locator('.area-missing').click()
  await soon(() => number(lead(page))).toBe(inGrid)
  expect(complaints).toEqual([])
  await context.close()
})

test('who is swabbed leaves the list within a second; a call, a number seen and an exemption are recorded', async () => {
  const { page, context, complaints } = await stage.open({ lang: 'en' })
  const officer = await apiOf(stage.url, 'officer')
  const crew = await apiOf(stage.url, 'lane-crew')
  const lane = await laneOf(crew)
  await page.addInitScript("localStorage.setItem('shouwang.lang', 'en')")
  await signInAs(page, stage.url, 'officer')
  await page.goto(`${roundUrl('/missing')}?under=${lane.path}`)
  await page.locator('.call-row').nth(3).waitFor()
  await page.locator('.live-live').waitFor()
  const total = await number(lead(page))
  const second = page.locator('.call-row').nth(1)
  const residentId = ((await second.getAttribute('id')) as string).slice('missing-'.length)
  await swab(crew, lane.at, residentId)
  const since = Date.now()
  await page.locator(`#missing-${residentId}`).waitFor({ state: 'detached', timeout: 10_000 })
  process.stdout.write(`left the list ${Date.now() - since} ms after the answer to the phone\n`)
  await soon(() => number(lead(page))).toBe(total - 1)

  // Keys alone: down to the second, no answer, and on to the next.
  await page.locator('.call-list').focus()
  await page.keyboard.press('ArrowDown')
  const called = page.locator('.call-row.chosen')
  const calledId = ((await called.getAttribute('id')) as string).slice('missing-'.length)
  await page.getByRole('button', { name: 'Show the number' }).click()
  await page.locator('.call-digits:not(.masked)').waitFor()
  expect(await page.locator('.call-digits').innerText()).toMatch(/^\d{11}$/)
  await page.locator('.call-list').focus()
  await page.keyboard.press('6')
  await page.locator(`#missing-${calledId}`, { hasText: 'No answer · 1×' }).waitFor()
  expect(await page.locator('.call-row.chosen').getAttribute('id')).not.toBe(`missing-${calledId}`)
  const noAnswer = await officer(ops.missing, { roundId, outcome: ['no-answer'] })
  expect(noAnswer.rows.map((row) => [row.residentId, row.tries])).toEqual([[calledId, 1]])
  const audit = await officer(access.operations.audit, { types: ['register.number-revealed'] })
  expect(audit.lines.some((line) => line.data['residentId'] === calledId)).toBe(true)
  await picture(page, 'call-list-en')
  expect(await axeFaults(page)).toEqual([])
  expect(await fitsInWidth(page)).toBe(true)

  // An exemption takes the person off at once; lifting it brings them back.
  const exemptId = ((await page.locator('.call-row.chosen').getAttribute('id')) as string).slice('missing-'.length)
  await page.locator('.call-exempt summary').click()
  await page.getByRole('combobox', { name: 'Reason' }).press('Enter')
  await page.locator('.ant-select-item-option-active').waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.locator('.call-exempt .ant-select-content[title="In hospital"]').waitFor()
  await page.locator('.call-exempt').getByRole('button', { name: 'Exempt' }).click()
  await page.locator(`#missing-${exemptId}`).waitFor({ state: 'detached' })
  await soon(() => number(lead(page))).toBe(total - 2)
  await page.goto(roundUrl('/exempt'))
  const row = page.locator('.ant-table-row', { hasText: 'In hospital' })
  await row.waitFor()
  expect(await axeFaults(page)).toEqual([])
  await row.getByRole('button', { name: /^Lift/ }).click()
  await row.waitFor({ state: 'detached' })
  expect((await officer(ops.missing, { roundId, limit: 1 })).total).toBe(
    (await officer(ops.board, { roundId })).figures.missing,
  )
  expect(complaints).toEqual([])
  await context.close()
})

test('the door list goes from the top floor down, on screen, on paper and into a file', async () => {
  const { page, context, complaints } = await stage.open({ dark: true })
  // The print dialog would wait for somebody.
  await page.addInitScript('window.print = () => { globalThis.printed = true }')
  const crew = await apiOf(stage.url, 'lane-crew')
  const lane = await laneOf(crew)
  await signInAs(page, stage.url, 'officer')
  await page.goto(`${roundUrl('/missing')}?mode=door&under=${lane.path}`)
  await page.locator('.door-row').first().waitFor()
  const floors = await page.locator('.door-floor h3').allInnerTexts()
  const steps = floors.map((text) => [text.split(' · ')[0], Number(/(\d+) 层/.exec(text)?.[1])] as const)
  for (const [i, [unit, floor]] of steps.entries()) {
    const [unitBefore, floorBefore] = steps[i - 1] ?? [undefined, 0]
    if (unit === unitBefore) expect(floor).toBeLessThan(floorBefore)
  }
  const people = await page.locator('.door-row').count()
  expect(people).toBe(await number(page.locator('.door-building[aria-current]').locator('span').last()))
  await picture(page, 'door-list-dark')
  expect(await axeFaults(page)).toEqual([])

  // Paper is an export: what it is for is asked and booked before anything is printed.
  await page.getByRole('button', { name: '打印全部楼栋' }).click()
  await page.getByRole('dialog').getByLabel('用途').fill('交枕溪社区网格员上门')
  expect(await page.evaluate('globalThis.printed')).toBe(undefined)
  await page.getByRole('dialog').getByRole('button', { name: '打印' }).click()
  await soon(() => page.evaluate('globalThis.printed === true')).toBe(true)
  const sheets = page.locator('.paper .paper-page')
  expect(await sheets.count()).toBe(await page.locator('.door-building').count())
  const paper = await page.locator('.paper').evaluate((node) => node.textContent ?? '')
  expect(paper).not.toMatch(/1\d{10}/)
  expect(paper).not.toMatch(/\d{3}\*{4}\d{4}/)
  expect(await page.locator('.paper footer').first().innerText()).toMatch(
    /编号 [0-9a-f]{6}.*用途：交枕溪社区网格员上门/s,
  )
  const { files } = await (await apiOf(stage.url, 'officer'))(access.operations.files, {})
  expect(files[0]).toMatchObject({ way: 'paper', purpose: '交枕溪社区网格员上门', rowsDone: await number(lead(page)) })
  expect(await page.locator('.paper tbody tr:not(.door-paper-floor)').count()).toBe(await number(lead(page)))
  const pdf = (await page.pdf({ path: join(PICTURES, 'testing-door-list.pdf'), preferCSSPageSize: true })).toString(
    'latin1',
  )
  expect(pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0).toBeGreaterThanOrEqual(
    await page.locator('.door-building').count(),
  )

  const downloading = page.waitForEvent('download', { timeout: 60_000 })
  await page.getByRole('button', { name: '导出名单' }).click()
  await page.getByLabel('用途').fill('上门动员，交枕溪社区网格员')
  await page.getByRole('button', { name: '开始导出' }).click()
  const file = await (await downloading).path()
  expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK')
  expect(complaints).toEqual([])
  await context.close()
})

test('sites and tubes are seen and changed; the round is closed with its report', async () => {
  const { page, context, complaints } = await stage.open({ width: 1920, height: 1080 })
  const officer = await apiOf(stage.url, 'officer')
  const crew = await apiOf(stage.url, 'lane-crew')
  const lane = await laneOf(crew)
  const now = new Date().toISOString()
  await crew(ops.recordTubes, {
    sentAt: now,
    deviceId: null,
    items: [
      { id: freshId(), ...lane.at, lane: 1, code: 'E2E-0001', poolSize: 10, openedAt: now, closedAt: now, counted: 2 },
    ],
  })
  await signInAs(page, stage.url, 'officer')
  await page.goto(roundUrl('/tubes'))
  const tube = page.locator('.ant-table-row', { hasText: 'E2E-0001' })
  await tube.getByText('差 2').waitFor()
  expect(await number(figure(page, '人数不符'))).toBe(1)
  expect(await axeFaults(page)).toEqual([])
  await picture(page, 'tubes')

  await page.goto(roundUrl('/sites'))
  await page
    .getByRole('button', { name: /^调整采样点/ })
    .first()
    .click()
  await page.getByLabel('通道', { exact: true }).fill('3')
  // The drawer comes in by degrees.
  await soon(() => axeFaults(page)).toEqual([])
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await page.locator('.site', { hasText: '3' }).first().waitFor()
  await expect
    .poll(async () => (await officer(ops.round, { id: roundId })).sites.some((site) => site.lanes === 3))
    .toBe(true)

  await page.goto(roundUrl('/report'))
  await page.getByText(/^进行中：截至/).waitFor()
  const missing = await number(lead(page))
  expect(missing).toBe((await officer(ops.board, { roundId })).figures.missing)
  await page.getByRole('button', { name: '关闭本轮' }).click()
  await page
    .getByRole('dialog')
    .getByText(`还有 ${missing.toLocaleString('zh-CN')} 人应检未检`)
    .waitFor()
  await page.getByRole('dialog').getByRole('button', { name: '关闭本轮' }).click()
  await page.getByText(/关闭时的最终结果$/).waitFor()
  await page.locator('.round-closed').waitFor()
  await soon(() => page.getByRole('button', { name: '关闭本轮' }).count()).toBe(0)
  const report = await officer(ops.report, { id: roundId })
  expect(report.final).toBe(true)
  expect(report.missingByOutcome.reduce((sum, line) => sum + line.people, 0)).toBe(missing)
  expect(await number(page.locator('.report-counts tr', { hasText: '无人应答' }).locator('td'))).toBe(1)
  expect(await page.locator('.hours li').count()).toBeGreaterThan(0)
  await picture(page, 'report')
  expect(await axeFaults(page)).toEqual([])

  // A closed round offers nothing that would change it.
  await page.goto(roundUrl('/missing'))
  await page.locator('.call-row').first().waitFor()
  expect(await page.locator('.call-outcomes').count()).toBe(0)
  expect(complaints).toEqual([])
  await context.close()
})

test('a superior sees the round and may change nothing; a community sees its own', async () => {
  const superior = await stage.open()
  await signInAs(superior.page, stage.url, 'superior')
  await superior.page.goto(roundUrl())
  await lead(superior.page).waitFor()
  expect(await superior.page.getByRole('button', { name: '按底册核对应检名单' }).count()).toBe(0)
  await superior.page.goto(`${stage.url}/testing/new`)
  await superior.page.getByText('没有这个页面').first().waitFor()
  await superior.context.close()

  const leader = await stage.open()
  await signInAs(leader.page, stage.url, 'leader')
  await leader.page.goto(roundUrl())
  await lead(leader.page).waitFor()
  const mine = await number(figure(leader.page, '应检'))
  const all = (await (await apiOf(stage.url, 'officer'))(ops.board, { roundId })).figures.due
  expect(mine).toBeGreaterThan(0)
  expect(mine).toBeLessThan(all)
  await leader.context.close()
})
