/**
 * Opens the database that comes with the product: a native PostgreSQL whose files live in the data folder, for this
 * process alone. What a crash left behind is put in order first; fsync stays on, so what was acknowledged stays.
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { words } from '../../pure/words.ts'
import { addressOf, DATABASE, readSecret } from './embedded/address.ts'
import { closeFolder, keepWithFolder, makeFolder } from './embedded/data-folder.ts'
import { explain, explainEnd, saysFull } from './embedded/diagnosis.ts'
import { type Engine, engineIn, findEngine } from './embedded/engine.ts'
import { EngineLog } from './embedded/engine-log.ts'
import { EmbeddedDatabaseError } from './embedded/failure.ts'
import { type FolderLock, lockFolder } from './embedded/folder-lock.ts'
import { endLeftovers } from './embedded/leftovers.ts'
import { freePort, makeSocketFolder } from './embedded/listen.ts'
import { makeCluster } from './embedded/new-cluster.ts'
import { type Listen, type Postmaster, startPostmaster } from './embedded/postmaster.ts'
import { handsOver } from './embedded/reach.ts'
import { handOver, handOverTree, type ServiceUser, serviceUser } from './embedded/service-user.ts'
import { configuration, measureMachine } from './embedded/settings.ts'
import type { OnProgress } from './progress.ts'

export { runningEmbedded } from './embedded/address.ts'
export { EmbeddedDatabaseError } from './embedded/failure.ts'

export interface EmbeddedOptions {
  readonly dataDir: string
  readonly onProgress?: OnProgress
  /** Listen on this port of 127.0.0.1 (the next free one if taken) instead of a socket in the data folder. */
  readonly port?: number
  /** Folder of another PostgreSQL's programs, to run the same folder layout on the version of a server. */
  readonly bin?: string
}

export interface EmbeddedDatabase {
  /** `postgres://` address of the superuser in database `shouwang`, password included: never log it. */
  readonly adminUrl: string
  readonly version: string
  readonly pid: number
  /** Resolves, with the reason, if the database ends without `stop()`; otherwise never. */
  readonly lost: Promise<EmbeddedDatabaseError>
  stop(): Promise<void>
}

const steps = words({
  making: ['建立数据库', 'Creating the database'],
  leftover: ['上次没有正常退出，正在收尾', 'The last run did not end in good order; cleaning up after it'],
  starting: ['启动数据库', 'Starting the database'],
  recovering: ['数据库正在恢复上次未写完的内容', 'The database is recovering what the last run had not finished'],
})

interface Place {
  readonly folder: string
  readonly cluster: string
  readonly user: ServiceUser | undefined
  readonly engine: Engine
  readonly log: EngineLog
  readonly tell: (step: keyof typeof steps) => void
}

/** @throws EmbeddedDatabaseError with a stable `code` and words in Chinese and English. */
export async function openEmbedded({ dataDir, onProgress, port, bin }: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const folder = resolve(dataDir)
  const cluster = join(folder, 'postgres')
  const log = new EngineLog(folder)
  let lock: FolderLock | undefined
  try {
    makeFolder(folder)
    const user = serviceUser(cluster)
    closeFolder(folder, user)
    lock = lockFolder(folder)
    keepWithFolder(folder, lock.files)
    const place: Place = {
      ...{ folder, cluster, user, log, engine: bin === undefined ? findEngine(folder, user) : engineIn(bin, user) },
      tell: (step) => onProgress?.({ words: steps[step] }),
    }
    await prepareCluster(place)
    return await start(place, port, lock)
  } catch (error) {
    lock?.release()
    throw explain(error, folder, log)
  }
}

async function prepareCluster({ folder, cluster, user, engine, log, tell }: Place): Promise<void> {
  if (!existsSync(join(cluster, 'PG_VERSION'))) {
    tell('making')
    if (user && !handsOver(user)) assertReachable(folder, user)
    if (!(await makeCluster(folder, cluster, engine, user, log))) throw new Error(log.lastWords())
  } else {
    const found = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
    const ours = engine.version.split('.')[0] as string
    if (found !== ours) throw new EmbeddedDatabaseError('OTHER_VERSION', { folder, found, ours })
    await endLeftovers(cluster, () => tell('leftover'))
    // A copy put back by hand has lost its owner or its mode, and PostgreSQL refuses either.
    if (user && statSync(join(cluster, 'PG_VERSION')).uid !== user.uid) handOverTree(cluster, user)
    chmodSync(cluster, 0o700)
  }
  writeConfiguration(cluster, user)
}

/** A full disk must not leave half a file, so it is written beside and renamed, and only when it changes. */
function writeConfiguration(cluster: string, user: ServiceUser | undefined): void {
  const file = join(cluster, 'postgresql.conf')
  const text = configuration(measureMachine(cluster))
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return
  writeFileSync(`${file}.new`, text, { mode: 0o600, flush: true })
  handOver(`${file}.new`, user)
  renameSync(`${file}.new`, file)
}

function assertReachable(folder: string, user: ServiceUser): void {
  const { status } = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { uid: user.uid, gid: user.gid })
  if (status !== 0) throw new EmbeddedDatabaseError('FOLDER_UNREACHABLE', { folder, user: user.name })
}

async function start(place: Place, port: number | undefined, lock: FolderLock): Promise<EmbeddedDatabase> {
  const { folder, cluster, user, engine, log, tell } = place
  tell('starting')
  const socketFolder = port === undefined ? makeSocketFolder(folder, user) : undefined
  const patience = performance.now() + 30_000
  for (;;) {
    const listen: Listen = socketFolder === undefined ? { port: await freePort(port) } : { socketFolder }
    log.begin()
    const postmaster = startPostmaster({
      ...{ bin: engine.bin, cluster, user, listen },
      onLog: (text) => log.write(text),
      cannotFinish: () => saysFull(log),
    })
    const slow = setTimeout(() => tell('recovering'), 2_000)
    const ready = await postmaster.ready
    clearTimeout(slow)
    keepWithFolder(folder, [log.file])
    if (ready) return await handle(place, postmaster, listen, lock)
    const again = log.says(/Address already in use|pre-existing shared memory block/)
    if (!again || performance.now() > patience) throw new Error(log.lastWords())
    await sleep(200)
  }
}

async function handle(
  place: Place,
  postmaster: Postmaster,
  listen: Listen,
  lock: FolderLock,
): Promise<EmbeddedDatabase> {
  const { folder, cluster, engine, log } = place
  const password = readSecret(cluster)
  try {
    await ensureDatabase(addressOf(password, listen, 'postgres'))
  } catch (error) {
    await postmaster.stop()
    throw error
  }
  let stopping: Promise<void> | undefined
  return {
    adminUrl: addressOf(password, listen),
    version: engine.version,
    pid: postmaster.pid,
    lost: new Promise((resolve) => {
      void postmaster.ended.then(() => {
        if (stopping) return
        resolve(explainEnd(folder, log))
        lock.release()
      })
    }),
    stop() {
      stopping ??= postmaster.stop().finally(() => lock.release())
      return stopping
    },
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE])
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`)
  } finally {
    await client.end()
  }
}
