/** Lays a .gz and a .br beside every built file that gains by it, so that a hundred phones opening at once cost the server no work. */
import { readdirSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const TEXT = /\.(?:css|html|js|mjs|svg|wasm|webmanifest)$/
/** Below this, headers weigh as much as what is saved. */
const LEAST = 1024

const ways = [
  ['.gz', (bytes) => promisify(gzip)(bytes, { level: 9 })],
  ['.br', (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })],
]

/** @param {string} folder of one built app */
export async function compressWeb(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && TEXT.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
  for (const file of files) {
    const bytes = await readFile(file)
    if (bytes.length < LEAST) continue
    await Promise.all(ways.map(async ([ending, pack]) => writeFile(file + ending, await pack(bytes))))
  }
}
