/**
 * Carries messages to their channels. Each channel has its own lane, so that one that is slow or down delays itself alone. A message is
 * claimed, sent, settled; whoever is killed in between leaves it "sent perhaps", which only a person sends again.
 */
import { systemActor } from '../../../platform/server/actor.ts'
import type { House } from '../../../platform/server/room.ts'
import type { ChannelKind } from '../call-up-model.ts'
import { groupNotice, personNotice } from '../notice.ts'
import { tokenOf } from './call-up-links.ts'
import { type Address, type Outcome, postingOf, readAnswer, readFailure } from './channel-adapters.ts'
import { unseal } from './channel-seal.ts'

/** ms. `wait` doubles with every try of a message. */
export const pace = { every: 1000, timeout: 8000, wait: 5000, longestWait: 300_000 }
const MOST_TRIES = 30
/** At once to one gateway of persons; robots are told one thing at a time. */
const SIDE_BY_SIDE = 8

interface Claimed {
  readonly id: string
  readonly street_id: string
  readonly call_up_id: string
  readonly path: string
  readonly thing: string
  readonly call_id: string | null
  readonly person_id: string | null
  readonly link_turn: number | null
  readonly tries: number
  readonly kind: ChannelKind
  readonly sealed_url: Buffer
  readonly sealed_secret: Buffer | null
  readonly remembers: boolean
}

export class PostOffice {
  private readonly house: House
  private readonly lanes = new Map<string, Promise<void>>()
  private timer: NodeJS.Timeout | undefined
  private stopped = false

  constructor(house: House) {
    this.house = house
  }

  start(): void {
    const look = (): void => {
      this.look()
        .catch(() => undefined)
        .finally(() => {
          if (!this.stopped) this.timer = setTimeout(look, pace.every)
        })
    }
    look()
  }

  async stop(): Promise<void> {
    this.stopped = true
    clearTimeout(this.timer)
    await Promise.allSettled(this.lanes.values())
  }

  /** Begins a lane for every channel that has something due and no lane yet. */
  private async look(): Promise<void> {
    const due = await this.house.database.bare<{ id: string; failing: boolean }>(
      'SELECT * FROM mobilize.due_channels()',
    )
    for (const { id, failing } of due) {
      if (this.lanes.has(id) || this.stopped) continue
      const lane = this.serve(id, failing)
        .catch(() => undefined)
        .finally(() => this.lanes.delete(id))
      this.lanes.set(id, lane)
    }
  }

  private async serve(channelId: string, failing: boolean): Promise<void> {
    let most = failing ? 1 : SIDE_BY_SIDE
    while (!this.stopped) {
      const claimed = await this.house.database.bare<Claimed>('SELECT * FROM mobilize.claim($1, $2)', [channelId, most])
      if (claimed.length === 0) return
      const outcomes = await Promise.all(claimed.map(async (message) => this.deliver(message)))
      if (outcomes.some(({ what }) => what !== 'sent')) return
      most = SIDE_BY_SIDE
    }
  }

  private async deliver(message: Claimed): Promise<Outcome> {
    const outcome = await this.send(message).catch((): Outcome => ({ what: 'perhaps', why: 'broken', blame: false }))
    const tired = outcome.what === 'retry' && message.tries >= MOST_TRIES
    const wait =
      Math.min(pace.longestWait, pace.wait * 2 ** Math.min(message.tries - 1, 10)) * (0.75 + Math.random() / 2)
    await this.house.database.bare(`SELECT mobilize.settle($1, $2, $3, $4 * interval '1 millisecond', $5)`, [
      ...[message.id, tired ? 'failed' : outcome.what, outcome.what === 'sent' ? null : outcome.why, wait],
      outcome.what !== 'sent' && outcome.blame,
    ])
    return outcome
  }

  private async send(message: Claimed): Promise<Outcome> {
    const { digestKey } = this.house
    const url = unseal(digestKey, message.sealed_url)
    const secret = message.sealed_secret === null ? null : unseal(digestKey, message.sealed_secret)
    if (url === null || (message.sealed_secret !== null && secret === null))
      return { what: 'failed', why: 'unsealed', blame: true }
    const letter = await this.write(message)
    if (letter === null) return { what: 'failed', why: 'no-phone', blame: false }
    const address: Address = { kind: message.kind, url, secret }
    const posting = postingOf(address, { id: message.id, ...letter }, Date.now())
    try {
      const answer = await fetch(posting.url, {
        ...{ method: 'POST', headers: posting.headers, body: posting.body, redirect: 'manual' },
        signal: AbortSignal.timeout(pace.timeout),
      })
      return readAnswer(message.kind, answer.status, await answer.text())
    } catch (error) {
      return readFailure(error, message.remembers)
    }
  }

  /** Null: nobody can be reached by it. A whole phone is read for this one message and is on the ledger. */
  private async write({ street_id, path, call_up_id, thing, call_id, person_id, link_turn }: Claimed) {
    const no = Number(thing.slice(thing.indexOf(':') + 1))
    return this.house.database.within(systemActor(street_id, path), async (context) => {
      const { rows } = await context.query<{ name: string; place: string; musterAt: Date; origin: string | null }>(
        `SELECT u.name, u.place_name AS place, u.muster_at AS "musterAt", w.origin FROM mobilize.call_up u
         JOIN mobilize.wave w ON w.call_up_id = u.id AND w.no = $2 WHERE u.id = $1`,
        [call_up_id, no],
      )
      const { origin, ...about } = rows[0]!
      if (call_id === null) {
        const { rows: departments } = await context.query<{ name: string; count: number }>(
          `SELECT d.name, count(*)::integer AS count FROM mobilize.call c JOIN staff.department d ON d.street_id = c.street_id AND d.id = c.department_id
           WHERE c.call_up_id = $1 AND c.wave = $2 GROUP BY d.name ORDER BY count(*) DESC, d.name`,
          [call_up_id, no],
        )
        return { text: groupNotice(about, departments), phone: null }
      }
      const { rows: told } = await context.query<{ phone: string | null }>('SELECT staff.reveal($1, $2, $3) AS phone', [
        ...[street_id, person_id, 'call'],
      ])
      const phone = told[0]?.phone ?? null
      const link = `${origin ?? ''}/r/call#${tokenOf(this.house, call_id, link_turn ?? 1)}`
      return phone === null ? null : { text: personNotice(about, link), phone }
    })
  }
}
