/**
 * Writes a zip as a stream in constant memory: fflate lays out the archive, Node's own zlib (off this thread) packs.
 * Each part is finished before the next begins. No Zip64: a part or file of 4 GiB is refused rather than written broken.
 */
import { pipeline, Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'
import { Zip, type ZipInputFile } from 'fflate'
import { Problem } from '../../pure/problem.ts'
import { sheetProblems } from './problems.ts'

export interface ZipPart {
  readonly name: string
  /** Text, or bytes as they are. */
  readonly text: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>
}

const DEFLATE = 8
/** On sheets level 4 packs within a few percent of level 6 in half the time. */
const LEVEL = 4
const PIECE = 64 * 1024
const MOST_BYTES = 2 ** 32 - 1

/** `modified` is stamped on every part. Throws `exportTooBig`, or what a part throws. */
export async function* zipOut(
  parts: Iterable<ZipPart> | AsyncIterable<ZipPart>,
  modified: Date,
): AsyncGenerator<Uint8Array, void, undefined> {
  let ready: Uint8Array[] = []
  let written = 0
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    written += chunk.length
    ready.push(chunk)
  })
  for await (const part of parts) {
    const file: ZipInputFile & { crc: number; size: number } = {
      filename: part.name,
      compression: DEFLATE,
      mtime: modified,
      crc: 0,
      size: 0,
    }
    zip.add(file)
    const source = Readable.from(bytes(part.text, file), { objectMode: false })
    // Errors of either side come out of the loop below.
    const packed = pipeline(source, createDeflateRaw({ level: LEVEL, chunkSize: PIECE }), () => {})
    for await (const chunk of packed as AsyncIterable<Buffer>) {
      file.ondata?.(null, chunk as Uint8Array<ArrayBuffer>, false)
      if (Math.max(file.size, written) > MOST_BYTES) throw new Problem(sheetProblems.exportTooBig)
      // Not `yield*`: a stream that is destroyed throws into this generator, which an array's iterator cannot take.
      for (const piece of ready) yield piece
      ready = []
    }
    file.ondata?.(null, new Uint8Array(0), true)
  }
  zip.end()
  for (const piece of ready) yield piece
}

/** Counts and sums what goes in, as the archive's directory wants of the unpacked bytes. */
async function* bytes(
  text: ZipPart['text'],
  file: { crc: number; size: number },
): AsyncGenerator<Buffer, void, undefined> {
  for await (const run of text) {
    const chunk = Buffer.from(run)
    file.crc = crc32(chunk, file.crc)
    file.size += chunk.length
    yield chunk
  }
}
