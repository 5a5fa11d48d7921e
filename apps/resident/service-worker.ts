/**
 * Keeps the shell of the pages below /r/ so that they open without network: scripts, styles and the one page, the same for everybody. Answers of the
 * server never come here. Whoever has network gets today's page from the server; the kept one is for those whom it does not reach in time.
 */
export {}
declare const self: ServiceWorkerGlobalScope & {
  /** What the build made, put in by vite-plugin-pwa. */
  readonly __WB_MANIFEST: readonly { readonly url: string }[]
}

const CACHE = 'shouwang-resident'
const { scope } = self.registration
const PAGE = `${scope}index.html`
const files = self.__WB_MANIFEST.map(({ url }) => new URL(url, scope).href)
/** As long as somebody at a gate waits for a page, ms. */
const PATIENCE = 4000

/** All or nothing; what has the same name has the same content, but for the page. */
async function fill(): Promise<void> {
  const cache = await caches.open(CACHE)
  const known = new Set((await cache.keys()).map(({ url }) => url))
  const lacking = files.filter((url) => url !== PAGE && !known.has(url))
  await cache.addAll([...lacking, new Request(PAGE, { cache: 'reload' })])
}
async function tidy(): Promise<void> {
  const cache = await caches.open(CACHE)
  for (const request of await cache.keys()) if (!files.includes(request.url)) await cache.delete(request)
}

async function pageFor(request: Request): Promise<Response> {
  const answer = fetch(request).catch(() => null)
  const late = new Promise<null>((done) => setTimeout(() => done(null), PATIENCE))
  const inTime = await Promise.race([answer, late])
  if (inTime && inTime.status < 500) return inTime
  return (await caches.match(PAGE)) ?? (await answer) ?? Response.error()
}
const fileFor = async (request: Request): Promise<Response> => (await caches.match(request)) ?? fetch(request)

self.addEventListener('install', (event) => event.waitUntil(fill().then(() => self.skipWaiting())))
self.addEventListener('activate', (event) => event.waitUntil(tidy().then(() => self.clients.claim())))
self.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method !== 'GET' || !request.url.startsWith(scope)) return
  event.respondWith(request.mode === 'navigate' ? pageFor(request) : fileFor(request))
})
