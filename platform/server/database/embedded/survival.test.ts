/** What a crash or a full disk may do to the embedded database: stop it, never take an acknowledged row. */
import { execFileSync, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openEmbedded } from '../embedded.ts'
import {
  anotherProcess,
  cleanups,
  countRows,
  ended,
  insertUntilBroken,
  isAlive,
  makeTable,
  open,
  query,
  readyFolder,
} from './rig.ts'

test('loses no acknowledged row when the database is killed, and says that it was lost', async () => {
  const dataDir = readyFolder()
  const first = await open({ dataDir })
  await makeTable(first.adminUrl)
  const acknowledged = await insertUntilBroken(first.adminUrl, (count) => {
    if (count === 500) process.kill(first.pid, 'SIGKILL')
  })
  expect(acknowledged).toBeGreaterThanOrEqual(500)
  expect(await first.lost).toMatchObject({ code: 'STOPPED' })
  expect(await countRows((await open({ dataDir })).adminUrl)).toBeGreaterThanOrEqual(acknowledged)
})

test('a killed process takes its database down with it, and the folder opens again', async () => {
  const dataDir = readyFolder()
  const { child, said } = await anotherProcess(dataDir)
  await makeTable(said.url as string)
  const acknowledged = await insertUntilBroken(said.url as string, (count) => {
    if (count === 200) child.kill('SIGKILL')
  })
  const second = await open({ dataDir })
  expect(second.pid).not.toBe(said.pid)
  expect(isAlive(said.pid as number)).toBe(false)
  expect(await countRows(second.adminUrl)).toBeGreaterThanOrEqual(acknowledged)
})

/** The watcher that would stop the orphan is found by its last argument, the postmaster's pid. */
function killWatcherOf(pid: number): void {
  const watcher = readdirSync('/proc').find((entry) => {
    try {
      return readFileSync(`/proc/${entry}/cmdline`, 'utf8').endsWith(`"$1"\0sh\0${pid}\0`)
    } catch {
      return false
    }
  })
  process.kill(Number(watcher), 'SIGKILL')
}

if (process.platform === 'linux') {
  test('a postmaster that outlived its process is stopped in good order before the next start', async () => {
    const dataDir = readyFolder()
    const { child, said } = await anotherProcess(dataDir)
    await makeTable(said.url as string)
    await query(said.url as string, "INSERT INTO kept (filler) VALUES ('一')")
    killWatcherOf(said.pid as number)
    child.kill('SIGKILL')
    await ended(child)
    await sleep(200)
    expect(isAlive(said.pid as number)).toBe(true)
    const steps: string[] = []
    const second = await open({ dataDir, onProgress: ({ words }) => steps.push(words[1]) })
    expect(steps.join()).toContain('did not end in good order')
    expect(isAlive(said.pid as number)).toBe(false)
    expect(await countRows(second.adminUrl)).toBe(1)
  })
} else {
  console.log('not registered: an orphaned postmaster (needs /proc)')
}

/** A small disk of its own; undefined where this machine does not let us mount one. */
function smallDisk(megabytes: number): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'sw-disk-'))
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder])
  if (mounted.status === 0) return folder
  rmSync(folder, { recursive: true })
  return undefined
}

const removeDisk = (folder: string) => {
  execFileSync('umount', ['--lazy', folder])
  rmSync(folder, { recursive: true, force: true })
}

const incompressible = () => randomBytes(100_000).toString('base64')

const probe = smallDisk(1)
if (probe) {
  removeDisk(probe)

  test('a full disk is named as such, and no acknowledged row is lost', async () => {
    const disk = smallDisk(200) as string
    cleanups.push(() => removeDisk(disk))
    const dataDir = join(disk, '数据')
    const ballast = join(disk, 'ballast')
    writeFileSync(ballast, Buffer.alloc(40 * 1024 * 1024))
    const first = await open({ dataDir })
    await makeTable(first.adminUrl)
    const acknowledged = await insertUntilBroken(first.adminUrl, undefined, incompressible)
    expect(acknowledged).toBeGreaterThan(10)
    await first.stop()
    await expect(openWhileFull(dataDir)).resolves.toBe('DISK_FULL')
    rmSync(ballast)
    const second = await open({ dataDir })
    expect(await countRows(second.adminUrl)).toBeGreaterThanOrEqual(acknowledged)
    await query(second.adminUrl, "INSERT INTO kept (filler) VALUES ('一')")
  })

  test('a disk too small for a new database is named as such and leaves nothing half-made', async () => {
    const disk = smallDisk(12) as string
    cleanups.push(() => removeDisk(disk))
    await expect(openEmbedded({ dataDir: join(disk, '数据') })).rejects.toMatchObject({ code: 'DISK_FULL' })
    expect(existsSync(join(disk, '数据', 'postgres'))).toBe(false)
    expect(existsSync(join(disk, '数据', 'postgres.new'))).toBe(false)
  })
} else {
  console.log('not registered: a full disk (mounting a small one needs root on Linux)')
}

/** Fills what is left to the last byte, then opens. */
async function openWhileFull(dataDir: string): Promise<string> {
  const filler = join(dataDir, '..', 'filler')
  spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=4096'])
  try {
    const database = await openEmbedded({ dataDir })
    await database.stop()
    return 'opened'
  } catch (error) {
    return (error as { code: string }).code
  } finally {
    rmSync(filler)
  }
}
