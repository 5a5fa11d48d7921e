/**
 * Contracts become routes. Every operation is a POST with JSON and the header `x-shouwang`, which a foreign page cannot send
 * without asking; the log knows route, status and time, never a body, a query or a name.
 */
import { randomBytes } from 'node:crypto'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import type { Operation } from '../../pure/contract.ts'
import { Problem, platformProblems } from '../../pure/problem.ts'
import { COOKIE, type Session, type Sessions } from '../access/sessions.ts'
import { asProblem } from '../database/database.ts'
import type { Call, House, Room } from '../room.ts'
import { fieldProblems } from './field-problems.ts'
import { fileRoute } from './file-route.ts'
import { liveRoute } from './live-route.ts'
import { type Metrics, openMetrics } from './metrics.ts'
import { openapiRoutes } from './openapi.ts'
import { receiveUpload } from './upload.ts'
import { webRoutes } from './web-routes.ts'

export interface ServerOptions {
  readonly house: House
  readonly sessions: Sessions
  readonly rooms: readonly Room[]
  /** Folder with command/, field/ and resident/, built; absent in tests of the API alone. */
  readonly webDir?: string
  readonly tls?: { readonly cert: string; readonly key: string } | null
  readonly secureCookies: boolean
  readonly uploadLimit: number
  readonly log: boolean | { readonly level: string }
  readonly healthy: () => Promise<boolean>
}

export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const { house, sessions, rooms } = options
  const app = Fastify({
    logger: options.log
      ? {
          level: options.log === true ? 'info' : options.log.level,
          serializers: { req: () => ({}), res: () => ({}), err: plainError },
          base: null,
        }
      : false,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 8 * 1024 * 1024,
    genReqId: () => randomBytes(6).toString('hex'),
    forceCloseConnections: 'idle',
    trustProxy: process.env['TRUST_PROXY'] === '1',
    ...(options.tls ? { https: options.tls } : {}),
  }) as unknown as FastifyInstance
  const metrics = openMetrics(house)

  await app.register(cookie)
  await app.register(compress, { threshold: 4096, encodings: ['gzip', 'identity'], zlibOptions: { level: 5 } })
  await app.register(multipart, {
    limits: { fileSize: options.uploadLimit, files: 1, fields: 4, fieldSize: 1024 * 1024 },
  })
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        workerSrc: ["'self'", 'blob:'],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'"],
        mediaSrc: ["'self'", 'blob:'],
        ...(options.secureCookies ? {} : { upgradeInsecureRequests: null }),
      },
    },
    ...(options.secureCookies ? {} : { hsts: false }),
    crossOriginOpenerPolicy: { policy: 'same-origin' },
  })

  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    metrics.answered(request.method, route, reply.statusCode, reply.elapsedTime / 1000)
    if (route.startsWith('/api') || reply.statusCode >= 500)
      request.log.info(
        {
          route,
          method: request.method,
          status: reply.statusCode,
          ms: Math.round(reply.elapsedTime * 10) / 10,
          trace: request.id,
        },
        'answered',
      )
  })
  app.setErrorHandler((error, request, reply) => answerError(error, request, reply))
  app.setNotFoundHandler((request, reply) => {
    if (request.url.startsWith('/api') || request.method !== 'GET')
      return answerError(new Problem(platformProblems.notFound), request, reply)
    return reply.code(404).type('text/plain; charset=utf-8').send('404 没有这一页 · Not found')
  })

  for (const { contract, handlers } of rooms)
    for (const operation of Object.values(contract.operations) as Operation[])
      mount(app, operation, handlers[operation.name]!, options)

  app.get('/healthz', async (_request, reply) => {
    const ok = await options.healthy().catch(() => false)
    return reply.code(ok ? 200 : 503).send({ ok })
  })
  metricsRoute(app, metrics)
  liveRoute(app, house, sessions)
  fileRoute(app, house, sessions)
  await openapiRoutes(app, rooms)
  if (options.webDir) await webRoutes(app, options.webDir)
  return app
}

