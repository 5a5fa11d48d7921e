/**
 * The watermark in a page's header or footer beside what its owner wrote there. Surprising: each holds 255 characters, codes
 * included, and Excel drops one that is longer; so the mark is cut to what is left, and goes into the header when the footer is full.
 */
import { encodeText } from './cell-text.ts'
import { attributesXml } from './xml-scan.ts'

const MOST = 255
/** Less than that says nothing any more. */
const LEAST = 40
const ORDER = ['oddHeader', 'oddFooter', 'evenHeader', 'evenFooter', 'firstHeader', 'firstFooter'] as const
/** Seven points, so that it does not run into what stands in the centre; the blank keeps a digit from joining the size. */
const SMALL = '&7 '
type Slot = (typeof ORDER)[number]

/** `&` begins a code and is doubled; a pair cut in two would swallow what follows. */
const cut = (mark: string, room: number): string => {
  const doubled = mark.replaceAll('&', '&&').slice(0, room)
  return /&*$/.exec(doubled)![0].length % 2 === 0 ? doubled : doubled.slice(0, -1)
}

/** Where the left section ends: before the next of `&C` and `&R` that is a code. */
const endOfLeft = (text: string, from: number): number => {
  for (let i = from; i < text.length - 1; i++) {
    if (text[i] !== '&') continue
    if (text[i + 1] === 'C' || text[i + 1] === 'R') return i
    i++
  }
  return text.length
}

/** The mark at the end of the left section; null when there is no room for it. */
export function stamped(text: string, mark: string): string | null {
  const left = /^(?:&[CR]|$)/.test(text) || !/&L/.test(text.replaceAll('&&', '')) ? -1 : text.indexOf('&L')
  const room = MOST - text.length - SMALL.length - 4
  if (room < Math.min(LEAST, mark.length)) return null
  const said = SMALL + cut(mark, room)
  if (left < 0) {
    // Text before any code stands in the centre.
    const rest = text === '' || text.startsWith('&C') || text.startsWith('&R') ? text : `&C${text}`
    return `&L${said}${rest}`
  }
  const end = endOfLeft(text, left + 2)
  const before = text.slice(0, end)
  return `${before}${before.endsWith('&L') ? '' : '\n'}${said}${text.slice(end)}`
}

const isOn = (value: string | undefined): boolean => value === '1' || value === 'true'

/** The element `headerFooter` with the mark on every kind of page. @param texts of its children as they were */
export function stampedFooters(
  prefix: string,
  attributes: Readonly<Record<string, string>>,
  texts: ReadonlyMap<string, string>,
  mark: string,
): string {
  const kinds = [
    'odd',
    ...(isOn(attributes['differentOddEven']) ? ['even'] : []),
    ...(isOn(attributes['differentFirst']) ? ['first'] : []),
  ]
  const all = new Map(texts)
  for (const kind of kinds)
    for (const side of ['Footer', 'Header']) {
      const slot = `${kind}${side}`
      const text = stamped(all.get(slot) ?? '', mark)
      if (text === null) continue
      all.set(slot, text)
      break
    }
  const inside = ORDER.filter((slot: Slot) => all.has(slot)).map(
    (slot) => `<${prefix}${slot}>${encodeText(all.get(slot)!)}</${prefix}${slot}>`,
  )
  return `<${prefix}headerFooter${attributesXml(attributes)}>${inside.join('')}</${prefix}headerFooter>`
}
