/** What people hold out to a keeper whose phone has no network: each try is answered by the phone's own code. */
import { describe, expect, test } from 'vitest'
import { codeOf, HOUR, inventedPass, keeperPhone, keyPair, NINE, claimsOf } from '../../../tests/keeper-phone.ts'
import { passCode } from '../../pass/envelope.ts'
import type { PassAtGate } from '../../pass/model.ts'
import type { Direction } from '../model.ts'
import { type Shown, verdictOn, withTemperature } from './check.ts'
import { readLine } from './scan.ts'

const her = inventedPass(1)
const card = (pass: PassAtGate, more = {}): Shown =>
  codeOf(pass, Date.parse(pass.from), { form: 'card', expires: Date.parse(pass.until) / 1000, ...more })
const strangers = keyPair('00000001')

async function judged(
  shown: Shown,
  { on = [her], direction = 'out' as Direction, later = 0, listAt = NINE as number | null } = {},
) {
  const phone = keeperPhone()
  await phone.list(on)
  phone.now = NINE + later
  phone.pocket = { ...phone.pocket, listAt }
  const { verdict } = await phone.stand(shown, direction)
  return { light: verdict.light, because: verdict.because[0], next: verdict.next }
}

describe('without network', () => {
  test('her own code, fresh', async () => {
    expect(await judged(codeOf(her, NINE - 20_000))).toEqual({ light: 'go', because: 'valid', next: ['let-pass'] })
  })
  test('her card', async () => {
    expect(await judged(card(her))).toMatchObject({ light: 'go', because: 'valid' })
  })
  test('a screenshot of an hour ago', async () => {
    expect(await judged(codeOf(her, NINE - HOUR))).toMatchObject({ light: 'stop', because: 'code-old' })
  })
  test('yesterday’s code', async () => {
    expect(await judged(codeOf(her, NINE - 24 * HOUR))).toMatchObject({ light: 'stop', because: 'code-old' })
  })
  test('another compound’s', async () => {
    const scope = ['d01.s01.c03.p01.']
    expect(await judged(codeOf(inventedPass(9, { scope }), NINE))).toMatchObject({
      light: 'stop',
      because: 'other-area',
    })
  })
  test('one made with a key of their own', async () => {
    const text = passCode(claimsOf(her, NINE), '00000001', strangers.sign)
    expect(await judged({ by: 'code', text })).toMatchObject({ light: 'stop', because: 'forged' })
  })
  test('one sign changed', async () => {
    const { text } = codeOf(her, NINE) as { text: string }
    for (const at of [10, 60, text.length - 3]) {
      const changed = text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1)
      const { because } = await judged({ by: 'code', text: changed })
      expect(['forged', 'unreadable', 'unknown-key']).toContain(because)
    }
  })
  test('a code of something else, and the code of a shop', async () => {
    expect(await judged({ by: 'code', text: 'SW1:T:TH-0001' })).toMatchObject({ light: 'ask', because: 'not-a-pass' })
    expect(await judged({ by: 'code', text: 'https://example.invalid/pay' })).toMatchObject({ because: 'not-a-pass' })
  })
  test('revoked before the list was fetched', async () => {
    const revoked = { ...her, standing: 'revoked' as const }
    expect(await judged(codeOf(her, NINE), { on: [revoked] })).toMatchObject({ light: 'stop', because: 'revoked' })
    expect(await judged(card(her), { on: [revoked] })).toMatchObject({ light: 'stop', because: 'revoked' })
  })
  test('a card when the list is old: compared, not refused', async () => {
    expect(await judged(card(her), { later: 20 * HOUR })).toMatchObject({ light: 'ask', because: 'list-stale' })
  })
  test('the number off her card; a number of nobody’s', async () => {
    expect(await judged({ by: 'number', number: her.number })).toMatchObject({ light: 'go', because: 'valid' })
    expect(await judged({ by: 'number', number: '123456782' })).toMatchObject({
      light: 'ask',
      because: 'number-unknown',
    })
  })
  test('found by name', async () => {
    expect(await judged({ by: 'list', pass: her })).toMatchObject({ light: 'go' })
  })
  test('nothing at all', async () => {
    expect(await judged({ by: 'nothing' })).toMatchObject({ light: 'ask', because: 'no-pass', next: ['other-ways'] })
  })
})

