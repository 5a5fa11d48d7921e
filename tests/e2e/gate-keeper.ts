/** A gate of the invented street with an order and passes, put there by SQL; and what a keeper does on the phone, as steps of a journey. */
import { createHash, randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import { passCode } from '../../modules/pass/envelope.ts'
import type { PassAtGate } from '../../modules/pass/model.ts'
import { passNumberOf } from '../../modules/pass/pass-number.ts'
import { defaultPassPolicy } from '../../modules/pass/policy.ts'
import { claimsOf, keyPair } from '../keeper-phone.ts'
import { ask } from './field-crew.ts'
import type { Stage } from './stage.ts'

const HOUR = 3600_000
const ours = keyPair('0e2e0e2e')
const theirs = keyPair('0e2e0e2e')

/** A UUID that follows from a name, so that a journey can be read. */
const idOf = (name: string): string => {
  const hex = createHash('sha256').update(name).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export interface SetGate {
  readonly gateId: string
  readonly passes: readonly PassAtGate[]
  /** What the holder's phone shows, made `ago` ms ago; signed by somebody else when `forged`. */
  code(pass: PassAtGate, more?: { ago?: number; forged?: boolean }): string
}

const NAMES = ['桃*月', '柳*青', '杏*儿', '梨*白', '松*年', '竹*君']

export async function setGate(stage: Stage): Promise<SetGate> {
  const [worker] = await ask<{ street: string; path: string; officer: string; leader: string }>(
    stage,
    `SELECT w.street_id AS street, w.path, o.id AS officer, l.id AS leader FROM platform.account w, platform.account o, platform.account l
     WHERE w.login = 'grid-worker' AND o.login = 'officer' AND l.login = 'leader'`,
  )
  const { street, path, officer, leader } = worker!
  const sql = (text: string, values: unknown[]) => ask(stage, text, values)
  const gateId = idOf('gate')
  await sql(
    `INSERT INTO gate.gate (street_id, id, path, name, serves, state, key_name, key_phone) VALUES ($1, $2, $3, '桃花苑东门', ARRAY[$4], 'open', '桃钥匙', '12900000001')`,
    [street, gateId, path, path],
  )
  const [operation] = await ask<{ id: string }>(
    stage,
    `SELECT id FROM operation.operation WHERE state = 'open' AND starts_with($1, path) LIMIT 1`,
    [path],
  )
  await sql(
    `INSERT INTO pass.measure (street_id, operation_id, id, path, decided_by, document, document_on, article, evidence, starts_at, ends_at, policy, rules, call,
       appeal_to, appeal_days, drafted_by, confirmed_by, confirmed_at)
     VALUES ($1, $2, $3, $4, '云溪区指挥部', '2号', '2026-03-01', '传染病防治法第六十三条', '演练用的依据说明', now() - interval '2 days', now() + interval '5 days',
       $5, '凭证出入，就医随时放行', '值班电话 12900000000', '云溪区政府', 15, $6, $7, now())`,
    [street, operation!.id, idOf('measure'), path, JSON.stringify(defaultPassPolicy), leader, officer],
  )
  await sql(
    `INSERT INTO pass.key (street_id, key_id, path, public_key, salt, from_at) VALUES ($1, $2, $3, $4, $5, now() - interval '3 days')`,
    [street, ours.known.keyId, path, ours.known.publicKey, randomBytes(16)],
  )
  const passes = NAMES.map(
    (name, n): PassAtGate => ({
      ...{ passId: idOf(`pass ${n}`), number: passNumberOf(7000 + 13 * n), kind: 'resident', scope: [path] },
      holder: { name, sex: n % 2 === 0 ? 'female' : 'male', birthYear: 1950 + 7 * n },
      household: `house00${n}`,
      from: new Date(Date.now() - 24 * HOUR).toISOString(),
      until: new Date(Date.now() + 240 * HOUR).toISOString(),
      standing: 'valid',
    }),
  )
  for (const [n, pass] of passes.entries()) {
    const whole = `桃${n}`
    await sql(
      `INSERT INTO pass.application (street_id, operation_id, id, path, kind, name, name_key, pinyin, initials, id_type, wants_card, via, entered_by)
       VALUES ($1, $2, $3, $4, 'resident', $5, $5, 'tao', 't', 'none', false, 'desk', $6)`,
      [street, operation!.id, idOf(`application ${n}`), path, whole, officer],
    )
    await sql(
      `INSERT INTO pass.pass (street_id, operation_id, id, path, application_id, number, kind, scope, name, name_key, pinyin, initials, holder, sex, birth_year,
         household, from_at, until_at, verified_by, issued_by)
       VALUES ($1, $2, $3, $4::text, $5, $6, 'resident', ARRAY[$4::text], $7, $7, 'tao', 't', $8, $9, $10, $11, $12, $13, $14, $14)`,
      [
        ...[street, operation!.id, pass.passId, path, idOf(`application ${n}`), pass.number, whole],
        ...[pass.holder.name, pass.holder.sex, pass.holder.birthYear, pass.household, pass.from, pass.until, officer],
      ],
    )
  }
  return {
    gateId,
    passes,
    code: (pass, { ago = 5000, forged = false } = {}) =>
      passCode(claimsOf(pass, Date.now() - ago), ours.known.keyId, forged ? theirs.sign : ours.sign),
  }
}

export const revoke = (stage: Stage, pass: PassAtGate): Promise<unknown> =>
  ask(
    stage,
    `UPDATE pass.pass SET standing = 'revoked', ended_at = now(), ended_by = issued_by, revoke_reason = 'lent', revoke_text = '借给他人使用',
       revoked_under = (SELECT id FROM pass.measure LIMIT 1) WHERE id = $1`,
    [pass.passId],
  )

export interface CrossingRow {
  readonly n: number
  readonly direction: string
  readonly means: string
  readonly way: string
  readonly light: string
  readonly because: string[]
  readonly outcome: string
  readonly pass_id: string | null
  readonly undoes: string | null
  readonly doubts: string[]
  readonly late: number
}
export const crossings = (stage: Stage, gateId: string): Promise<CrossingRow[]> =>
  ask<CrossingRow>(
    stage,
    `SELECT n::int, direction, means, way, light, because, outcome, pass_id, undoes, doubts, extract(epoch FROM received_at - at)::int AS late
     FROM gate.crossing WHERE gate_id = $1 ORDER BY shift_id, n`,
    [gateId],
  )

/** A scanner or thermometer plugged in as a keyboard. */
export async function wedge(page: Page, line: string): Promise<void> {
  await page.evaluate('document.activeElement?.blur()')
  await page.keyboard.type(line)
  await page.keyboard.press('Enter')
}

/** The light shown, and its first reason. */
export async function shown(page: Page, light: 'go' | 'ask' | 'stop'): Promise<string> {
  await page.waitForSelector(`.gate-check[data-light=${light}]`)
  return ((await page.locator('.gate-check').getAttribute('data-because')) ?? '').split(' ')[0] ?? ''
}

export async function decide(page: Page, outcome: 'passed' | 'turned-back' | 'quiet-place'): Promise<void> {
  await page.click(`[data-outcome=${outcome}]`)
  await page.waitForSelector('.gate-check', { state: 'detached' })
}
