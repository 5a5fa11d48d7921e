/** What a line means that came from the camera, a scanner, a thermometer or a thumb: they all type into one field. */
import { isPassCode } from '../../pass/envelope.ts'
import { readPassNumber } from '../../pass/pass-number.ts'

export type Scanned =
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'number'; readonly number: string }
  /** °C */
  | { readonly kind: 'temperature'; readonly celsius: number }
  /** Nine digits of which one is wrong. */
  | { readonly kind: 'slip' }
  /** A code of something else, to be judged as one. */
  | { readonly kind: 'other'; readonly text: string }

/** 36.5, 36,5 °C, T36.5, +36.50: as thermometers type it; thumbs leave out the point. */
const TEMPERATURE = /^[T+]?:?\s*(3\d|4[0-5])[.,](\d{1,2})\s*(?:°?\s*C|℃)?$/u
const WITHOUT_POINT = /^(3[3-9]|4[0-3])(\d)$/u

export function readTemperature(text: string): number | null {
  const tidy = text.normalize('NFKC').trim().toUpperCase()
  const [, whole, part] = TEMPERATURE.exec(tidy) ?? WITHOUT_POINT.exec(tidy) ?? []
  return whole === undefined ? null : Math.round(Number(`${whole}.${part}`) * 10) / 10
}

export function readLine(line: string): Scanned {
  // A scanner on a keyboard with capitals on types small letters; the code's alphabet has none. Blanks inside are part of it.
  const text = line.replace(/[\r\n\t]+$/u, '').toUpperCase()
  if (isPassCode(text)) return { kind: 'code', text }
  const celsius = readTemperature(text)
  if (celsius !== null) return { kind: 'temperature', celsius }
  const number = readPassNumber(text)
  if (number !== null) return { kind: 'number', number }
  return /^[\d\s-]{9,11}$/u.test(text.trim()) ? { kind: 'slip' } : { kind: 'other', text: line }
}