test('a copy: the same code again in the same direction', async () => {
  const phone = keeperPhone()
  await phone.list([her])
  await phone.begin()
  const code = codeOf(her, NINE)
  await phone.cross(code, 'out')
  phone.now += 90_000
  expect((await phone.stand(code, 'out')).verdict).toMatchObject({ light: 'ask', because: ['just-used'] })
  // Coming back at once is nobody's copy.
  expect((await phone.stand(codeOf(her, phone.now), 'in')).verdict.light).toBe('go')
})

test('a clock set wrong: nobody is refused for it, everybody is compared', async () => {
  const phone = keeperPhone()
  await phone.list([her])
  phone.now = NINE - 24 * HOUR
  phone.trusted = false
  const { verdict } = await phone.stand(codeOf(her, NINE - 24 * HOUR), 'out')
  expect(verdict).toMatchObject({ light: 'ask', because: ['clock-off'] })
})

test('revoked while the gate was offline: told when the list comes', async () => {
  const phone = keeperPhone()
  await phone.list([her])
  expect((await phone.stand(card(her))).verdict.light).toBe('go')
  await phone.list([{ ...her, standing: 'revoked' }])
  expect((await phone.stand(card(her))).verdict).toMatchObject({ light: 'stop', because: ['revoked'] })
})

test('the second of a household that may send one, at the same gate', async () => {
  const phone = keeperPhone({ household: { people: 1, days: 2 } })
  const [one, other] = [inventedPass(2), inventedPass(3)]
  await phone.list([one, other])
  await phone.begin()
  await phone.cross({ by: 'list', pass: one }, 'out')
  expect((await phone.stand({ by: 'list', pass: other })).verdict).toMatchObject({
    light: 'stop',
    because: ['household-limit'],
  })
  phone.now += 48 * HOUR
  expect((await phone.stand({ by: 'list', pass: other })).verdict.because).not.toContain('household-limit')
})

test('a fever: measured twice, then led aside; a doctor’s way stays open', async () => {
  const phone = keeperPhone()
  await phone.list([her])
  const { standing } = await phone.stand(codeOf(her, NINE))
  const once = withTemperature(standing, 37.8, 37.3)
  expect(verdictOn(once, 'out', phone.pocket)).toMatchObject({ light: 'ask', because: ['measure-again'] })
  expect(verdictOn(withTemperature(once, 36.6, 37.3), 'out', phone.pocket).light).toBe('go')
  const twice = withTemperature(once, 37.9, 37.3)
  expect(verdictOn(twice, 'out', phone.pocket)).toMatchObject({ light: 'stop', next: ['quiet-place', 'call-duty'] })
  expect(verdictOn({ ...twice, way: 'medical' }, 'out', phone.pocket).light).toBe('go')
})

test.each([
  ['36.5', { kind: 'temperature', celsius: 36.5 }],
  ['T36.52 °C', { kind: 'temperature', celsius: 36.5 }],
  ['36,5', { kind: 'temperature', celsius: 36.5 }],
  ['365', { kind: 'temperature', celsius: 36.5 }],
  ['３７．８℃', { kind: 'temperature', celsius: 37.8 }],
  ['29.9', { kind: 'other', text: '29.9' }],
  ['sw1:p:ab c', { kind: 'code', text: 'SW1:P:AB C' }],
  [`${her.number}`, { kind: 'number', number: her.number }],
  ['123456789', { kind: 'slip' }],
  ['https://example.invalid', { kind: 'other', text: 'https://example.invalid' }],
] as const)('typed or scanned: %s', (line, read) => {
  expect(readLine(line)).toEqual(read)
})
