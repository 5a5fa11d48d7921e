/**
 * `node scripts/complete-lock.mjs` after adding a package where the registry at hand lacks builds for other systems:
 * npm then leaves them out of package-lock.json, and `npm ci` refuses such a lock. Adds them by version and system;
 * their checksum is npm's to fill in where they can be fetched. With `--check` it only says what is missing.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { inRoot } from './run.mjs'

const file = inRoot('package-lock.json')
const systems = ['android', 'darwin', 'freebsd', 'linux', 'openbsd', 'openharmony', 'win32']
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64']

const lock = JSON.parse(readFileSync(file, 'utf8'))
const added = Object.entries(lock.packages).flatMap(([path, entry]) =>
  Object.entries(entry.optionalDependencies ?? {})
    .filter(([name]) => !isLocked(path, name))
    .map(([name, version]) => [`node_modules/${name}`, entryOf(name, version, entry)]),
)

if (process.argv.includes('--check')) {
  for (const [path] of added) console.error(`package-lock.json 缺少 lacks ${path}`)
  process.exit(added.length === 0 ? 0 : 1)
}
const packages = Object.entries(lock.packages).concat(added)
lock.packages = Object.fromEntries(packages.toSorted(([a], [b]) => a.localeCompare(b, 'en')))
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`补入 ${added.length} 个其他系统的包 Added ${added.length} packages for other systems`)

/** Looks where Node would: inside the one that asks, then further and further out. */
function isLocked(path, name) {
  const parts = path.split('/node_modules/')
  const folders = parts.map((_, index) => parts.slice(0, parts.length - index).join('/node_modules/'))
  return ['', ...folders].some((folder) => lock.packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`])
}

/** Such packages carry their system in their name, like `binding-linux-arm64-musl`. */
function entryOf(name, version, { dev }) {
  const words = name.split(/[/-]/)
  const os = systems.find((system) => words.includes(system))
  const cpu = processors.find((processor) => words.includes(processor))
  if (!os || !cpu || !/^\d+\.\d+\.\d+/.test(version)) throw new Error(`no system in the name of ${name}@${version}`)
  const libc = os !== 'linux' ? undefined : words.some((word) => word.startsWith('musl')) ? 'musl' : 'glibc'
  return { version, cpu: [cpu], ...(dev ? { dev } : {}), ...(libc ? { libc: [libc] } : {}), optional: true, os: [os] }
}
