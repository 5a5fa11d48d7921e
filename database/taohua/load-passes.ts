/**
 * Passes of the demo's community: one measure in force, three hundred that were issued, two dozen applications that wait. They go straight into
 * the tables, as the room would write them: each three hundred by its handlers would make every demo start a second later.
 */
import { randomBytes } from 'node:crypto'
import type { ClientBase } from 'pg'
import { householdKey, householdText } from '../../modules/pass/household-key.ts'
import { passNumberOf } from '../../modules/pass/pass-number.ts'
import { defaultPassPolicy } from '../../modules/pass/policy.ts'
import { atDepth } from '../../platform/pure/area.ts'
import { maskName } from '../../platform/pure/mask.ts'
import { uuid7 } from '../../platform/pure/uuid7.ts'

export type PassDigest = (kind: 'id' | 'phone' | 'slip', value: string) => Uint8Array

export interface DemoMeasure {
  readonly operationId: string
  readonly streetId: string
  readonly path: string
  readonly draftedBy: string
  readonly confirmedBy: string
  /** ms since 1970 */
  readonly now: number
}

const ISSUED = 300
const WAITING = 24
const COMPOUND = 6
const HOUR = 3600_000
const DAY = 24 * HOUR
/** Nothing odd: over two days, by day, at most a few within ten minutes. */
const EVERY = 4 * 60_000

interface Person {
  readonly id: string
  readonly path: string
  readonly name: string
  readonly tenancy: 'owner' | 'tenant'
}

export async function loadPasses(client: ClientBase, digest: PassDigest, of: DemoMeasure): Promise<void> {
  const { operationId, streetId, path, now } = of
  const at = (ms: number): string => new Date(ms).toISOString()
  const newId = (): string => uuid7(now, randomBytes(10))
  await client.query(
    `INSERT INTO pass.measure (street_id, operation_id, id, path, decided_by, document, document_on, article, evidence, starts_at, ends_at, policy, rules, call, appeal_to,
       appeal_days, drafted_by, drafted_at, confirmed_by, confirmed_at)
     VALUES ($1, $2, $3, $4, '云溪区人民政府', '云府通〔演示〕3号', $5::date, '《传染病防治法》第六十三条', '流行病学调查报告（演示）第 2 号', $6, $7, $8,
       '凭出入证进出小区，出示手机码、卡片或报证号均可。就医、急救随时放行。快递在门岗交接点领取。', '社区服务站 0571-00000000（演示）',
       '云溪区人民政府行政复议机构（演示）', 15, $9, $10, $11, $10)`,
    [
      ...[streetId, operationId, newId(), path, at(now - 2 * DAY), at(now - 2 * DAY), at(now + 5 * DAY)],
      ...[JSON.stringify(defaultPassPolicy), of.draftedBy, at(now - 2 * DAY - HOUR), of.confirmedBy],
    ],
  )
  const { rows: people } = await client.query<Person>(
    `SELECT id, path, name, tenancy FROM register.resident WHERE street_id = $1 AND path >= $2 AND path < $3 AND left_at IS NULL AND residence <> 'away' ORDER BY path, id LIMIT $4`,
    [streetId, path, `${path.slice(0, -1)}/`, ISSUED + WAITING],
  )
  const begun = now - ISSUED * EVERY - HOUR
  const rows = people.map((person, n) => ({
    ...person,
    ...{ application: newId(), pass: newId(), kind: person.tenancy === 'tenant' ? 'tenant' : 'resident' },
    // Whoever asks last still waits.
    ...{
      state: n < people.length - Math.min(WAITING, people.length / 4) ? 'issued' : 'asked',
      at: at(begun + n * EVERY),
    },
    ...{ number: passNumberOf(10_000_000 + n * 7919), holder: maskName(person.name) },
    household: householdKey(digest('slip', householdText(streetId, person.path))),
  }))
  const all = <T>(of: (row: (typeof rows)[number]) => T): T[] => rows.map(of)
  await client.query(
    `INSERT INTO pass.application (street_id, operation_id, id, path, kind, name, name_key, pinyin, initials, sex, birth_date, id_type, id_masked, id_digest, phone_masked,
       phone_tail, phone_digest, wants_card, via, entered_by, resident_id, state, asked_at, verified_by, verified_at, verified_how)
     SELECT r.street_id, $1, x.id, r.path, x.kind, r.name, r.name_key, r.pinyin, r.initials, r.sex, r.birth_date, r.id_type, r.id_masked, r.id_digest, r.phone_masked,
       r.phone_tail, r.phone_digest, false, 'desk', $2, r.id, x.state, x.at, CASE WHEN x.state = 'issued' THEN $2::uuid END, CASE WHEN x.state = 'issued' THEN x.at END,
       CASE WHEN x.state = 'issued' THEN 'register' END
     FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::timestamptz[]) AS x (id, resident_id, kind, state, at)
     JOIN register.resident r ON r.street_id = $8 AND r.id = x.resident_id`,
    [
      ...[operationId, of.draftedBy, all((row) => row.application), all((row) => row.id), all((row) => row.kind)],
      ...[all((row) => row.state), all((row) => row.at), streetId],
    ],
  )
  const issued = rows.filter(({ state }) => state === 'issued')
  const ofIssued = <T>(pick: (row: (typeof rows)[number]) => T): T[] => issued.map(pick)
  await client.query(
    `INSERT INTO pass.pass (street_id, operation_id, id, path, application_id, number, kind, scope, name, name_key, pinyin, initials, holder, sex, birth_year, id_digest,
       phone_tail, phone_digest, resident_id, household, from_at, until_at, verified_by, issued_by, issued_at)
     SELECT r.street_id, $1, x.id, r.path, x.application_id, x.number, a.kind, ARRAY[x.compound], r.name, r.name_key, r.pinyin, r.initials, x.holder, r.sex,
       extract(year FROM r.birth_date)::smallint, r.id_digest, r.phone_tail, r.phone_digest, r.id, x.household, a.asked_at, a.asked_at + interval '90 days', $2, $3, a.asked_at
     FROM unnest($4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[]) AS x (id, application_id, number, holder, household, compound)
     JOIN pass.application a ON a.id = x.application_id JOIN register.resident r ON r.street_id = a.street_id AND r.id = a.resident_id`,
    [
      ...[operationId, of.draftedBy, of.confirmedBy, ofIssued((row) => row.pass), ofIssued((row) => row.application)],
      ...[ofIssued((row) => row.number), ofIssued((row) => row.holder), ofIssued((row) => row.household)],
      ofIssued((row) => atDepth(row.path, COMPOUND)),
    ],
  )
}
