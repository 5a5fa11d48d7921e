/**
 * Channels that fail in every way, as real servers on this machine: 500, slow, a connection that drops, nobody there. Each delays itself
 * alone; nobody is told one thing twice; what cannot be known is said and left to a person.
 */
import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type MusterWorld, musterWorld } from '../../../tests/muster-world.ts'
import { freshId } from '../../../tests/small-world.ts'
import type { ChannelKind } from '../call-up-model.ts'
import { mobilize } from '../contract.ts'
import { pace } from './post-office.ts'

const ops = mobilize.operations
interface Letter {
  readonly url: URL
  readonly headers: IncomingMessage['headers']
  readonly text: string
}
interface Fake {
  readonly url: string
  readonly letters: Letter[]
  /** What it answers from now on. */
  behave: (request: IncomingMessage, response: ServerResponse) => void
}

const servers: Server[] = []
const well: Fake['behave'] = (_request, response) => void response.end('{"errcode":0,"errmsg":"ok"}')
const failing: Fake['behave'] = (_request, response) => void response.writeHead(500).end('no')
async function fake(behave = well): Promise<Fake> {
  const letters: Letter[] = []
  const one: { -readonly [K in keyof Fake]: Fake[K] } = { url: '', letters, behave }
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (part) => (text += String(part)))
    request.on('end', () => {
      letters.push({ url: new URL(request.url ?? '/', 'http://local'), headers: request.headers, text })
      one.behave(request, response)
    })
  })
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  one.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/robot?key=secret-key-in-address`
  return one
}

let w: MusterWorld
beforeAll(async () => {
  Object.assign(pace, { every: 30, timeout: 400, wait: 60, longestWait: 240 })
  w = await musterWorld({ sizes: [8, 4, 4, 8] })
})
afterAll(async () => {
  await w.close()
  for (const server of servers) {
    server.closeAllConnections()
    server.close()
  }
})

async function channel(
  kind: ChannelKind,
  url: string,
  more: { secret?: string; remembers?: boolean } = {},
): Promise<string> {
  const id = freshId()
  await w.officer.call(ops.putChannel, {
    id,
    version: null,
    kind,
    name: kind,
    url,
    secret: more.secret ?? null,
    remembers: more.remembers ?? false,
  })
  return id
}
async function called(channelIds: string[], seats = 5): Promise<string> {
  const id = await w.draft({ ask: { seats } })
  await w.callOut(id, 1, channelIds)
  return id
}
const states = async (callUpId: string, channelId: string) => {
  const { rows } = await w.admin.query<{ state: string; n: number }>(
    'SELECT state, count(*)::integer AS n FROM mobilize.message WHERE call_up_id = $1 AND channel_id = $2 GROUP BY state ORDER BY state',
    [callUpId, channelId],
  )
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]))
}
const soon = <T>(what: () => Promise<T> | T) => expect.poll(what, { timeout: 8000, interval: 25 })

describe('signatures', () => {
  test('DingTalk: timestamp and secret, by the secret, in the address', async () => {
    const robot = await fake()
    await called([await channel('dingtalk', robot.url, { secret: 'SEC-x' })])
    await soon(() => robot.letters.length).toBe(1)
    const { url, text } = robot.letters[0]!
    const timestamp = url.searchParams.get('timestamp')!
    expect(url.searchParams.get('key')).toBe('secret-key-in-address')
    expect(url.searchParams.get('sign')).toBe(
      createHmac('sha256', 'SEC-x').update(`${timestamp}\nSEC-x`).digest('base64'),
    )
    expect(JSON.parse(text)).toMatchObject({ msgtype: 'text' })
  })
  test('Feishu: timestamp and secret as the key of an empty text, in the body', async () => {
    const robot = await fake((_q, response) => void response.end('{"code":0}'))
    await called([await channel('feishu', robot.url, { secret: 'f-secret' })])
    await soon(() => robot.letters.length).toBe(1)
    const { timestamp, sign, msg_type } = JSON.parse(robot.letters[0]!.text) as Record<string, string>
    expect(sign).toBe(createHmac('sha256', `${timestamp}\nf-secret`).update('').digest('base64'))
    expect(msg_type).toBe('text')
  })
  test('SMS: the body signed; the link opens that person’s call; the phone is on the ledger', async () => {
    const gateway = await fake()
    const id = await called([await channel('sms', gateway.url, { secret: 's-secret' })])
    await soon(() => gateway.letters.length).toBe(5)
    const before = await w.admin.query(`SELECT FROM platform.ledger WHERE type = 'staff.number-revealed'`)
    expect(before.rowCount).toBeGreaterThanOrEqual(5)
    const links = await w.links(id)
    for (const { headers, text } of gateway.letters) {
      expect(headers['x-signature']).toBe(
        createHmac('sha256', 's-secret').update(`${headers['x-timestamp']}\n${text}`).digest('hex'),
      )
      const { to, text: said } = JSON.parse(text) as { to: string; text: string }
      expect(to).toMatch(/^129\d{8}$/)
      expect(links.some(({ token }) => said.endsWith(`/r/call#${token}`))).toBe(true)
    }
    expect(new Set(gateway.letters.map(({ text }) => (JSON.parse(text) as { id: string }).id)).size).toBe(5)
  })
})

test('a group is told counts and the place, and nobody’s name', async () => {
  const robot = await fake()
  const id = await called([await channel('wecom', robot.url)])
  await soon(() => robot.letters.length).toBe(1)
  const said = robot.letters[0]!.text
  expect(said).toContain('桃影广场')
  expect(said).toContain('桃花办')
  for (const { name, token } of await w.links(id)) {
    expect(said).not.toContain(name)
    expect(said).not.toContain(token)
  }
})

