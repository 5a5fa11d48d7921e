/**
 * `npm test`: everything, counted in one last line; `npm test -- PATH` runs the tests of that path only.
 * Fetches what it needs where it may: packages, a browser, a PostgreSQL of the system's own.
 */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { buildWeb } from './build-web.mjs'
import { ensureBrowser, findBrowser } from './browser.mjs'
import { checks, conclude, runSteps } from './checks.mjs'
import { canUseApt, installByApt } from './debian.mjs'
import { install } from './install.mjs'
import { needNode24 } from './node24.mjs'
import { handOver, inRoot, run } from './run.mjs'

const vitest = inRoot('node_modules', 'vitest', 'vitest.mjs')
const report = inRoot('tests', 'out', 'vitest.json')

await install()
const paths = process.argv.slice(2)
if (paths.length > 0) {
  // Once, before two journeys that run at a time would both build.
  if (paths.some((path) => path.includes('e2e')) && !(await buildWeb())) process.exit(1)
  await handOver(needNode24(), [vitest, 'run', ...paths], environment(await findBrowser()))
}

const browser = await ensureBrowser()
if (!browser) console.log('没有浏览器，浏览器测试将失败 No browser: the tests that need one will fail')
await ensureSystemPostgres()

const totals = [
  await runSteps(checks),
  await runSteps([
    { zh: '构建页面', en: 'Building the pages', run: async () => ({ code: (await buildWeb()) ? 0 : 1, output: '' }) },
  ]),
  await runVitest(environment(browser)),
]
conclude({
  passed: totals.reduce((sum, { passed }) => sum + passed, 0),
  failed: totals.reduce((sum, { failed }) => sum + failed, 0),
})

function environment(chromium) {
  return { ...process.env, ...(chromium ? { CHROMIUM: chromium } : {}) }
}

async function ensureSystemPostgres() {
  const hasOne = () => ['/usr/lib/postgresql', '/opt/homebrew/opt', '/usr/local/opt'].some(holdsPostgres)
  if (!hasOne() && canUseApt()) await installByApt('系统 PostgreSQL', "the system's PostgreSQL", ['postgresql'])
  if (!hasOne()) {
    console.log(
      '本机没有 PostgreSQL，只在内置数据库上测试 No PostgreSQL of the system: testing on the embedded one only',
    )
  }
}

function holdsPostgres(folder) {
  return existsSync(folder) && readdirSync(folder).some((name) => /^(postgresql@)?\d+$/.test(name))
}

/** Counts tests; a file that could not be loaded, or an error outside any test, is a failure of its own. */
async function runVitest(env) {
  console.log('运行测试 Running the tests …')
  rmSync(report, { force: true })
  const { code } = await run(
    needNode24(),
    [vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    { env },
  )
  if (!existsSync(report)) return { passed: 0, failed: 1 }
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'))
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  )
  const failed = numFailedTests + unloaded.length
  return { passed: numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed }
}
