import { mkdtempSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readSettings, SettingsFault } from './settings.ts'

const dataDir = (): string => mkdtempSync(join(tmpdir(), 'shouwang-settings-'))
const STRONG = 'kT9x2LmQ7vRb4NpZ8sWd1YfG6hJc3AeU'

test('on its own machine nothing needs to be set: the secret is made once and kept private', () => {
  const DATA_DIR = dataDir()
  const first = readSettings({ DATA_DIR })
  expect(first).toMatchObject({ port: 8080, host: '127.0.0.1', public: false, demo: true, databaseUrl: null })
  expect(readSettings({ DATA_DIR }).secret).toBe(first.secret)
  expect(first.secret.length).toBeGreaterThanOrEqual(32)
  expect(statSync(join(DATA_DIR, 'secret')).mode & 0o077).toBe(0)
})

describe('refused plainly', () => {
  test.each([
    ['a public address without a secret', { HOST: '0.0.0.0' }, 'SHOUWANG_SECRET'],
    ['every address of IPv6 without a secret', { HOST: '::' }, 'SHOUWANG_SECRET'],
    ['a server database without a secret', { DATABASE_URL: 'postgres://u@h/d' }, 'SHOUWANG_SECRET'],
    ['a short secret', { SHOUWANG_SECRET: 'short' }, 'SHOUWANG_SECRET'],
    ['a default secret', { SHOUWANG_SECRET: 'changeme-changeme-changeme-changeme-1234' }, 'SHOUWANG_SECRET'],
    ['one letter over and over', { SHOUWANG_SECRET: 'a'.repeat(64) }, 'SHOUWANG_SECRET'],
    ['a database of another make', { DATABASE_URL: 'mysql://h/d', SHOUWANG_SECRET: STRONG }, 'DATABASE_URL'],
    ['half of a certificate', { TLS_CERT: '/x.pem' }, 'TLS_KEY'],
    ['a beacon in the clear', { SHOUWANG_BEACON: 'http://beacon.example/x' }, 'SHOUWANG_BEACON'],
    ['a beacon that is no address', { SHOUWANG_BEACON: 'drand' }, 'SHOUWANG_BEACON'],
    ['a port that is none', { PORT: 'http' }, 'PORT'],
    ['a port too high', { PORT: '70000' }, 'PORT'],
  ])('%s', (_what, env, named) => {
    expect(() => readSettings({ DATA_DIR: dataDir(), ...env })).toThrow(SettingsFault)
    expect(() => readSettings({ DATA_DIR: dataDir(), ...env })).toThrow(named)
  })
})

test('opened to others or on a server database, no demo is loaded unless asked for', () => {
  expect(readSettings({ HOST: '0.0.0.0', SHOUWANG_SECRET: STRONG }).demo).toBe(false)
  expect(readSettings({ DATABASE_URL: 'postgres://u@h/d', SHOUWANG_SECRET: STRONG }).demo).toBe(false)
  expect(readSettings({ DATABASE_URL: 'postgres://u@h/d', SHOUWANG_SECRET: STRONG, DEMO: '1' }).demo).toBe(true)
})
