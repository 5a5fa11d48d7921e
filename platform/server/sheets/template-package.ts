/** Somebody else's workbook, all of it in memory: small by nature, checked like any file from strangers, given back part by part. */
import { Problem } from '../../pure/problem.ts'
import { decodeText, encodeText } from './cell-text.ts'
import { sheetProblems } from './problems.ts'
import { SHEET_LIMITS } from './sheet.ts'
import { readRelations, readWorkbook, type Workbook } from './workbook-parts.ts'
import { Edits, scanXml, textOfPart } from './xml-scan.ts'
import { openZip } from './zip-in.ts'

const MB = 1024 * 1024
/** Unpacked, all parts together. A form of an office has a few hundred KB. */
const MOST_UNPACKED = 64 * MB
const MOST_PARTS = 1000

export interface TemplatePackage {
  readonly workbook: Workbook
  /** Names as written, in the order of the package. */
  readonly names: readonly string[]
  /** A part as bytes, or undefined. */
  bytes(name: string): Uint8Array | undefined
  /** Throws `broken` when there is no such part. */
  text(name: string): string
  put(name: string, content: string | Uint8Array): void
  remove(name: string): void
  /** Parts of a kind that a part points to, e.g. the drawings of a sheet. */
  related(part: string, type: string): readonly string[]
  /** The shared texts, runs joined, readings left out. */
  readonly strings: readonly string[]
}

/** Throws a Problem of `sheetProblems` for whatever is no plain xlsx workbook. */
export async function openTemplate(file: Buffer): Promise<TemplatePackage> {
  const zip = await openZip(file, { ...SHEET_LIMITS, partBytes: MOST_UNPACKED, ratioFreeBytes: MB })
  try {
    const workbook = await readWorkbook(zip)
    const names = zip.written.filter((name) => !name.endsWith('/'))
    if (names.length > MOST_PARTS || names.reduce((sum, name) => sum + zip.size(name), 0) > MOST_UNPACKED)
      throw new Problem(sheetProblems.tooBig, { limit: MOST_UNPACKED / MB })
    const parts = new Map<string, { readonly name: string; content: Uint8Array | string }>()
    for (const name of names) {
      const chunks: Buffer[] = []
      for await (const chunk of zip.chunks(name)) chunks.push(chunk)
      parts.set(name.toLowerCase(), { name, content: Buffer.concat(chunks) })
    }
    const relations = new Map<string, readonly { type: string; part: string }[]>()
    const sheets = workbook.allSheets.map((sheet) => sheet.part)
    const drawings: string[] = []
    for (const part of sheets) {
      const found = [...(await readRelations(zip, part)).values()]
      relations.set(part, found)
      drawings.push(...found.filter((r) => r.type === 'drawing').map((r) => r.part))
    }
    for (const part of drawings) relations.set(part, [...(await readRelations(zip, part)).values()])
    const text = (name: string): string => {
      const content = parts.get(name.toLowerCase())?.content
      if (content === undefined) throw new Problem(sheetProblems.broken)
      return typeof content === 'string' ? content : textOfPart(content)
    }
    return {
      workbook,
      get names() {
        return [...parts.values()].map((part) => part.name)
      },
      bytes: (name) => {
        const content = parts.get(name.toLowerCase())?.content
        return typeof content === 'string' ? new TextEncoder().encode(content) : content
      },
      text,
      put: (name, content) => {
        const key = name.toLowerCase()
        parts.set(key, { name: parts.get(key)?.name ?? name, content })
      },
      remove: (name) => void parts.delete(name.toLowerCase()),
      related: (part, type) => (relations.get(part) ?? []).filter((r) => r.type === type).map((r) => r.part),
      strings: workbook.sharedStrings === undefined ? [] : stringsOf(text(workbook.sharedStrings)),
    }
  } finally {
    await zip.close()
  }
}

function stringsOf(xml: string): string[] {
  const strings: string[] = []
  let text = ''
  let inReading = 0
  scanXml(xml, {
    open(tag) {
      if (tag.name === 'si') text = ''
      else if (tag.name === 'rPh') inReading++
    },
    close(tag, run) {
      if (tag.name === 't' && inReading === 0) text += run
      else if (tag.name === 'rPh') inReading--
      else if (tag.name === 'si') strings.push(decodeText(text))
    },
  })
  return strings
}

/** Texts added behind those that are there; those stay where they are, for cells name them by place. */
export function withTexts(xml: string, texts: readonly string[]): string {
  const edits = new Edits()
  scanXml(xml, {
    open(tag) {
      if (tag.depth !== 1) return
      const prefix = tag.whole.slice(0, tag.whole.length - tag.name.length)
      const { count: _, uniqueCount: __, ...attributes } = tag.attributes
      const added = texts
        .map((t) => `<${prefix}si><${prefix}t xml:space="preserve">${encodeText(t)}</${prefix}t></${prefix}si>`)
        .join('')
      const start = `<${tag.whole}${Object.entries(attributes)
        .map(([key, value]) => ` ${key}="${value}"`)
        .join('')}>`
      if (tag.closed) edits.replace(tag.start, tag.end, `${start}${added}</${tag.whole}>`)
      else {
        edits.replace(tag.start, tag.end, start)
        const end = xml.lastIndexOf('</')
        edits.replace(end, end, added)
      }
    },
  })
  return edits.in(xml)
}
