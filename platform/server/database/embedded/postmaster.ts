/**
 * Starts one PostgreSQL server process on a cluster, waits until it answers, and stops it in good order.
 * It runs in a session of its own, so Ctrl-C reaches us first; a small watcher stops it when this process dies.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { engineEnvironment } from './engine.ts'
import { reach } from './reach.ts'
import type { ServiceUser } from './service-user.ts'

/** Where it listens: a folder for its socket, or a port on the loopback address. */
export type Listen = { readonly socketFolder: string } | { readonly port: number }

export interface PostmasterOptions {
  readonly bin: string
  readonly cluster: string
  readonly user: ServiceUser | undefined
  readonly listen: Listen
  /** Receives the engine's log as it is written. */
  readonly onLog: (text: string) => void
  /** Asked while it stops: true where an orderly end cannot come about. */
  readonly cannotFinish: () => boolean
}

export interface Postmaster {
  readonly pid: number
  /** Resolves when the process has ended, whoever ended it. */
  readonly ended: Promise<void>
  /** Resolves true once connections are accepted (crash recovery included), false if it ended before. */
  readonly ready: Promise<boolean>
  stop(): Promise<void>
}

/** Port number in the name of the socket file; each cluster has a socket folder to itself. */
export const SOCKET_PORT = 5432
const FAST_MS = 60_000
const LAST_WORDS_MS = 250

export function startPostmaster({ bin, cluster, user, listen, onLog, cannotFinish }: PostmasterOptions): Postmaster {
  const socketFolder = 'socketFolder' in listen ? listen.socketFolder : undefined
  const way = reach(socketFolder === undefined ? [cluster] : [cluster, socketFolder], user)
  const asUser = user ? { uid: user.uid, gid: user.gid } : {}
  const places =
    'port' in listen
      ? ['listen_addresses=127.0.0.1', `port=${listen.port}`, 'unix_socket_directories=']
      : ['listen_addresses=', `port=${SOCKET_PORT}`, `unix_socket_directories=${quoteListItem(way.seen[1] as string)}`]
  const child = spawn(
    join(bin, 'postgres'),
    ['-D', way.seen[0] as string, ...places.flatMap((setting) => ['-c', setting])],
    { ...asUser, stdio: way.stdio, env: engineEnvironment, detached: true, windowsHide: true },
  )
  way.close()
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', onLog)
    ;(stream as unknown as { unref?(): void } | null)?.unref?.()
  }
  child.unref()
  let alive = true
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      alive = false
      // Its last words may still be on the way; a backend that outlives it must not keep us waiting for more.
      setTimeout(resolve, LAST_WORDS_MS)
    })
    child.once('close', () => resolve())
    child.once('error', (error) => {
      alive = false
      onLog(`${error.message}\n`)
      resolve()
    })
  })
  const watcher = child.pid === undefined ? undefined : watch(child.pid, user)
  void ended.then(() => watcher?.kill('SIGKILL'))

  const untilReady = async () => {
    while (alive) {
      if (saysReady(cluster, child.pid)) return true
      await sleep(15)
    }
    await ended
    return false
  }

  return {
    pid: child.pid ?? 0,
    ended,
    ready: untilReady(),
    async stop() {
      if (!alive) return
      interrupt(bin, child, 'INT')
      const begun = performance.now()
      const impatient = setInterval(() => {
        // On a full disk the last checkpoint never succeeds; the log replays it at the next start.
        if (cannotFinish() || performance.now() - begun > FAST_MS) interrupt(bin, child, 'QUIT')
      }, 500)
      child.ref()
      await ended
      clearInterval(impatient)
    },
  }
}

function saysReady(cluster: string, pid: number | undefined): boolean {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    return Number(lines[0]) === pid && lines[7]?.trim() === 'ready'
  } catch {
    return false
  }
}

/** Reads until our end of its input closes, which happens however we die; then asks the postmaster to stop. */
function watch(pid: number, user: ServiceUser | undefined): ChildProcess | undefined {
  if (process.platform === 'win32') return undefined
  const asUser = user ? { uid: user.uid, gid: user.gid } : {}
  const watcher = spawn('/bin/sh', ['-c', 'cat >/dev/null; kill -INT "$1"', 'sh', String(pid)], {
    ...asUser,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  watcher.on('error', () => {})
  watcher.unref()
  ;(watcher.stdin as unknown as { unref(): void } | null)?.unref()
  return watcher
}

function interrupt(bin: string, child: ChildProcess, signal: 'INT' | 'QUIT'): void {
  // Windows has no such signals; pg_ctl speaks to the postmaster's own pipe there.
  if (process.platform === 'win32') spawnSync(join(bin, 'pg_ctl'), ['kill', signal, String(child.pid)])
  else child.kill(`SIG${signal}`)
}

const quoteListItem = (path: string) => `"${path.replaceAll('"', '""')}"`
