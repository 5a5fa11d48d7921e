/**
 * Walks a whole part of a package with the places of its tags, so that a few of them can be rewritten and all the rest stays
 * byte for byte. The same guards as for streams: no DTD, no deep nesting.
 */
import { SaxesParser } from 'saxes'
import { Problem } from '../../pure/problem.ts'
import { encodeAttribute } from './cell-text.ts'
import { asReadProblem, sheetProblems } from './problems.ts'
import { local } from './xml-in.ts'

export interface Tag {
  /** Without its prefix. */
  readonly name: string
  /** As written, with its prefix. */
  readonly whole: string
  readonly attributes: Readonly<Record<string, string>>
  /** From its `<` to behind its `>`. */
  readonly start: number
  readonly end: number
  readonly closed: boolean
  /** 1 for the root. */
  readonly depth: number
}

export interface ScanHandlers {
  open?(tag: Tag): void
  /** `start` and `end` of the closing tag; of an empty element those of its only one. `text`: all text directly within. */
  close?(tag: Tag, text: string, start: number, end: number): void
}

const MOST_DEPTH = 100

/** Throws `broken` or `hostileXml`, or what a handler throws. */
export function scanXml(xml: string, { open, close }: ScanHandlers): void {
  const parser = new SaxesParser<{ position: true; xmlns: false }>({ position: true, xmlns: false })
  const path: { tag: Tag; text: string }[] = []
  const refuse = (): never => {
    throw new Problem(sheetProblems.hostileXml)
  }
  parser.on('doctype', refuse)
  parser.on('opentag', ({ name, attributes, isSelfClosing }) => {
    if (path.length >= MOST_DEPTH) refuse()
    const end = parser.position
    // A `<` within an attribute must be written `&lt;`, so the last one before the end is this tag's own.
    const start = xml.lastIndexOf('<', end - 1)
    const tag = {
      name: local(name),
      whole: name,
      attributes,
      start,
      end,
      closed: isSelfClosing,
      depth: path.length + 1,
    }
    path.push({ tag, text: '' })
    open?.(tag)
  })
  const text = (run: string): void => {
    const at = path.at(-1)
    if (at) at.text += run
  }
  parser.on('text', text)
  parser.on('cdata', text)
  parser.on('closetag', () => {
    const ended = path.pop()
    if (!ended) return
    const end = parser.position
    close?.(ended.tag, ended.text, ended.tag.closed ? ended.tag.start : xml.lastIndexOf('<', end - 1), end)
  })
  try {
    parser.write(xml).close()
  } catch (error) {
    throw asReadProblem(error)
  }
}

/** Changes to a text, by place; they may be noted in any order and must not overlap. */
export class Edits {
  private readonly list: { start: number; end: number; text: string }[] = []

  replace(start: number, end: number, text: string): void {
    this.list.push({ start, end, text })
  }

  in(xml: string): string {
    const ordered = [...this.list].sort((a, b) => a.start - b.start || a.end - b.end)
    let done = ''
    let at = 0
    for (const { start, end, text } of ordered) {
      done += xml.slice(at, start) + text
      at = end
    }
    return done + xml.slice(at)
  }
}

/** Text between tags, as it is: for formulas, which Excel does not decode further. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

export const attributesXml = (attributes: Readonly<Record<string, string>>): string =>
  Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${encodeAttribute(value)}"`)
    .join('')

/** The opening tag with other attributes; empty elements stay empty. */
export const tagXml = (tag: Tag, attributes: Readonly<Record<string, string>>): string =>
  `<${tag.whole}${attributesXml(attributes)}${tag.closed ? '/>' : '>'}`

export const textOfPart = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw asReadProblem(error)
  }
}
