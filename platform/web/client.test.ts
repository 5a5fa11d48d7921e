import { afterEach, expect, test, vi } from 'vitest'
import { access } from '../pure/access-contract.ts'
import { ClientProblem, call, isOffline, onTurnedAway, serverNow, wordsOf } from './client.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})
const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers })
const ask = () => call(access.operations.reportDevice, { waiting: 3 })
const caught = async (work: Promise<unknown>): Promise<ClientProblem> => {
  const error = await work.then(
    () => new Error('it was answered'),
    (e: unknown) => e,
  )
  if (!(error instanceof ClientProblem)) throw error
  return error
}

test('posts JSON with the header that tells a page of ours from a stranger’s', async () => {
  const fetch = vi.fn(async (_url: string, _init: RequestInit) => answer(200, { now: '2026-03-05T00:00:00Z' }))
  vi.stubGlobal('fetch', fetch)
  expect(await ask()).toEqual({ now: '2026-03-05T00:00:00Z' })
  const [url, init] = fetch.mock.calls[0]!
  expect(url).toBe('/api/access/report-device')
  expect(init).toMatchObject({ method: 'POST', body: '{"waiting":3}', headers: { 'x-shouwang': '1' } })
})

test('a refusal keeps its words and fields; whoever listens hears of a 401', async () => {
  const refused = { code: 'x.y', words: ['不行', 'No'], fields: [{ path: 'name', words: ['空', 'Empty'] }] }
  vi.stubGlobal('fetch', async () => answer(422, refused))
  const heard = vi.fn()
  const stop = onTurnedAway(heard)
  const problem = await caught(ask())
  expect(problem).toMatchObject({ status: 422, code: 'x.y', words: ['不行', 'No'], wipe: false })
  expect(problem.fields).toEqual(refused.fields)
  expect(problem.say('en')).toBe('No')
  expect(heard).not.toHaveBeenCalled()
  vi.stubGlobal('fetch', async () => answer(401, { code: 'platform.deviceLost', words: ['失', 'Lost'], wipe: true }))
  expect((await caught(ask())).wipe).toBe(true)
  expect(heard).toHaveBeenCalledOnce()
  stop()
  await caught(ask())
  expect(heard).toHaveBeenCalledOnce()
})

test('a network that is away is told apart from everything else', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('Failed to fetch')
  })
  expect(isOffline(await caught(ask()))).toBe(true)
  vi.stubGlobal('fetch', async () => answer(502, '<html>bad gateway</html>'))
  const gateway = await caught(ask())
  expect(isOffline(gateway)).toBe(false)
  expect(gateway.code).toBe('platform.unavailable')
  vi.stubGlobal('fetch', async () => answer(200, '<html>a hotel’s sign-in page</html>'))
  expect((await caught(ask())).code).toBe('client.unclear')
  expect(wordsOf(new Error('anything'))[1]).toContain('broke')
})

test('no answer in time counts as no network; a caller who gives up gets its own abort', async () => {
  vi.useFakeTimers()
  vi.stubGlobal(
    'fetch',
    (_url: string, init: RequestInit) =>
      new Promise((_done, fail) =>
        init.signal?.addEventListener('abort', () => fail(new DOMException('aborted', 'AbortError'))),
      ),
  )
  const slow = caught(call(access.operations.me, {}, { timeout: 5000 }))
  await vi.advanceTimersByTimeAsync(5001)
  expect(isOffline(await slow)).toBe(true)
  const gone = new AbortController()
  const given = call(access.operations.me, {}, { signal: gone.signal })
  const said = given.then(
    () => null,
    (error: unknown) => error,
  )
  gone.abort()
  expect(await said).toMatchObject({ name: 'AbortError' })
})

test('a clock that is off is corrected by the server’s, one that is right is left alone', async () => {
  vi.useFakeTimers()
  vi.setSystemTime('2026-03-05T00:00:00.400Z')
  vi.stubGlobal('fetch', async () => answer(200, {}, { date: 'Thu, 05 Mar 2026 01:00:00 GMT' }))
  await ask()
  expect(new Date(serverNow()).toISOString()).toBe('2026-03-05T01:00:00.000Z')
  vi.stubGlobal('fetch', async () => answer(200, {}, { date: 'Thu, 05 Mar 2026 00:00:00 GMT' }))
  await ask()
  expect(serverNow()).toBe(Date.now())
})
