/** Parts beside a worksheet that name its rows: pictures and charts by their corners, notes, tables, the figures of a chart. */
import { movedFormula } from './formula.ts'
import { movedReferences, type RowMoves } from './row-moves.ts'
import { Edits, escaped, scanXml, tagXml } from './xml-scan.ts'

/** Rows of corners count from 0. */
const corner = (text: string, moves: RowMoves): string => String(moves.first(Number(text.trim()) + 1) - 1)

export function anchorsMoved(xml: string, moves: RowMoves): string {
  const edits = new Edits()
  scanXml(xml, {
    close(tag, text, start) {
      if (tag.name === 'row' && !tag.closed && /^\s*\d+\s*$/.test(text))
        edits.replace(tag.end, start, corner(text, moves))
    },
  })
  return edits.in(xml)
}

export function chartMoved(xml: string, sheet: string, movesOf: (sheet: string) => RowMoves | undefined): string {
  const edits = new Edits()
  scanXml(xml, {
    close(tag, text, start) {
      if (tag.name === 'f' && !tag.closed)
        edits.replace(tag.end, start, escaped(movedFormula(text, { sheet }, movesOf)))
    },
  })
  return edits.in(xml)
}

/** An attribute `ref` on these elements, moved. */
function referencesMoved(xml: string, names: readonly string[], moves: RowMoves): string {
  const edits = new Edits()
  scanXml(xml, {
    open(tag) {
      const { ref } = tag.attributes
      if (names.includes(tag.name) && ref !== undefined)
        edits.replace(tag.start, tag.end, tagXml(tag, { ...tag.attributes, ref: movedReferences(ref, moves, false) }))
    },
  })
  return edits.in(xml)
}
export const commentsMoved = (xml: string, moves: RowMoves): string =>
  referencesMoved(xml, ['comment', 'threadedComment'], moves)
export const tableMoved = (xml: string, moves: RowMoves): string =>
  referencesMoved(xml, ['table', 'autoFilter', 'sortState', 'sortCondition'], moves)

/** The old drawing language is not always well-formed, so its few numbers are found by their names. */
export const vmlMoved = (xml: string, moves: RowMoves): string =>
  xml
    .replace(/(<x:Row>)\s*(\d+)\s*(<\/x:Row>)/g, (_, open, row, close) => `${open}${corner(row, moves)}${close}`)
    .replace(/(<x:Anchor>)([^<]*)(<\/x:Anchor>)/g, (whole, open, numbers: string, close) => {
      const places = numbers.split(',').map((n) => n.trim())
      if (places.length !== 8 || places.some((n) => !/^\d+$/.test(n))) return whole
      for (const i of [2, 6]) places[i] = corner(places[i]!, moves)
      return `${open}${places.join(', ')}${close}`
    })
