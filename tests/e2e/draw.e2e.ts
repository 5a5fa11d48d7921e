/** Anybody checks a draw in a browser: as served, then with the network gone, and from a saved copy; an altered file is refuted by name. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { order } from '../../modules/mobilize/model.ts'
import { policySchema } from '../../modules/mobilize/policy.ts'
import { prepareDraw } from '../../modules/mobilize/server/prepare.ts'
import { Solver } from '../../modules/mobilize/server/solver.ts'
import { conclude, type Transcript } from '../../modules/mobilize/transcript.ts'
import { rosterOf } from '../roster.ts'
import { axeFaults } from './axe.ts'
import { openStage, PICTURES, type Stage } from './stage.ts'

let stage: Stage
let transcript: Transcript
beforeAll(async () => {
  stage = await openStage()
  const solver = new Solver()
  const asked = { order: order.parse({ seats: 12 }), policy: policySchema.parse({ skills: { nurse: 2 } }) }
  const roster = rosterOf({ 综合办: 30, 卫生院: 12 })
  const prepared = await prepareDraw(solver, { roster, ...asked, salt: null, commitments: [] })
  await solver.stop()
  if (!prepared.ok) throw new Error('the order cannot be met')
  transcript = conclude(prepared.draft, { reveals: [], beacon: null, given: 'ab' }, [], null)
})
afterAll(() => stage?.close())

const give = (page: Page, file: unknown) =>
  page.setInputFiles('input[type=file]', {
    name: 'transcript.json',
    mimeType: 'application/json',
    buffer: Buffer.from(typeof file === 'string' ? file : JSON.stringify(file)),
  })
const answer = (page: Page, word: string) => page.getByRole('status').filter({ hasText: word }).waitFor()
const remove = (file: Transcript): Transcript => {
  const altered = structuredClone(file)
  altered.roster.find(({ people }) => people.length > 1)!.people.pop()
  return altered
}

test('as served, and with the network gone', async () => {
  const { page, context, complaints } = await stage.open({ phone: true })
  const asked: string[] = []
  await page.goto(`${stage.url}/draw/verify`)
  page.on('request', (request) => asked.push(request.url()))
  await context.setOffline(true)
  await give(page, transcript)
  await answer(page, '无误')
  await page.getByLabel('在抽中的人里查找编号').fill(transcript.drawn[4]!.id)
  await page.getByText('抽中：第 5 人').waitFor()
  await page.getByLabel('抽签前公布的指纹（没有可不填）').fill('0'.repeat(64))
  await answer(page, '不符')
  await page.getByLabel('抽签前公布的指纹（没有可不填）').fill(transcript.published.toUpperCase())
  await answer(page, '无误')
  expect(await axeFaults(page)).toEqual([])
  expect(await page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  await page.screenshot({ path: join(PICTURES, 'draw-confirmed.png'), fullPage: true })
  await page.getByRole('button', { name: 'English' }).click()
  await give(page, remove(transcript))
  await answer(page, 'Refuted')
  expect(await page.locator('.check-places').innerText()).toContain('the roster')
  await give(page, 'no json')
  await page.getByText('This is no JSON file').waitFor()
  expect([asked, complaints]).toEqual([[], []])
  await context.close()
})

test('a saved copy opens from the disk and may not call anybody', async () => {
  const { page, context, complaints } = await stage.open({ dark: true })
  const html = await (await fetch(`${stage.url}/draw/verify`)).text()
  const copy = join(PICTURES, 'draw-verify.html')
  writeFileSync(copy, html)
  expect(html).toBe(readFileSync(join(import.meta.dirname, '..', '..', 'dist', 'verify', 'index.html'), 'utf8'))
  await page.goto(pathToFileURL(copy).href)
  await give(page, remove(transcript))
  await answer(page, '不符')
  expect(await axeFaults(page)).toEqual([])
  expect(complaints).toEqual([])
  const refused = await page.evaluate(`fetch(${JSON.stringify(stage.url)}).then(() => 'let through', () => 'refused')`)
  expect(refused).toBe('refused')
  await context.close()
})