test('500 is retried with back-off and shown, and delays nobody else', async () => {
  const [bad, good] = [await fake(failing), await fake()]
  const [broken, fine] = [await channel('wecom', bad.url), await channel('wecom', good.url)]
  const id = await called([broken, fine])
  await soon(() => states(id, fine)).toEqual({ sent: 1 })
  await soon(() => bad.letters.length).toBeGreaterThanOrEqual(3)
  const shown = (await w.officer.call(ops.messages, { callUpId: id })).channels.find((one) => one.id === broken)
  expect(shown).toMatchObject({ lastFault: 'server' })
  expect(shown!.failures).toBeGreaterThanOrEqual(2)
  bad.behave = well
  await soon(() => states(id, broken)).toEqual({ sent: 1 })
  const told = bad.letters.length
  await new Promise((done) => setTimeout(done, 300))
  expect(bad.letters.length).toBe(told)
  expect((await w.officer.call(ops.channels, {})).channels.find((one) => one.id === broken)).toMatchObject({
    failures: 0,
  })
})

test('nobody there is certain: tried again until somebody is', async () => {
  const later = await fake()
  const { port } = new URL(later.url)
  await new Promise<void>((done) => void servers.at(-1)!.close(() => done()))
  const id = await channel('wecom', later.url)
  const callUpId = await called([id])
  await soon(
    async () => (await w.officer.call(ops.channels, {})).channels.find((one) => one.id === id)?.lastFault,
  ).toBe('unreachable')
  expect(await states(callUpId, id)).not.toHaveProperty('perhaps')
  await new Promise<void>((done) => servers.at(-1)!.listen(Number(port), '127.0.0.1', () => done()))
  await soon(() => states(callUpId, id)).toEqual({ sent: 1 })
})

test.each<[string, Fake['behave'], string]>([
  ['slow', () => undefined, 'slow'],
  ['dropped after it was read', (request) => void request.socket.destroy(), 'broken'],
])('%s cannot be known: sent perhaps, and again only on a person’s word', async (_what, behave, fault) => {
  const robot = await fake(behave)
  const good = await fake()
  const [id, other] = [await channel('wecom', robot.url), await channel('wecom', good.url)]
  const callUpId = await called([id, other])
  await soon(() => states(callUpId, other)).toEqual({ sent: 1 })
  await soon(() => states(callUpId, id)).toEqual({ perhaps: 1 })
  robot.behave = well
  await new Promise((done) => setTimeout(done, 300))
  expect(robot.letters).toHaveLength(1)
  const { unsettled } = await w.officer.call(ops.messages, { callUpId })
  expect(unsettled).toMatchObject([{ channelId: id, state: 'perhaps', fault, name: null }])
  await w.officer.call(ops.resend, { id: unsettled[0]!.id, again: true })
  await soon(() => states(callUpId, id)).toEqual({ sent: 1 })
  await expect(w.officer.call(ops.resend, { id: unsettled[0]!.id, again: true })).rejects.toThrow('mobilize.notPerhaps')
})

test('a gateway that remembers ids is asked again with the same one', async () => {
  let n = 0
  const gateway = await fake((request, response) => (n++ < 3 ? void request.socket.destroy() : well(request, response)))
  const id = await channel('sms', gateway.url, { remembers: true })
  const callUpId = await called([id], 3)
  await soon(() => states(callUpId, id)).toEqual({ sent: 3 })
  const ids = gateway.letters.map(({ text }) => (JSON.parse(text) as { id: string }).id)
  expect(new Set(ids).size).toBe(3)
  expect(ids.length).toBeGreaterThan(3)
})

test('what a killed process had claimed is sent perhaps, and not sent again', async () => {
  const robot = await fake()
  const id = await channel('wecom', robot.url)
  const callUpId = await called([id])
  await soon(() => states(callUpId, id)).toEqual({ sent: 1 })
  await w.admin.query(
    `UPDATE mobilize.message SET state = 'sending', claimed_at = now() - interval '2 minutes' WHERE channel_id = $1`,
    [id],
  )
  await soon(() => states(callUpId, id)).toEqual({ perhaps: 1 })
  expect(robot.letters).toHaveLength(1)
})

test('a robot that refuses is not asked again; too many at once is asked later', async () => {
  const refusing = await fake((_q, response) => void response.end('{"errcode":93000,"errmsg":"invalid webhook"}'))
  let n = 0
  const busy = await fake((_q, response) => void response.end(n++ < 2 ? '{"errcode":45009}' : '{"errcode":0}'))
  const [no, later] = [await channel('wecom', refusing.url), await channel('wecom', busy.url)]
  const callUpId = await called([no, later])
  await soon(() => states(callUpId, no)).toEqual({ failed: 1 })
  await soon(() => states(callUpId, later)).toEqual({ sent: 1 })
  expect(refusing.letters).toHaveLength(1)
  expect(busy.letters).toHaveLength(3)
})

test('addresses and secrets stand nowhere in the clear', async () => {
  const robot = await fake()
  const id = await channel('dingtalk', robot.url, { secret: 'SEC-unforgettable' })
  const { rows } = await w.admin.query<{ all: string }>(
    `SELECT encode(sealed_url, 'escape') || encode(sealed_secret, 'escape') || to_jsonb(c)::text AS all FROM mobilize.channel c WHERE id = $1`,
    [id],
  )
  expect(rows[0]!.all).not.toContain('unforgettable')
  expect(rows[0]!.all).not.toContain('secret-key-in-address')
  const told = JSON.stringify(await w.officer.call(ops.channels, {}))
  expect(told).not.toContain('unforgettable')
  expect(told).not.toContain('secret-key-in-address')
  await expect(channel('wecom', 'http://example.com/robot')).rejects.toThrow('mobilize.badAddress')
})
