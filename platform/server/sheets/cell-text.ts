/**
 * Text as OOXML stores it: what XML cannot hold is written `_x000D_`, and a literal `_x0041_` hides its underscore
 * (ECMA-376 part 1, 22.9.2.19). `decodeText(encodeText(t))` is `t` for any well-formed text.
 */

const NOT_PLAIN = /[&<>\r\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|_x/
// An underscore is hidden also where a control character behind it would complete the pattern once that is written out.
const LOOKS_ENCODED = /_(?=x[0-9A-Fa-f]{4}(?:_|[\r\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]))/g
const UNFIT = /[\r\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
const ENCODED = /_x([0-9A-Fa-f]{4})_/g

const hex4 = (unit: number): string => unit.toString(16).toUpperCase().padStart(4, '0')

/** Text for between tags or within a double-quoted attribute. A lone surrogate becomes U+FFFD. */
export function encodeText(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed()
  if (!NOT_PLAIN.test(whole)) return whole
  return whole
    .replace(LOOKS_ENCODED, '_x005F_')
    .replace(UNFIT, (unit) => `_x${hex4(unit.charCodeAt(0))}_`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}

/** The same for an attribute value, which must not hold a quote. */
export const encodeAttribute = (text: string): string => encodeText(text).replaceAll('"', '&quot;')

export const decodeText = (text: string): string =>
  text.includes('_x')
    ? text.replace(ENCODED, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text
