/** How an embedded database is spoken to: by the one process that opened it, or by a tool beside that process. */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Listen, SOCKET_PORT } from './postmaster.ts'

export const SUPERUSER = 'postgres'
export const DATABASE = 'shouwang'
/** Inside the cluster, made with it, readable by its owner only. */
export const SECRET_FILE = 'shouwang.secret'
/** Inside the data folder. */
export const SOCKET_FOLDER = 'run'

export const readSecret = (cluster: string) => readFileSync(join(cluster, SECRET_FILE), 'utf8').trim()

/** A valid URL for every reader: the folder of a socket goes into `host`, which node-postgres and libpq prefer. */
export function addressOf(password: string, listen: Listen, database = DATABASE): string {
  const base = `postgres://${SUPERUSER}:${password}@`
  return 'port' in listen
    ? `${base}127.0.0.1:${listen.port}/${database}`
    : `${base}localhost:${SOCKET_PORT}/${database}?host=${encodeURIComponent(listen.socketFolder)}`
}

/**
 * The superuser's address of a database that another process has opened and is serving: for a tool that must not
 * stop it. undefined where none runs there. @throws if this user may not read the folder
 */
export function runningEmbedded(dataDir: string): string | undefined {
  const folder = resolve(dataDir)
  const cluster = join(folder, 'postgres')
  if (!existsSync(join(cluster, 'postmaster.pid'))) return undefined
  const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  if (lines[7]?.trim() !== 'ready' || !exists(Number(lines[0]))) return undefined
  const socketFolder = join(folder, SOCKET_FOLDER)
  const bySocket = lines[4] !== ''
  return addressOf(readSecret(cluster), bySocket ? { socketFolder } : { port: Number(lines[3]) })
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
