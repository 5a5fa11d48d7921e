/** The static checks, and how a list of steps is run, timed and counted. */
import { needNode24 } from './node24.mjs'
import { progress } from './progress.mjs'
import { inRoot, run } from './run.mjs'

/** @typedef {{ zh: string, en: string, run: () => Promise<{ code: number, output: string }> }} Step */

const tool = (zh, en, file, ...args) => ({
  zh,
  en,
  run: () => run(needNode24(), [inRoot('node_modules', ...file.split('/')), ...args], { quiet: true }),
})

/** @type {Step[]} */
export const checks = [
  {
    zh: '锁文件检查',
    en: 'Lock file',
    run: () => run(needNode24(), [inRoot('scripts', 'complete-lock.mjs'), '--check'], { quiet: true }),
  },
  tool('类型检查（纯规则）', 'Type check (pure)', 'typescript/bin/tsc', '-p', 'tsconfig.pure.json'),
  tool('类型检查（服务端）', 'Type check (server)', 'typescript/bin/tsc', '-p', 'tsconfig.server.json'),
  tool('类型检查（页面）', 'Type check (web)', 'typescript/bin/tsc', '-p', 'tsconfig.web.json'),
  tool('类型检查（浏览器测试）', 'Type check (browser tests)', 'typescript/bin/tsc', '-p', 'tsconfig.e2e.json'),
  tool('代码检查', 'Lint', 'oxlint/bin/oxlint', '--deny-warnings'),
  tool('格式检查', 'Format', '@biomejs/biome/bin/biome', 'format', '.'),
  tool('无用代码检查', 'Unused code', 'knip/bin/knip.js', '--no-progress'),
]

/**
 * Runs the steps one after another; a failed one shows what it said and the rest still run.
 * @param {Step[]} steps
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runSteps(steps) {
  let passed = 0
  for (const { zh, en, run: start } of steps) {
    const bar = progress(zh, en)
    const { code, output } = await start()
    bar.end(code === 0 ? '通过 ok' : '失败 FAILED')
    if (code === 0) passed += 1
    else if (output.trim()) console.log(`${output.trim()}\n`)
  }
  return { passed, failed: steps.length - passed }
}

/** The one line that sums up a run, last of all. */
export function conclude({ passed, failed }) {
  console.log(`${passed} passed, ${failed} failed`)
  process.exit(failed === 0 ? 0 : 1)
}
