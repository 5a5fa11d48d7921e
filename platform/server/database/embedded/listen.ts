/** Where a database listens: a socket in its data folder, or a port of the loopback address where that cannot be. */
import { mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { SOCKET_FOLDER } from './address.ts'
import { EmbeddedDatabaseError } from './failure.ts'
import { SOCKET_PORT } from './postmaster.ts'
import { handOver, type ServiceUser } from './service-user.ts'

/** Longest path of a socket file on any system we run on (Linux 107, macOS 103). */
const SOCKET_PATH_BYTES = process.platform === 'linux' ? 107 : 103
const PORTS_TO_TRY = 100

/** undefined where a socket's path would be too long, or the system has no such sockets for us. */
export function makeSocketFolder(folder: string, user: ServiceUser | undefined): string | undefined {
  const socketFolder = join(folder, SOCKET_FOLDER)
  const longest = Buffer.byteLength(join(socketFolder, `.s.PGSQL.${SOCKET_PORT}`))
  if (process.platform === 'win32' || longest > SOCKET_PATH_BYTES) return undefined
  mkdirSync(socketFolder, { recursive: true, mode: 0o700 })
  handOver(socketFolder, user)
  return socketFolder
}

/** The wanted port of 127.0.0.1 or the next free one; any free one if none is wanted. */
export async function freePort(wanted = 0): Promise<number> {
  for (let port = wanted; port <= Math.min(wanted + PORTS_TO_TRY, 65_535); port += 1) {
    const found = await new Promise<number | undefined>((found) => {
      const probe = createServer()
      probe.once('error', () => found(undefined))
      probe.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
        const at = probe.address()
        probe.close(() => found(typeof at === 'object' ? at?.port : undefined))
      })
    })
    if (found !== undefined) return found
  }
  throw new EmbeddedDatabaseError('NO_PORT')
}
