/** A name as a gate's phone shows it: 张*梅, 王*, enough to compare with what somebody says, and no more. */
export function maskName(name: string): string {
  const letters = [...name.trim()]
  if (letters.length <= 1) return '*'
  if (letters.length === 2) return `${letters[0]}*`
  return `${letters[0]}${'*'.repeat(Math.min(letters.length, 12) - 2)}${letters.at(-1)}`
}
