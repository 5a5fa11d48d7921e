/**
 * What a file is, by its content: people rename files, and systems export web pages as .xls. The name only decides
 * whether a text may be a table at all.
 */
import { open } from 'node:fs/promises'
import { extname } from 'node:path'

export type FileKind = 'xlsx' | 'text' | 'old' | 'encrypted' | 'web' | 'empty' | 'foreign'

const ZIP = Buffer.from('504b0304', 'hex')
const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex')
/** An encrypted xlsx is an OLE file with a stream of this name. */
const ENCRYPTED_STREAM = Buffer.from('EncryptedPackage', 'utf16le')
const TABLE_NAMES = new Set(['', '.csv', '.tsv', '.txt', '.xls', '.xlsx', '.et'])
const UTF16_MARKS = ['fffe', 'feff']
const HEAD = 4096
const PIECE = 1024 * 1024

export async function sniff(filePath: string, originalName: string): Promise<FileKind> {
  const file = await open(filePath)
  try {
    const buffer = Buffer.alloc(HEAD)
    const { bytesRead } = await file.read(buffer, 0, HEAD, 0)
    const head = buffer.subarray(0, bytesRead)
    if (head.length === 0) return 'empty'
    if (head.subarray(0, ZIP.length).equals(ZIP)) return 'xlsx'
    if (head.subarray(0, OLE.length).equals(OLE)) return (await contains(file, ENCRYPTED_STREAM)) ? 'encrypted' : 'old'
    // Pictures under a table's name.
    if (/^(?:\x89PNG|GIF8|\xff\xd8\xff)/.test(head.toString('latin1', 0, 8))) return 'foreign'
    const utf16 = UTF16_MARKS.includes(head.toString('hex', 0, 2))
    if (!utf16 && head.includes(0)) return 'foreign'
    const start = head.toString(utf16 ? 'utf16le' : 'latin1').replace(/^[^\x21-\x7e]+/, '')
    if (/^<(?:!doctype|!--|html|head|meta|style|table|\?xml|\?mso)/i.test(start)) return 'web'
    if (/^(?:%PDF|\{\\rtf)/.test(start)) return 'foreign'
    return TABLE_NAMES.has(extname(originalName).toLowerCase()) ? 'text' : 'foreign'
  } finally {
    await file.close()
  }
}

async function contains(file: Awaited<ReturnType<typeof open>>, wanted: Buffer): Promise<boolean> {
  const buffer = Buffer.alloc(PIECE)
  // Pieces overlap, so that a name across two of them is found.
  for (let at = 0; ; at += PIECE - wanted.length) {
    const { bytesRead } = await file.read(buffer, 0, PIECE, at)
    if (buffer.subarray(0, bytesRead).includes(wanted)) return true
    if (bytesRead < PIECE) return false
  }
}