function mount(
  app: FastifyInstance,
  operation: Operation,
  handler: Room['handlers'][string],
  { house, sessions, secureCookies }: ServerOptions,
): void {
  app.post(operation.url, async (request, reply) => {
    guardOrigin(request)
    const session = operation.roles === 'anyone' ? null : await sessions.find(request.cookies[COOKIE])
    if (session && Array.isArray(operation.roles) && !operation.roles.includes(session.actor.role))
      throw new Problem(platformProblems.notAllowed)
    const upload = operation.kind === 'command' && operation.upload ? await receiveUpload(request, house.dataDir) : null
    try {
      const parsed = operation.input.safeParse(upload ? upload.input : (request.body ?? {}))
      if (!parsed.success) throw new Problem(platformProblems.badRequest, {}, { fields: fieldProblems(parsed.error) })
      const call = {
        actor: session?.actor,
        house,
        ...(upload ? { file: upload.file } : {}),
        session,
        address: request.ip,
        setToken: (token: string | null, hours: number) => setToken(reply, token, hours, secureCookies),
      } as Call & { session: Session | null }
      const output =
        typeof handler === 'function'
          ? await house.database.within(call.actor, (context) => handler({ ...context, ...call }, parsed.data), {
              readOnly: operation.kind === 'query',
            })
          : await handler!.outside(call, parsed.data)
      reply.header('cache-control', 'no-store')
      return output
    } finally {
      await upload?.discard()
    }
  })
}

function setToken(reply: FastifyReply, token: string | null, hours: number, secure: boolean): void {
  const common = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const
  if (token) reply.setCookie(COOKIE, token, { ...common, maxAge: hours * 3600 })
  else reply.clearCookie(COOKIE, common)
}

function guardOrigin(request: FastifyRequest): void {
  const { origin, host } = request.headers
  const foreign = origin !== undefined && origin !== 'null' && safeHost(origin) !== host
  if (foreign || request.headers['x-shouwang'] !== '1') throw new Problem(platformProblems.foreignOrigin)
}
const safeHost = (origin: string): string | null => {
  try {
    return new URL(origin).host
  } catch {
    return null
  }
}

function metricsRoute(app: FastifyInstance, metrics: Metrics): void {
  app.get('/metrics', async (request, reply) => {
    // Figures only, but of no use to the outside: the machine itself, or a scraper that knows the token.
    const token = process.env['METRICS_TOKEN']
    const local = request.ip === '127.0.0.1' || request.ip === '::1'
    if (token ? request.headers.authorization !== `Bearer ${token}` : !local)
      throw new Problem(platformProblems.notAllowed)
    return reply.type(metrics.contentType).send(await metrics.text())
  })
}

/** Only code and place: messages of the database may quote values. */
const plainError = (error: { name?: string; code?: string; stack?: string }) => ({
  type: error.name ?? 'Error',
  message: error.code ?? error.name ?? 'error',
  stack: (error.stack ?? '')
    .split('\n')
    .filter((l) => l.trimStart().startsWith('at '))
    .slice(0, 8)
    .join('\n'),
})

function answerError(raw: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const error = asProblem(raw)
  const problem = error instanceof Problem ? error : problemOf(error as { code?: string; statusCode?: number }, request)
  if (problem.kind.status >= 500) request.log.error({ err: error, trace: request.id }, 'failed')
  return reply.code(problem.kind.status).header('cache-control', 'no-store').send(problem.answer())
}

function problemOf(error: { code?: string; statusCode?: number }, request: FastifyRequest): Problem {
  switch (error.code) {
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return new Problem(platformProblems.notJson)
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new Problem(platformProblems.tooLarge, { limit: '8 MB' })
    case 'FST_REQ_FILE_TOO_LARGE':
      return new Problem(platformProblems.tooLarge, { limit: `${process.env['UPLOAD_LIMIT_MB'] ?? 200} MB` })
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_INVALID_MULTIPART_CONTENT_TYPE':
      return new Problem(platformProblems.wrongType)
    case 'ENOSPC':
      return new Problem(platformProblems.diskFull)
    case '22P02':
    case '22021':
    case '22P05':
      return new Problem(platformProblems.badRequest)
    case '23505':
    case '40001':
    case '40P01':
      return new Problem(platformProblems.conflict)
  }
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500)
    return new Problem(platformProblems.badRequest)
  return new Problem(platformProblems.broken, { trace: request.id })
}
