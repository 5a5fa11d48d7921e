/**
 * The product runs on Node 24, which comes with its packages; people start it with whatever Node they have.
 * Needs no package itself: it runs before anything is installed.
 */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { handOver, inRoot } from './run.mjs'

const OWN = [24, 0]
/** First Node that strips types by itself; enough where no Node 24 is published as a package (macOS on arm64). */
const ENOUGH = [22, 18]

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const atLeast = ([wantedMajor, wantedMinor]) => major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)

const bundled =
  process.platform === 'win32'
    ? inRoot('node_modules', `node-win-${process.arch}`, 'bin', 'node.exe')
    : inRoot('node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node')

/** Path of a fitting Node, or undefined before the packages are installed. */
export function findNode24() {
  if (atLeast(OWN)) return process.execPath
  if (existsSync(bundled)) return bundled
  return atLeast(ENOUGH) ? process.execPath : undefined
}

/** The same, but ends the process with a plain message where there is none. */
export function needNode24() {
  const node = findNode24()
  if (node) return node
  console.error(
    `需要 Node 24（本机是 ${process.versions.node}），而依赖包里没有适合 ${process.platform}-${process.arch} 的版本，请先安装 Node 24\n` +
      `Node 24 is needed (this is ${process.versions.node}) and the packages carry none for ${process.platform}-${process.arch}; please install Node 24`,
  )
  process.exit(1)
}

/** Starts the calling script again under Node 24 unless it already runs there; then returns. */
export async function continueOnNode24(metaUrl) {
  const node = needNode24()
  if (node !== process.execPath) await handOver(node, [fileURLToPath(metaUrl), ...process.argv.slice(2)])
}
