/** The built pages: the desk at /, the phone at /field/, the resident's page at /r/ (a short address, because people type it), the check of a draw at /draw/verify. Hashed assets are kept for a year, pages are asked for anew. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

export async function webRoutes(app: FastifyInstance, webDir: string): Promise<void> {
  const setHeaders = (reply: { header(name: string, value: string): unknown }, path: string): void => {
    reply.header('cache-control', /[\\/]assets[\\/]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache')
  }
  const built = new Set<string>()
  let decorateReply = true
  for (const [folder, prefix] of [
    ['field', '/field/'],
    ['resident', '/r/'],
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
      preCompressed: true,
    })
    decorateReply = false
    built.add(folder)
  }
  // Pages of the desk and the phone are routed in the browser; a missing file stays missing, or a script would get a page.
  const page = (folder: string) => async (request: FastifyRequest, reply: FastifyReply) => {
    const [path] = request.url.split('?') as [string]
    if (!built.has(folder) || path.startsWith('/api/') || /\.[a-z0-9]{2,12}$/i.test(path)) return reply.callNotFound()
    return reply.header('cache-control', 'no-cache').sendFile('index.html', join(webDir, folder))
  }
  app.get('/field', async (_request, reply) => reply.redirect('/field/'))
  app.get('/field/*', page('field'))
  // A browser carries a link's fragment along: the key in /r#… never comes here.
  app.get('/r', async (_request, reply) => reply.redirect('/r/'))
  app.get('/r/*', page('resident'))
  verifyPage(app, join(webDir, 'verify', 'index.html'))
  app.get('/*', page('command'))
}

/** One file that checks a draw, allowed no connection at all: the policy that it carries is sent with it. */
function verifyPage(app: FastifyInstance, file: string): void {
  if (!existsSync(file)) return
  const html = readFileSync(file, 'utf8')
  const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? "default-src 'none'"
  app.get('/draw/verify', async (_request, reply) =>
    reply
      .header('cache-control', 'no-cache')
      .header('content-security-policy', policy)
      .type('text/html; charset=utf-8')
      .send(html),
  )
}
