/**
 * Builds the desk, the phone, the resident’s page and the one that checks a draw when anything they are made of has changed. What has changed is told by names,
 * sizes and times of files, which takes milliseconds; a fresh checkout therefore builds once.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { compressWeb } from './compress-web.mjs'
import { needNode24 } from './node24.mjs'
import { progress } from './progress.mjs'
import { inRoot, root, run } from './run.mjs'

const apps = [
  { name: 'command', zh: '构建指挥台页面', en: 'Building the desk pages' },
  { name: 'field', zh: '构建工作端页面', en: 'Building the phone pages' },
  { name: 'resident', zh: '构建居民端页面', en: 'Building the resident’s pages' },
  { name: 'verify', zh: '构建抽签核验页', en: 'Building the page that checks a draw' },
]
const sources = [
  'apps/command',
  'apps/field',
  'apps/resident',
  'apps/verify',
  'modules',
  'platform/pure',
  'platform/web',
  'package-lock.json',
  'scripts/compress-web.mjs',
  'tsconfig.base.json',
  'tsconfig.web.json',
]
const stamp = inRoot('dist', '.built-from')

/** @returns {Promise<boolean>} false if a build failed, after showing why */
export async function buildWeb() {
  const fingerprint = fingerprintOf(sources)
  const complete = apps.every(({ name }) => existsSync(inRoot('dist', name, 'index.html')))
  if (complete && existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint) return true
  rmSync(stamp, { force: true })
  const node = needNode24()
  for (const { name, zh, en } of apps) {
    const bar = progress(zh, en)
    const { code, output } = await run(
      node,
      [inRoot('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--config', `apps/${name}/vite.config.ts`],
      { quiet: true, env: { ...process.env, NODE_ENV: 'production' } },
    )
    bar.end(code === 0 ? '' : '失败 failed')
    if (code !== 0) {
      console.error(output.trim())
      return false
    }
    await compressWeb(inRoot('dist', name))
  }
  mkdirSync(inRoot('dist'), { recursive: true })
  writeFileSync(stamp, fingerprint)
  return true
}

function fingerprintOf(places) {
  const hash = createHash('sha256')
  for (const place of places) {
    for (const file of filesBelow(inRoot(place))) {
      const { size, mtimeMs } = statSync(file)
      hash.update(`${relative(root, file).split(sep).join('/')}\0${size}\0${mtimeMs}\n`)
    }
  }
  return hash.digest('hex')
}

/** Files that reach a page: no tests, and nothing that only the server runs. */
function filesBelow(path) {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (!stats) return []
  if (!stats.isDirectory()) return [path]
  return readdirSync(path)
    .filter((name) => name !== 'node_modules' && name !== 'server' && !/\.(test\.tsx?|md)$/.test(name))
    .sort()
    .flatMap((name) => filesBelow(join(path, name)))
}
