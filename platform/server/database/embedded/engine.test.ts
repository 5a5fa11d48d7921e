/** The engine where it was installed out of reach: below a folder that only root may enter, with nothing linked yet. */
import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, lstatSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { installedPackage, prepareEngine } from './engine.ts'

const cleanups: string[] = []

afterEach(() => {
  for (const folder of cleanups.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function folder(mode: number): string {
  const made = mkdtempSync(join(tmpdir(), 'sw-engine-'))
  cleanups.push(made)
  chmodSync(made, mode)
  return made
}

const nobody = { uid: 65534, gid: 65534, name: 'nobody' }
const runs = (bin: string) =>
  spawnSync(join(bin, 'initdb'), ['--version'], { uid: nobody.uid, gid: nobody.gid, cwd: '/', encoding: 'utf8' })
    .status === 0

test('the installed engine runs as it lies and says its version', () => {
  expect(prepareEngine(installedPackage(), folder(0o755), undefined).version).toMatch(/^18\.\d+$/)
})

if (process.platform === 'linux' && process.getuid?.() === 0) {
  test('an engine out of reach of the ordinary user is copied once, links included, and mended if broken', () => {
    const { root, label } = installedPackage()
    const hidden = folder(0o700)
    cpSync(root, join(hidden, 'package'), { recursive: true, verbatimSymlinks: true })
    rmSync(join(hidden, 'package/native/lib/libicuuc.so.60'), { force: true })
    const store = folder(0o755)
    const installed = { root: join(hidden, 'package'), label }
    const engine = prepareEngine(installed, store, nobody)
    expect(engine.bin.startsWith(store)).toBe(true)
    expect(runs(engine.bin)).toBe(true)
    const made = lstatSync(engine.bin).ino
    expect(prepareEngine(installed, store, nobody).bin).toBe(engine.bin)
    expect(lstatSync(engine.bin).ino).toBe(made)
    rmSync(join(engine.bin, '../lib/libicuuc.so.60'))
    expect(runs(engine.bin)).toBe(false)
    expect(runs(prepareEngine(installed, store, nobody).bin)).toBe(true)
  })

  test('a copy that others may write to is never run', () => {
    const { root, label } = installedPackage()
    const hidden = folder(0o700)
    cpSync(root, join(hidden, 'package'), { recursive: true, verbatimSymlinks: true })
    const store = folder(0o755)
    cpSync(root, join(store, label), { recursive: true, verbatimSymlinks: true })
    chmodSync(join(store, label), 0o777)
    const prepare = () => prepareEngine({ root: join(hidden, 'package'), label }, store, nobody)
    expect(prepare).toThrow(expect.objectContaining({ code: 'ENGINE_UNUSABLE' }))
  })

  test('a program that cannot run on this machine is reported, not copied', () => {
    const { root, label } = installedPackage()
    const place = folder(0o755)
    cpSync(root, join(place, 'package'), { recursive: true, verbatimSymlinks: true })
    const postgres = join(place, 'package/native/bin/postgres')
    rmSync(postgres)
    writeFileSync(postgres, '#!/bin/sh\necho GLIBC_9.99 not found >&2\nexit 1\n', { mode: 0o755 })
    const store = join(folder(0o755), 'store')
    expect(() => prepareEngine({ root: join(place, 'package'), label }, store, nobody)).toThrow(
      expect.objectContaining({ code: 'ENGINE_UNUSABLE' }),
    )
    expect(lstatSync(store, { throwIfNoEntry: false })).toBeUndefined()
  })
} else {
  console.log('not registered: an engine out of reach (needs root on Linux)')
}
