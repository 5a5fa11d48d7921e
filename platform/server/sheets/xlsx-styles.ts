/** The few looks an exported list has. `STYLE` are the indexes that cells name, in the order of `cellXfs` below. */

export const STYLE = {
  plain: 0,
  /** Text that stays text when somebody edits it: identity numbers, phones. */
  text: 1,
  /** The same for text that begins like a formula: Excel shows its own apostrophe in the edit line. */
  guarded: 2,
  date: 3,
  moment: 4,
  heading: 5,
  watermark: 6,
} as const

const xf = (numFmt: number, font = 0, fill = 0, border = 0, more = '', inside = ''): string => {
  const applied = `${numFmt ? ' applyNumberFormat="1"' : ''}${font ? ' applyFont="1"' : ''}${fill ? ' applyFill="1"' : ''}${border ? ' applyBorder="1"' : ''}`
  const start = `<xf numFmtId="${numFmt}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0"${applied}${more}`
  return inside ? `${start} applyAlignment="1">${inside}</xf>` : `${start}/>`
}

const TEXT_FORMAT = 49
const DATE_FORMAT = 164
const MOMENT_FORMAT = 165

const CELL_FORMATS = [
  xf(0),
  xf(TEXT_FORMAT),
  xf(TEXT_FORMAT, 0, 0, 0, ' quotePrefix="1"'),
  xf(DATE_FORMAT),
  xf(MOMENT_FORMAT),
  xf(TEXT_FORMAT, 1, 2, 1, '', '<alignment horizontal="center" vertical="center" wrapText="1"/>'),
  xf(TEXT_FORMAT, 2, 0, 0, '', '<alignment horizontal="left" vertical="center"/>'),
]

export const STYLES_XML = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">\
<numFmts count="2"><numFmt numFmtId="${DATE_FORMAT}" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="${MOMENT_FORMAT}" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>\
<fonts count="3"><font><sz val="11"/><name val="等线"/><family val="2"/><charset val="134"/></font>\
<font><b/><sz val="11"/><name val="等线"/><family val="2"/><charset val="134"/></font>\
<font><i/><sz val="9"/><color rgb="FF7F7F7F"/><name val="等线"/><family val="2"/><charset val="134"/></font></fonts>\
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>\
<fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF4"/><bgColor indexed="64"/></patternFill></fill></fills>\
<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>\
<border><left/><right/><top/><bottom style="thin"><color rgb="FF8496A9"/></bottom><diagonal/></border></borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
<cellXfs count="${CELL_FORMATS.length}">${CELL_FORMATS.join('')}</cellXfs>\
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
