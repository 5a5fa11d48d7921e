/** Cell references: columns count from 0 in code and are letters in the file. */

const A = 65
const LETTERS = 26

/** `A1` and `A` → 0, `AB12` → 27; -1 when it begins with no capital letter. Stops at the first other character. */
export function columnOf(reference: string): number {
  let column = 0
  for (let i = 0; i < reference.length; i++) {
    const letter = reference.charCodeAt(i) - A
    if (letter < 0 || letter >= LETTERS) break
    column = column * LETTERS + letter + 1
  }
  return column - 1
}

/** 0 → `A`, 27 → `AB`. */
export function columnName(column: number): string {
  let name = ''
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / LETTERS)) {
    name = String.fromCharCode(A + ((rest - 1) % LETTERS)) + name
  }
  return name
}
