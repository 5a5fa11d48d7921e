/**
 * Ends what a killed process left running on a cluster. Called only while the folder lock is held, so whatever still
 * works there has no owner: a postmaster is asked to stop in good order, backends that outlived theirs are told to quit.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { EmbeddedDatabaseError } from './failure.ts'

const POLITE_MS = 20_000
const GIVE_UP_MS = 60_000

/** The pid in postmaster.pid, whether or not anything runs under it. */
export function recordedPid(cluster: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(join(cluster, 'postmaster.pid'), 'utf8'), 10)
    return pid > 1 ? pid : undefined
  } catch {
    return undefined
  }
}

/** @throws EmbeddedDatabaseError LEFTOVER_STUCK */
export async function endLeftovers(cluster: string, onFound: () => void): Promise<void> {
  const begun = performance.now()
  const told = new Map<number, NodeJS.Signals>()
  for (;;) {
    const running = runningOn(cluster)
    if (running.length === 0) break
    if (told.size === 0) onFound()
    const waited = performance.now() - begun
    if (waited > GIVE_UP_MS) throw new EmbeddedDatabaseError('LEFTOVER_STUCK', { pids: running.join(', ') })
    const postmaster = recordedPid(cluster)
    const targets = postmaster && running.includes(postmaster) ? [postmaster] : running
    const signal = targets[0] === postmaster && waited < POLITE_MS ? 'SIGINT' : 'SIGQUIT'
    for (const pid of targets) {
      if (told.get(pid) === signal) continue
      told.set(pid, signal)
      send(pid, signal)
    }
    await sleep(30)
  }
  // Its pid may by now be that of an unrelated program, which would make PostgreSQL refuse to start.
  rmSync(join(cluster, 'postmaster.pid'), { force: true })
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function runningOn(cluster: string): number[] {
  if (process.platform === 'linux') return workingIn(cluster)
  const pid = recordedPid(cluster)
  return pid && isPostgres(pid) ? [pid] : []
}

/** Every PostgreSQL process makes its cluster its working folder; compared by inode, for paths may be seen differently. */
function workingIn(cluster: string): number[] {
  const { dev, ino } = statSync(cluster)
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      if (!(pid > 1) || pid === process.pid) return false
      try {
        const cwd = statSync(`/proc/${pid}/cwd`)
        return cwd.ino === ino && cwd.dev === dev && /postgres/.test(readFileSync(`/proc/${pid}/comm`, 'utf8'))
      } catch {
        return false
      }
    })
}

function isPostgres(pid: number): boolean {
  const [command, ...args] =
    process.platform === 'win32'
      ? ['tasklist', '/NH', '/FI', `PID eq ${pid}`]
      : ['ps', '-o', 'comm=', '-p', String(pid)]
  return /postgres/.test(spawnSync(command as string, args, { encoding: 'utf8' }).stdout ?? '')
}
