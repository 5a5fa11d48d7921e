/**
 * Text that a spreadsheet program would take for a formula, and so run (OWASP: CSV injection). In xlsx such text is
 * marked as text; a csv has no types, so it gets an apostrophe, which reading takes off again.
 */

// Full-width signs count as the plain ones in Chinese and Japanese Excel; a leading line break hides the sign behind it.
const DANGEROUS = /^[=+\-@\t\r\n＝＋－＠]/
const DANGEROUS_BEHIND_APOSTROPHES = /^'*[=+\-@\t\r\n＝＋－＠]/
const GUARDED = /^'+[=+\-@\t\r\n＝＋－＠]/

export const isDangerous = (text: string): boolean => DANGEROUS.test(text)

/** One apostrophe more than the text has, so that `bareText(guardedText(t))` is always `t`. */
export const guardedText = (text: string): string => (DANGEROUS_BEHIND_APOSTROPHES.test(text) ? `'${text}` : text)

export const bareText = (text: string): string => (GUARDED.test(text) ? text.slice(1) : text)
