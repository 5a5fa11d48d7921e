/** The load process, as its parent sees it. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Engine } from './engine.ts'
import type { Lane, LoadJob, LoadResult } from './load-job.ts'

export interface Load {
  run(lanes: readonly Lane[], job: Omit<LoadJob, 'file'>): Promise<LoadResult>
  stop(): void
}

export function startLoad({ folder }: Pick<Engine, 'folder'>): Load {
  const child = fork(fileURLToPath(new URL('load-entry.ts', import.meta.url)))
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`the load process ended with ${code}`)))
  ended.catch(() => undefined)
  return {
    async run(lanes, job) {
      const file = join(folder, 'load.json')
      writeFileSync(file, JSON.stringify(lanes))
      child.send({ ...job, file })
      const [result] = (await Promise.race([once(child, 'message'), ended])) as [LoadResult]
      rmSync(file)
      return result
    },
    stop: () => child.disconnect(),
  }
}
