/** GET /api/live?topics=a,b: server-sent events, filtered by the listener's area and account, coalesced by the hub. */
import type { FastifyInstance } from 'fastify'
import { listeningRoles } from '../../pure/roles.ts'
import { COOKIE, type Sessions } from '../access/sessions.ts'
import type { House } from '../room.ts'

/** A listener that cannot take this much is let go; it comes back with its cursor. */
const BACKLOG = 4 * 1024 * 1024

export function liveRoute(app: FastifyInstance, house: House, sessions: Sessions): void {
  app.get<{ Querystring: { topics?: string; cursor?: string } }>('/api/live', async (request, reply) => {
    const token = request.cookies[COOKIE]
    const { actor } = await sessions.find(token)
    const topics = (request.query.topics ?? '')
      .split(',')
      .filter((t) => /^[a-z.-]{3,60}$/.test(t))
      .slice(0, 30)
    const last = request.headers['last-event-id']
    reply.hijack()
    const { raw } = reply
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      connection: 'keep-alive',
    })
    const write = (text: string): void => {
      if (raw.writableLength > BACKLOG) raw.destroy()
      else raw.write(text)
    }
    write(`retry: 1500\nid: ${house.live.cursor()}\nevent: ping\ndata: {}\n\n`)
    const leave = house.live.listen({
      topics,
      // Everybody hears what is meant for themselves; what happens in an area only who watches it.
      area: listeningRoles.includes(actor.role) ? actor.path : null,
      account: actor.accountId,
      cursor: (typeof last === 'string' ? last : request.query.cursor) ?? null,
      send: (message) =>
        write(
          message.kind === 'restart'
            ? `id: ${message.cursor}\nevent: restart\ndata: {}\n\n`
            : `id: ${message.cursor}\nevent: lines\ndata: ${JSON.stringify({ cursor: message.cursor, lines: message.lines })}\n\n`,
        ),
    })
    // A session that has ended must not go on listening.
    const pulse = setInterval(() => {
      sessions.find(token).then(
        () => write('event: ping\ndata: {}\n\n'),
        () => raw.end('event: ended\ndata: {}\n\n'),
      )
    }, 15_000)
    raw.on('close', () => {
      clearInterval(pulse)
      leave()
    })
  })
}
