/** Starts the product's server in its own process, and speaks to it by its contract. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { InputOf, OutputOf } from '../../platform/pure/contract.ts'
import type { BenchDatabase, Engine } from './engine.ts'

export interface Server {
  readonly port: number
  call<Op extends { url: string; input: unknown; output: unknown }>(
    cookie: string,
    operation: Op,
    input: InputOf<Op>,
  ): Promise<OutputOf<Op>>
  stop(): Promise<void>
}

/** SHOUWANG_BENCH_PROFILE names a folder for CPU profiles of the server. */
export async function startServer({ folder }: Pick<Engine, 'folder'>, { appUrl }: BenchDatabase): Promise<Server> {
  const profiles = process.env['SHOUWANG_BENCH_PROFILE']
  const child = fork(fileURLToPath(new URL('server-entry.ts', import.meta.url)), [appUrl, folder], {
    execArgv: profiles ? ['--cpu-prof', `--cpu-prof-dir=${profiles}`] : [],
  })
  const ended = once(child, 'exit')
  const [port] = (await Promise.race([
    once(child, 'message'),
    ended.then(([code]) => Promise.reject(new Error(`the server ended with ${code} before it listened`))),
  ])) as [number]
  return {
    port,
    async call(cookie, operation, input) {
      const response = await fetch(`http://127.0.0.1:${port}${operation.url}`, {
        method: 'POST',
        headers: { 'x-shouwang': '1', 'content-type': 'application/json', cookie },
        body: JSON.stringify(input),
      })
      if (!response.ok) throw new Error(`${operation.url}: ${response.status} ${await response.text()}`)
      return (await response.json()) as never
    },
    async stop() {
      child.disconnect()
      await ended
    },
  }
}
