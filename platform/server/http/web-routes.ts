/** The built pages: the desk at /, the phone at /field/. Hashed assets are kept for a year, pages are asked for anew. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

export async function webRoutes(app: FastifyInstance, webDir: string): Promise<void> {
  const setHeaders = (reply: { header(name: string, value: string): unknown }, path: string): void => {
    reply.header('cache-control', /[\\/]assets[\\/]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache')
  }
  let decorateReply = true
  for (const [folder, prefix] of [
    ['field', '/field/'],
    ['command', '/'],
  ] as const) {
    const root = join(webDir, folder)
    if (!existsSync(join(root, 'index.html'))) continue
    await app.register(fastifyStatic, {
      root,
      prefix,
      setHeaders,
      decorateReply,
      wildcard: false,
      preCompressed: false,
    })
    decorateReply = false
  }
  // Pages of the desk and the phone are routed in the browser.
  app.get('/field', async (_request, reply) => reply.redirect('/field/'))
  app.get('/field/*', async (_request, reply) =>
    reply.header('cache-control', 'no-cache').sendFile('index.html', join(webDir, 'field')),
  )
  app.get('/*', async (request, reply) => {
    if (request.url.startsWith('/api/') || /\.[a-z0-9]{2,5}$/i.test(request.url.split('?')[0]!))
      return reply.callNotFound()
    return reply.header('cache-control', 'no-cache').sendFile('index.html', join(webDir, 'command'))
  })
}
