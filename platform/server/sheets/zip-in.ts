/**
 * Reads named parts of a zip by random access, as streams. Surprising: sizes and checksums are checked here rather
 * than by the zip library, so that inflating can use larger pieces (twice as fast on a large sheet).
 */
import { pipeline, type Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { Problem } from '../../pure/problem.ts'
import { asReadProblem, sheetProblems } from './problems.ts'
import type { SheetLimits } from './sheet.ts'

const PIECE = 64 * 1024
/** Far above any workbook; a directory of a million empty parts is an attack. */
const MOST_PARTS = 10_000
const STORED = 0
const DEFLATED = 8

export interface ZipIn {
  has(name: string): boolean
  /** Lower-case names of all parts: names in a package differ by more than case. */
  readonly names: readonly string[]
  /** The names as written, in the order of the package. */
  readonly written: readonly string[]
  /** Unpacked bytes of a part, as the directory states and `chunks` enforces. */
  size(name: string): number
  /** The unpacked part. Throws `broken`, `bomb` or `encrypted`; the checksum is known only at the end. */
  chunks(name: string): AsyncGenerator<Buffer, void, undefined>
  close(): Promise<void>
}

/** @param file a path, or the bytes themselves */
export async function openZip(file: string | Buffer, limits: SheetLimits): Promise<ZipIn> {
  const opened =
    typeof file === 'string' ? yauzl.openPromise(file, { autoClose: false }) : yauzl.fromBufferPromise(file)
  const zip = await opened.catch((error) => {
    throw asReadProblem(error)
  })
  const entries = new Map<string, Entry>()
  try {
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName.toLowerCase()
      if (entries.has(name)) throw new Problem(sheetProblems.broken)
      entries.set(name, entry)
      if (entries.size > MOST_PARTS) throw new Problem(sheetProblems.bomb)
    }
  } catch (error) {
    zip.close()
    throw asReadProblem(error)
  }
  const find = (name: string): Entry => {
    const entry = entries.get(name.toLowerCase())
    if (!entry) throw new Problem(sheetProblems.broken)
    return entry
  }
  return {
    has: (name) => entries.has(name.toLowerCase()),
    names: [...entries.keys()],
    written: [...entries.values()].map((entry) => entry.fileName),
    size: (name) => find(name).uncompressedSize,
    chunks: (name) => unpack(zip, find(name), limits),
    close: () =>
      new Promise((resolve) => {
        // Bytes have nothing to let go of, and are never told to be closed.
        if (!zip.isOpen || typeof file !== 'string') return resolve()
        zip.once('close', resolve)
        zip.close()
      }),
  }
}

function admit(entry: Entry, limits: SheetLimits): void {
  const { uncompressedSize: size, compressedSize: packed, compressionMethod: method } = entry
  if (entry.isEncrypted()) throw new Problem(sheetProblems.encrypted)
  if (method !== STORED && method !== DEFLATED) throw new Problem(sheetProblems.broken)
  if (size > limits.partBytes) throw new Problem(sheetProblems.bomb)
  if (size > limits.ratioFreeBytes && size > packed * limits.ratio) throw new Problem(sheetProblems.bomb)
}

async function* unpack(zip: ZipFile, entry: Entry, limits: SheetLimits): AsyncGenerator<Buffer, void, undefined> {
  admit(entry, limits)
  let size = 0
  let sum = 0
  let plain: Readable | undefined
  try {
    const raw = await zip.openReadStreamPromise(entry, { decodeFileData: false })
    plain =
      entry.compressionMethod === DEFLATED
        ? pipeline(raw, createInflateRaw({ chunkSize: PIECE }), () => {
            // The reader of the inflated side meets the error; without a callback it would also be thrown.
          })
        : raw
    for await (const chunk of plain as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > entry.uncompressedSize) throw new Problem(sheetProblems.bomb)
      sum = crc32(chunk, sum)
      yield chunk
    }
  } catch (error) {
    throw asReadProblem(error)
  } finally {
    plain?.destroy()
  }
  if (size !== entry.uncompressedSize || sum !== entry.crc32) throw new Problem(sheetProblems.broken)
}
