/**
 * The encoding of a text file, proven over all of it: a list saved by Chinese Excel is GBK, and its first Chinese
 * character may come after megabytes of digits. GB18030 is the superset that decodes GBK and GB2312.
 */
import { createReadStream } from 'node:fs'

export type TextEncoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be'

const PIECE = 256 * 1024
/** No table holds these; a file that does is no text, whatever it decodes to. (DOS ends files with \u001a.) */
const BINARY = /[\u0000-\u0008\u000e-\u0019\u001b-\u001f\ufffe\uffff]/

/** A byte order mark decides; without one UTF-8 is tried, then GB18030. Undefined: neither. */
export async function detectEncoding(filePath: string): Promise<TextEncoding | undefined> {
  const mark = await firstBytes(filePath)
  const candidates: TextEncoding[] =
    mark === 'efbbbf'
      ? ['utf-8']
      : mark.startsWith('fffe')
        ? ['utf-16le']
        : mark.startsWith('feff')
          ? ['utf-16be']
          : ['utf-8', 'gb18030']
  for (const encoding of candidates) if (await decodes(filePath, encoding)) return encoding
  return undefined
}

async function firstBytes(filePath: string): Promise<string> {
  for await (const chunk of createReadStream(filePath, { end: 2 })) return (chunk as Buffer).toString('hex')
  return ''
}

async function decodes(filePath: string, encoding: TextEncoding): Promise<boolean> {
  try {
    for await (const text of decoded(filePath, encoding)) if (BINARY.test(text)) return false
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

/** The file as text, without its byte order mark. Throws a TypeError at bytes that are not of this encoding. */
export async function* decoded(
  filePath: string,
  encoding: TextEncoding,
  read: (bytes: number) => void = () => {},
): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  for await (const chunk of createReadStream(filePath, { highWaterMark: PIECE })) {
    const bytes = chunk as Buffer
    yield decoder.decode(bytes, { stream: true })
    read(bytes.length)
  }
  yield decoder.decode()
}
