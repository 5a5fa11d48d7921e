/** The load generator, a process of its own: sends lanes' requests, closed-loop or by the clock, and reads the answers afterwards. */
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Lane, LoadJob, LoadResult } from './load-job.ts'
import { type Answer, openWire } from './wire.ts'

const NOW = new Date(0).toISOString()

/** The moment of sending is written into its place when the request goes. */
function toRequest(url: string, { cookie }: Lane, items: Lane['requests'][number]): { bytes: Buffer; sentAt: number } {
  const body = Buffer.from(JSON.stringify({ sentAt: NOW, deviceId: null, items }))
  const head = `POST ${url} HTTP/1.1\r\nhost: 127.0.0.1\r\ncookie: ${cookie}\r\nx-shouwang: 1\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`
  return { bytes: Buffer.concat([Buffer.from(head), body]), sentAt: head.length + body.indexOf(NOW) }
}

async function run({ port, url, file, perSecond }: LoadJob): Promise<LoadResult> {
  const lanes = (JSON.parse(readFileSync(file, 'utf8')) as Lane[]).map((lane) =>
    lane.requests.map((items) => toRequest(url, lane, items)),
  )
  const wires = await Promise.all(lanes.map(() => openWire(port)))
  const answers: Answer[] = []
  const latencies: number[] = []
  const start = performance.now()

  await Promise.all(
    lanes.map(async (requests, lane) => {
      for (const [n, request] of requests.entries()) {
        let due = performance.now()
        if (perSecond) {
          due = start + ((n * lanes.length + lane) * 1000) / perSecond
          if (due > performance.now()) await sleep(due - performance.now())
        }
        request.bytes.write(new Date().toISOString(), request.sentAt, 'latin1')
        answers.push(await wires[lane]!.send(request.bytes))
        latencies.push(performance.now() - due)
      }
    }),
  )
  const seconds = (performance.now() - start) / 1000
  for (const wire of wires) wire.close()
  return { seconds, requests: answers.length, latencies, ...read(answers) }
}

function read(answers: readonly Answer[]): Pick<LoadResult, 'acknowledged' | 'doubts' | 'refused'> {
  const acknowledged: string[] = []
  const [doubts, refused]: Record<string, number>[] = [{}, {}] as const
  for (const { status, body } of answers) {
    const answer = JSON.parse(body.toString()) as { items?: { id: string; doubts?: string[] }[]; code?: string }
    if (status !== 200) {
      const what = `${status} ${answer.code}`
      refused![what] = (refused![what] ?? 0) + 1
    } else
      for (const item of answer.items ?? []) {
        acknowledged.push(item.id)
        for (const doubt of item.doubts ?? []) doubts![doubt] = (doubts![doubt] ?? 0) + 1
      }
  }
  return { acknowledged, doubts: doubts!, refused: refused! }
}

process.on('SIGINT', () => undefined)
process.on('message', (job: LoadJob) => void run(job).then((result) => process.send?.(result)))
