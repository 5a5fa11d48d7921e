/** Single swabs through the API: what one costs, and when a desk that listens hears of it. */
import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { Dice } from '../../database/taohua/dice.ts'
import { testing } from '../../modules/testing/contract.ts'
import { freshId } from '../rig/people.ts'
import type { Server } from '../rig/server.ts'
import { openWire, type Wire } from '../rig/wire.ts'
import type { Filled } from './fill.ts'

const POOL = 10

export interface Scanner {
  /** ms from sending until the server has acknowledged that the sample is on disk. */
  scan(residentId: string): Promise<number>
  close(): void
}

export async function openScanner({ roundId, siteId, crew }: Filled, server: Server): Promise<Scanner> {
  const wire: Wire = await openWire(server.port)
  let [heads, tubeId] = [0, '']
  return {
    async scan(residentId) {
      if (heads++ % POOL === 0) tubeId = freshId()
      const now = new Date().toISOString()
      const fact = { roundId, siteId, lane: 1, tubeId, residentId, walkIn: null, how: 'scan', takenAt: now }
      const body = JSON.stringify({ sentAt: now, deviceId: null, items: [{ id: freshId(), ...fact }] })
      const head = `POST ${testing.operations.recordSamples.url} HTTP/1.1\r\nhost: 127.0.0.1\r\ncookie: ${crew.cookie}\r\nx-shouwang: 1\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`
      const start = performance.now()
      const answer = await wire.send(Buffer.from(head + body))
      const ms = performance.now() - start
      const { items } = JSON.parse(answer.body.toString()) as { items?: { known: boolean; doubts: string[] }[] }
      if (answer.status !== 200 || items?.[0]?.doubts.length !== 0) throw new Error(`a scan failed: ${answer.body}`)
      return ms
    },
    close: () => wire.close(),
  }
}

/** ms from sending each swab until an officer's desk has its line. */
export async function hear(filled: Filled, server: Server, people: readonly string[]): Promise<number[]> {
  const waiting = new Map<string, () => void>()
  const desk = request({
    port: server.port,
    path: '/api/live?topics=testing.sample',
    headers: { cookie: filled.officer.cookie },
  }).end()
  const [response] = (await once(desk, 'response')) as [IncomingMessage]
  let text = ''
  response.setEncoding('utf8').on('data', (part: string) => {
    text += part
    const events = text.split('\n\n')
    text = events.pop() ?? ''
    for (const event of events) {
      if (!event.includes('event: lines')) continue
      const data = event.split('\n').find((line) => line.startsWith('data: ')) as string
      const { lines } = JSON.parse(data.slice(6)) as { lines: { data: { residentId: string } }[] }
      for (const line of lines) waiting.get(line.data.residentId)?.()
    }
  })
  const scanner = await openScanner(filled, server)
  const dice = new Dice(11)
  const heard: number[] = []
  await sleep(1500)
  for (const person of people) {
    // So that swabs fall anywhere between two looks of the hub.
    await sleep(dice.below(400))
    const start = performance.now()
    const line = new Promise<void>((resolve) => waiting.set(person, resolve))
    await scanner.scan(person)
    await Promise.race([line, sleep(10_000).then(() => Promise.reject(new Error('a line never came')))])
    heard.push(performance.now() - start)
  }
  scanner.close()
  desk.destroy()
  return heard
}
