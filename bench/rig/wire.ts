/**
 * One phone's connection: HTTP/1.1 kept alive, one request at a time, requests ready as bytes. On two cores a comfortable
 * client would cost as much as the server that it is to measure.
 */
import { connect } from 'node:net'

export interface Answer {
  readonly status: number
  readonly body: Buffer
}

export interface Wire {
  send(request: Buffer): Promise<Answer>
  close(): void
}

const HEAD_END = Buffer.from('\r\n\r\n')

export async function openWire(port: number): Promise<Wire> {
  const socket = connect(port, '127.0.0.1').setNoDelay(true)
  let waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | undefined
  let got: Buffer = Buffer.alloc(0)
  const fail = (error: Error): void => {
    waiting?.reject(error)
    waiting = undefined
  }
  socket.on('error', fail)
  socket.on('close', () => fail(new Error('the server closed the connection')))
  socket.on('data', (chunk) => {
    got = got.length === 0 ? chunk : Buffer.concat([got, chunk])
    const headEnd = got.indexOf(HEAD_END)
    if (headEnd < 0) return
    const head = got.toString('latin1', 0, headEnd)
    const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
    if (length === undefined) return fail(new Error('an answer without content-length'))
    const end = headEnd + HEAD_END.length + Number(length)
    if (got.length < end) return
    const answer = { status: Number(head.slice(9, 12)), body: got.subarray(headEnd + HEAD_END.length, end) }
    got = got.subarray(end)
    const { resolve } = waiting ?? {}
    waiting = undefined
    resolve?.(answer)
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('error', reject)
  })
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject }
        socket.write(request)
      }),
    close: () => void socket.destroy(),
  }
}
