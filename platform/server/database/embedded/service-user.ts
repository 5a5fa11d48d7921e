/**
 * PostgreSQL refuses to run as root, and containers often start everything as root: then it runs as the ordinary
 * user that already owns the data, or else as `postgres` or `nobody`.
 */
import { chownSync, lchownSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { EmbeddedDatabaseError } from './failure.ts'

export interface ServiceUser {
  readonly uid: number
  readonly gid: number
  readonly name: string
}

/** undefined: this process is an ordinary user already (or on Windows) and starts PostgreSQL as itself. */
export function serviceUser(cluster: string): ServiceUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  const known = ordinaryUsers()
  const owner = nearestOwner(cluster)
  if (owner.uid !== 0) {
    const name = known.find((user) => user.uid === owner.uid)?.name
    // initdb looks its user up by name; a server on an existing cluster does not.
    if (name !== undefined || owner.exact) return { uid: owner.uid, gid: owner.gid, name: name ?? String(owner.uid) }
  }
  const user = known.find(({ name }) => name === 'postgres') ?? known.find(({ name }) => name === 'nobody')
  if (!user) throw new EmbeddedDatabaseError('NO_ORDINARY_USER')
  return user
}

/** Gives a file or folder to the service user; nothing to do where there is none. */
export function handOver(path: string, user: ServiceUser | undefined): void {
  if (user) chownSync(path, user.uid, user.gid)
}

/** A cluster copied back by root belongs to root; give the whole tree to the user that will run it. */
export function handOverTree(path: string, user: ServiceUser): void {
  lchownSync(path, user.uid, user.gid)
  if (!lstatSync(path).isDirectory()) return
  for (const name of readdirSync(path)) handOverTree(join(path, name), user)
}

function nearestOwner(path: string): { uid: number; gid: number; exact: boolean } {
  for (let at = path; ; at = dirname(at)) {
    const stats = statSync(at, { throwIfNoEntry: false })
    if (stats) return { uid: stats.uid, gid: stats.gid, exact: at === path }
    if (at === dirname(at)) return { uid: 0, gid: 0, exact: false }
  }
}

function ordinaryUsers(): ServiceUser[] {
  try {
    return readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
      .filter(({ uid, gid }) => uid > 0 && Number.isInteger(gid))
  } catch {
    return []
  }
}
