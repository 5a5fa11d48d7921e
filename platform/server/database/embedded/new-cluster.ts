/**
 * Makes a cluster with initdb. It grows under another name and is renamed when whole, so a start that is cut short
 * leaves nothing half-made; the superuser's generated password lies inside it, readable by its owner only.
 */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SECRET_FILE, SUPERUSER } from './address.ts'
import { type Engine, engineEnvironment } from './engine.ts'
import type { EngineLog } from './engine-log.ts'
import { reach } from './reach.ts'
import { handOver, type ServiceUser } from './service-user.ts'

export async function makeCluster(
  folder: string,
  cluster: string,
  engine: Engine,
  user: ServiceUser | undefined,
  log: EngineLog,
): Promise<boolean> {
  const growing = `${cluster}.new`
  const secret = `${cluster}.secret.new`
  // An initdb that outlived its killed parent may still be writing there.
  for (const rest of [growing, secret]) rmSync(rest, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  mkdirSync(growing, { mode: 0o700 })
  writeFileSync(secret, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600, flush: true })
  for (const made of [growing, secret]) handOver(made, user)

  const made = await runInitdb(engine, growing, secret, user, log)
  if (!made) {
    for (const rest of [growing, secret]) rmSync(rest, { recursive: true, force: true })
    return false
  }
  renameSync(secret, join(growing, SECRET_FILE))
  const local = join(growing, 'local.conf')
  writeFileSync(local, '# Your own settings, in the form of postgresql.conf; they win over it.\n', { mode: 0o600 })
  handOver(local, user)
  syncFolder(growing)
  renameSync(growing, cluster)
  syncFolder(folder)
  return true
}

/** From 17 on PostgreSQL brings its own C.UTF-8, the same on every system; before, the system's has to do. */
const localeOf = ({ version }: Engine) =>
  Number.parseInt(version, 10) >= 17
    ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
    : [`--locale=${process.platform === 'linux' ? 'C.UTF-8' : 'C'}`]

function runInitdb(
  engine: Engine,
  growing: string,
  secret: string,
  user: ServiceUser | undefined,
  log: EngineLog,
): Promise<boolean> {
  const way = reach([growing, secret], user)
  const [target, passwordFile] = way.seen as [string, string]
  const child = spawn(
    join(engine.bin, 'initdb'),
    [
      ...['-D', target, '-U', SUPERUSER, '--pwfile', passwordFile, '--auth=scram-sha-256', '--no-instructions'],
      ...['-E', 'UTF8', ...localeOf(engine)],
    ],
    {
      ...(user ? { uid: user.uid, gid: user.gid } : {}),
      stdio: way.stdio,
      env: engineEnvironment,
      windowsHide: true,
    },
  )
  way.close()
  child.stdout?.resume()
  child.stderr?.setEncoding('utf8').on('data', (text: string) => log.write(text))
  return new Promise((resolve) => {
    child.once('error', (error) => {
      log.write(`${error.message}\n`)
      resolve(false)
    })
    child.once('close', (code) => resolve(code === 0))
  })
}

/** Makes a rename in this folder durable; Windows has no such call. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
