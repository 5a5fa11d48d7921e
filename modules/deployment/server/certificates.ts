/** Certificates of service: what stood in the record when one was issued, under a number that anybody who holds it may check. */
import { randomBytes } from 'node:crypto'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { noteTry, triesOf } from '../../../platform/server/tries.ts'
import { numberFrom, readNumber } from '../certificate.ts'
import { deployment } from '../contract.ts'
import { problems } from '../model.ts'
import { servedIn } from './service.ts'

/** 75 random bits cannot be guessed; the limit keeps the page from being asked all day. */
const MINUTES = 15
const MOST_WRONG = 30

interface Row {
  readonly id: string
  readonly number: string
  readonly fromDay: string
  readonly toDay: string
  readonly days: number
  readonly hours: string
  readonly nights: number
}

export const certificateHandlers: Pick<
  HandlersOf<typeof deployment>,
  'issueCertificate' | 'certificates' | 'revokeCertificate' | 'checkCertificate'
> = {
  issueCertificate: async (context, { id, personId, from, to, operationId }) => {
    const { actor } = context
    const period = { from, to, operationId }
    const [served] = await servedIn(context, period, personId)
    if (!served) throw new Problem(problems.noService)
    const { rows } = await context.query<{ path: string }>('SELECT path FROM staff.public_person WHERE id = $1', [
      personId,
    ])
    const path = rows[0]?.path
    if (!path) throw new Problem(problems.noPerson)
    const number = numberFrom(randomBytes(15))
    const { rows: made } = await context.query<{ number: string; issuedAt: Date }>(
      `INSERT INTO deployment.certificate (street_id, operation_id, id, path, person_id, number, from_day, to_day, days, hours, nights, tasks, issued_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT DO NOTHING RETURNING number, issued_at AS "issuedAt"`,
      [
        ...[actor.streetId, operationId, id, path, personId, number, from, to],
        ...[served.days, served.hours, served.nights, served.tasks, actor.accountId],
      ],
    )
    if (!made[0]) throw new Problem(problems.changed)
    await context.record(deployment.events.certificateIssued, {
      path,
      ...(operationId ? { operationId } : {}),
      data: { certificateId: id, personId },
    })
    const { name, department, days, hours, nights, tasks } = served
    return {
      ...{ number, name, department, tasks, days, hours, nights, fromDay: from, toDay: to },
      issuedAt: made[0].issuedAt.toISOString(),
    }
  },

  certificates: async (context, { personId }) => {
    const { rows } = await context.query<Row & { revoked: boolean }>(
      `SELECT id, number, from_day AS "fromDay", to_day AS "toDay", days, hours, nights, revoked_at IS NOT NULL AS revoked
       FROM deployment.certificate WHERE person_id = $1 ORDER BY issued_at DESC, id LIMIT 100`,
      [personId],
    )
    return { certificates: rows.map((row) => ({ ...row, hours: Number(row.hours) })) }
  },

  revokeCertificate: async (context, { id }) => {
    const { rows } = await context.query<{ path: string }>(
      'UPDATE deployment.certificate SET revoked_at = coalesce(revoked_at, now()) WHERE id = $1 RETURNING path',
      [id],
    )
    if (!rows[0]) throw new Problem(platformProblems.notFound)
    await context.record(deployment.events.certificateRevoked, { path: rows[0].path, data: { certificateId: id } })
    return {}
  },

  checkCertificate: {
    async outside(call, { number }) {
      const { database } = call.house
      const read = readNumber(number)
      if (read === null) return { valid: false, figures: null }
      const by = `certificate:${call.address}`
      if ((await triesOf(database, by, MINUTES)) >= MOST_WRONG)
        throw new Problem(problems.tooManyNumbers, { minutes: MINUTES })
      const [row] = await database.bare<Row & { valid: boolean; issuedOn: string }>(
        `SELECT c.valid, c.from_day AS "fromDay", c.to_day AS "toDay", c.days, c.hours, c.nights, c.issued_on AS "issuedOn"
         FROM deployment.check_certificate($1) c`,
        [read],
      )
      if (!row) {
        await noteTry(database, by, MINUTES)
        return { valid: false, figures: null }
      }
      // Of one that was revoked nothing is told but that.
      const { valid, hours, ...figures } = row
      return { valid, figures: valid ? { ...figures, hours: Number(hours) } : null }
    },
  },
}
