/** A keeper's shift in Chromium, most of it with the network gone and the server killed: what people hold out, what the phone says, what the tables say afterwards. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeFaults } from './axe.ts'
import { cameraArgs, showToCamera } from './fake-camera.ts'
import { allSent, enter, shellIsKept } from './field-crew.ts'
import { crossings, decide, revoke, type SetGate, setGate, shown, wedge } from './gate-keeper.ts'
import { openStage, PICTURES, type Stage } from './stage.ts'

/** What a thumb in a glove would miss. */
const SMALL_TARGETS = `[...document.querySelectorAll('button, a.button, input:not(.visually-hidden)')]
  .filter((e) => e.offsetParent !== null && !e.closest('h1') && (e.offsetHeight < 48 || e.offsetWidth < 44))
  .map((e) => e.className + ' ' + e.offsetWidth + '×' + e.offsetHeight)`
const SET_BACK = `{ const real = Date.now.bind(Date); Date.now = () => real() - 3600e3 }`

const folder = mkdtempSync(join(tmpdir(), 'shouwang-gate-'))
const film = join(folder, 'camera.y4m')
let stage: Stage
let gate: SetGate
beforeAll(async () => {
  showToCamera(film, null)
  stage = await openStage({ residents: 600, browserArgs: cameraArgs(film) })
  gate = await setGate(stage)
}, 240_000)
afterAll(async () => {
  await stage?.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a shift without network: everybody is answered, a doctor’s way always opens, and everything arrives once', async () => {
  const { page, context, complaints } = await stage.open({ phone: true })
  const [one, two, three, four, five, six] = gate.passes
  const her = gate.code(one!)
  showToCamera(film, her)
  await enter(page, stage, 'gate-keeper')
  await page.click('[data-task=gate]')
  await page.click(`[data-gate="${gate.gateId}"]`)

  // The camera already sees her code: nobody has touched anything yet.
  expect(await shown(page, 'go')).toBe('valid')
  expect(await page.locator('.gate-person h2').textContent()).toBe('桃*月')
  await page.screenshot({ path: join(PICTURES, 'keeper-go.png') })
  expect(await axeFaults(page)).toEqual([])
  expect(await page.evaluate(SMALL_TARGETS)).toEqual([])
  await decide(page, 'passed')
  await allSent(page)
  expect(await crossings(stage, gate.gateId)).toMatchObject([
    { n: 1, means: 'phone', way: 'pass', light: 'go', pass_id: one!.passId },
  ])

  await shellIsKept(page)
  await page.click('[data-entry=number]')
  await context.setOffline(true)
  await stage.kill()

  // The same code again, a screenshot of an hour ago, a forged one, the code of something else.
  await wedge(page, her)
  expect(await shown(page, 'ask')).toBe('just-used')
  await decide(page, 'turned-back')
  await wedge(page, gate.code(two!, { ago: 3600_000 }))
  expect(await shown(page, 'stop')).toBe('code-old')
  // Its holder lets it renew; the next in line is read while the light is green, and so she has passed.
  await wedge(page, gate.code(two!))
  expect(await shown(page, 'go')).toBe('valid')
  await wedge(page, gate.code(three!))
  await page.waitForSelector(`.gate-person h2:text-is("杏*儿")`)
  await decide(page, 'passed')
  await wedge(page, gate.code(four!, { forged: true }))
  expect(await shown(page, 'stop')).toBe('forged')
  await decide(page, 'turned-back')
  await wedge(page, 'https://example.invalid/')
  expect(await shown(page, 'ask')).toBe('not-a-pass')
  await page.click('[data-leave]')

  // A card's number on the pad, one digit wrong first; a fever, measured twice.
  for (const digit of four!.number) await page.locator('.key', { hasText: new RegExp(`^${digit}$`) }).click()
  expect(await shown(page, 'go')).toBe('valid')
  await wedge(page, '37.9')
  expect(await shown(page, 'ask')).toBe('measure-again')
  await page.click('[data-step=measure-again]')
  await page.keyboard.type('381')
  expect(await shown(page, 'stop')).toBe('fever')
  await page.screenshot({ path: join(PICTURES, 'keeper-fever.png') })
  expect(await axeFaults(page)).toEqual([])
  await decide(page, 'quiet-place')

  // Without phone or card: found by name. A courier. Somebody who needs a doctor: one tap.
  await page.click('[data-entry=ways]')
  await page.click('[data-way=no-phone]')
  await page.keyboard.type('松千年')
  await page.click(`[data-pass="${five!.passId}"]`)
  expect(await shown(page, 'go')).toBe('valid')
  await decide(page, 'passed')
  await page.click('[data-entry=ways]')
  await page.click('[data-direction=in]')
  await page.click('[data-way=courier]')
  expect(await shown(page, 'ask')).toBe('no-pass')
  await decide(page, 'passed')
  await page.click('.gate-medical')
  await page.waitForSelector('[data-medical]')
  expect(await page.locator('.gate-medical-done a[href^="tel:"], .gate-medical-done .notice').count()).toBeGreaterThan(
    0,
  )
  await page.click('.gate-medical-done .button-primary')
  // The courier was no courier: the last but one cannot be reached any more, the medical exit is what is undone here by mistake.
  await page.click('[data-undo]')
  await page.waitForSelector('[data-last=undone]')

  // The phone is started anew, its clock set back an hour: the screenshot is still an hour old.
  showToCamera(film, null)
  await page.reload()
  await page.waitForSelector('.gate-direction')
  await page.waitForSelector('.status[data-reach="away"]')
  await page.evaluate(SET_BACK)
  await wedge(page, gate.code(six!, { ago: 3600_000 }))
  expect(await shown(page, 'stop')).toBe('code-old')
  await decide(page, 'turned-back')
  await page.click('[data-direction=out]')
  await wedge(page, gate.code(six!))
  expect(await shown(page, 'go')).toBe('valid')
  await decide(page, 'passed')

  await stage.restart()
  await context.setOffline(false)
  await allSent(page)
  const rows = await crossings(stage, gate.gateId)
  expect(rows.map(({ n }) => n)).toEqual(rows.map((_, i) => i + 1))
  expect(rows.map((row) => [row.means, row.way, row.outcome, row.because[0]].join(' '))).toEqual([
    'phone pass passed valid',
    'phone pass turned-back just-used',
    'phone pass passed valid',
    'phone pass passed valid',
    'none pass turned-back forged',
    'number pass quiet-place fever',
    'list no-phone passed valid',
    'none courier passed no-pass',
    'none medical passed medical',
    'none medical turned-back medical',
    'phone pass turned-back code-old',
    'phone pass passed valid',
  ])
  expect(rows.filter(({ undoes }) => undoes !== null)).toHaveLength(1)
  // Facts made after the clock was set carry the right time all the same.
  expect(rows.flatMap(({ doubts }) => doubts)).toEqual([])
  expect(rows.every(({ late }) => late >= -5 && late < 300)).toBe(true)

  // Revoked while nobody looked: told when the list comes.
  await revoke(stage, three!)
  await page.click('.gate-age')
  await page.waitForSelector('.gate-figure')
  await page.click('.gate-list-state button')
  await page.waitForSelector('.gate-list-state .busy-bar', { state: 'detached' })
  await page.click('[aria-label="返回"]')
  await page.click('[data-direction=in]')
  await wedge(page, gate.code(three!))
  expect(await shown(page, 'stop')).toBe('revoked')
  expect(complaints).toEqual([])
})
