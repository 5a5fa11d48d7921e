/**
 * A streaming XML reader for files from strangers: no DTD, no entities of their own, no deep nesting, no endless
 * tag, comment or text that would pile up in memory. Names arrive without their prefix, as some writers put one.
 */
import { SaxesParser } from 'saxes'
import { Problem } from '../../pure/problem.ts'
import { asReadProblem, sheetProblems } from './problems.ts'

export interface XmlHandlers {
  open(name: string, attributes: Readonly<Record<string, string>>): void
  close(name: string): void
  text?(text: string): void
}

export interface XmlIn {
  write(chunk: Uint8Array): void
  end(): void
}

const MOST_DEPTH = 100
/** Bytes without one tag beginning or ending. The longest honest run is a full cell, 32,767 characters escaped. */
const MOST_SILENT = 1024 * 1024

/** `write` and `end` throw a Problem (`broken`, `hostileXml`) or what a handler throws. */
export function xmlIn(handlers: XmlHandlers): XmlIn {
  // Positions cost a third of the time, and nobody is shown a column of XML.
  const parser = new SaxesParser<{ position: false; xmlns: false }>({ position: false, xmlns: false })
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let depth = 0
  let silent = 0
  let hostile = false

  parser.on('opentag', ({ name, attributes }) => {
    silent = 0
    if (++depth > MOST_DEPTH) hostile = true
    else handlers.open(local(name), attributes)
  })
  parser.on('closetag', ({ name }) => {
    silent = 0
    depth--
    handlers.close(local(name))
  })
  const { text } = handlers
  if (text) {
    parser.on('text', (run) => text.call(handlers, run))
    parser.on('cdata', (run) => text.call(handlers, run))
  }
  parser.on('doctype', () => {
    hostile = true
  })

  const feed = (run: string): void => {
    parser.write(run)
    if (hostile || silent > MOST_SILENT) throw new Problem(sheetProblems.hostileXml)
  }
  const guarded = (work: () => void): void => {
    try {
      work()
    } catch (error) {
      throw hostile ? new Problem(sheetProblems.hostileXml) : asReadProblem(error)
    }
  }
  return {
    write: (chunk) =>
      guarded(() => {
        silent += chunk.length
        feed(decoder.decode(chunk, { stream: true }))
      }),
    end: () =>
      guarded(() => {
        feed(decoder.decode())
        parser.close()
      }),
  }
}

/** Reads a whole part. */
export async function readXml(chunks: AsyncIterable<Uint8Array>, handlers: XmlHandlers): Promise<void> {
  const xml = xmlIn(handlers)
  for await (const chunk of chunks) xml.write(chunk)
  xml.end()
}

/** `x:row` → `row`. Of attributes only `r:id` has a prefix, see `prefixed`. */
export const local = (name: string): string => {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

/** The value of a prefixed attribute, whatever prefix its writer chose for that namespace. */
export const prefixed = (attributes: Readonly<Record<string, string>>, name: string): string | undefined => {
  for (const key of Object.keys(attributes)) if (key.endsWith(`:${name}`)) return attributes[key]
  return undefined
}
