/** The data folder itself: made readable by its owner alone, and kept with that owner even when root works in it. */
import { chmodSync, chownSync, mkdirSync, statSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { handsOver } from './reach.ts'
import type { ServiceUser } from './service-user.ts'

const isRoot = process.getuid?.() === 0

/** Makes the folder and its missing parents; root gives what it makes to whoever owns the place it is made in. */
export function makeFolder(folder: string): void {
  const first = mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (first === undefined || !isRoot) return
  const { uid, gid } = statSync(dirname(first))
  let at = first
  chownSync(at, uid, gid)
  for (const part of relative(first, folder).split(sep).filter(Boolean)) {
    at = join(at, part)
    chownSync(at, uid, gid)
  }
}

/** Nobody else may list or read it; where descriptors cannot be handed over, the service user may still pass through. */
export function closeFolder(folder: string, user: ServiceUser | undefined): void {
  const mode = user && !handsOver(user) ? 0o711 : 0o700
  if ((statSync(folder).mode & 0o777) !== mode) chmodSync(folder, mode)
}

/** Gives files that root has just written to the folder's owner, who may start it next time. */
export function keepWithFolder(folder: string, files: readonly string[]): void {
  if (!isRoot) return
  const { uid, gid } = statSync(folder)
  for (const file of files) if (statSync(file, { throwIfNoEntry: false })) chownSync(file, uid, gid)
}
