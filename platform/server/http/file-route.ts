/**
 * Where an export is fetched: once, whole. Surprising: a HEAD would run this like a GET and use the file up, so there is none;
 * of ranges only `bytes=N-` is honoured, for a download that broke, and any other gets the whole file as if none were asked.
 */
import type { FastifyInstance } from 'fastify'
import { Problem, platformProblems } from '../../pure/problem.ts'
import { COOKIE, type Sessions } from '../access/sessions.ts'
import type { House } from '../room.ts'

export function fileRoute(app: FastifyInstance, house: House, sessions: Sessions): void {
  app.get<{ Params: { id: string } }>('/api/files/:id', { exposeHeadRoute: false }, async (request, reply) => {
    const { actor } = await sessions.find(request.cookies[COOKIE])
    const { id } = request.params
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new Problem(platformProblems.notFound)
    const tag = `"${id}"`
    const condition = request.headers['if-range']
    const resumed = condition === undefined || condition === tag ? request.headers.range : undefined
    const file = await house.files.open(actor, id, Number(/^bytes=(\d{1,15})-$/.exec(resumed ?? '')?.[1] ?? 0))
    const log = (error: unknown): void => request.log.error({ err: error }, 'a fetched export was not cleared away')
    reply.raw.once('finish', () => void file.arrived().catch(log))
    reply.raw.once('close', () => {
      if (!reply.raw.writableFinished) void file.broke().catch(log)
    })
    if (file.from > 0) reply.code(206).header('content-range', `bytes ${file.from}-${file.bytes - 1}/${file.bytes}`)
    return reply
      .header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .header('content-length', file.bytes - file.from)
      .header('accept-ranges', 'bytes')
      .header('etag', tag)
      .header(
        'content-disposition',
        `attachment; filename="export.xlsx"; filename*=UTF-8''${encodeURIComponent(file.title)}.xlsx`,
      )
      .header('cache-control', 'no-store')
      .send(file.stream)
  })
}
