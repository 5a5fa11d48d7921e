/**
 * Three kinds of tests: `unit` needs nothing, `server` may ask for databases (tests/cluster.ts), `e2e` drives a browser.
 * Two workers at most: the databases and the browser need the rest of a small machine.
 */
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

const never = ['**/node_modules/**', 'dist/**', 'data/**']
const withDatabase = {
  globalSetup: ['tests/cluster-setup.ts'],
  hookTimeout: 120_000,
  // A run starts some sixty servers: only the first has to strip and compile the sources.
  env: { NODE_COMPILE_CACHE: join(tmpdir(), 'shouwang-compiled') },
}

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{platform,modules,apps,database,scripts}/**/*.test.{ts,tsx}'],
          exclude: [...never, '**/server/**'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          ...{ name: 'server', ...withDatabase },
          include: ['**/server/**/*.test.ts', 'tests/**/*.test.ts'],
          exclude: never,
          testTimeout: 120_000,
        },
      },
      {
        test: {
          ...{ name: 'e2e', ...withDatabase },
          include: ['tests/e2e/**/*.e2e.ts'],
          exclude: never,
          testTimeout: 300_000,
        },
      },
    ],
  },
})
