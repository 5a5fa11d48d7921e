/**
 * How a folder is named to the database process. Started as root on Linux, the service user may be unable to walk to
 * the data (a clone below /root, a temporary folder of mode 0700), yet opening up the way would show it to others.
 * So root opens the folder and hands the open descriptor over: `/proc/self/fd/3` needs no permission above itself.
 */

import type { StdioOptions } from 'node:child_process'
import { closeSync, constants, existsSync, openSync } from 'node:fs'
import type { ServiceUser } from './service-user.ts'

export interface Reach {
  /** Paths as the started process must write them, in the order given. */
  readonly seen: readonly string[]
  /** stdio of `spawn`: nothing in, output read by us, then the descriptors. */
  readonly stdio: StdioOptions
  /** Call once the process is started. */
  close(): void
}

export function handsOver(user: ServiceUser | undefined): boolean {
  return user !== undefined && process.platform === 'linux' && existsSync('/proc/self/fd')
}

export function reach(paths: readonly string[], user: ServiceUser | undefined): Reach {
  const streams = ['ignore', 'pipe', 'pipe'] as const
  if (!handsOver(user)) return { seen: paths, stdio: [...streams], close() {} }
  const descriptors = paths.map((path) => openSync(path, constants.O_RDONLY))
  return {
    seen: paths.map((_, index) => `/proc/self/fd/${index + streams.length}`),
    stdio: [...streams, ...descriptors],
    close() {
      for (const descriptor of descriptors) closeSync(descriptor)
    },
  }
}
