/**
 * Folds what Chinese input methods and spreadsheets scatter through text: full-width letters and digits, odd spaces,
 * invisible marks, a leading apostrophe. Surprising: NFKC also turns ① into 1 and ㎡ into m2, which lists rely on.
 */

import { z } from 'zod'

// Zero-width and bidi marks, soft hyphen, BOM: pasted from chats and web pages, never meant.
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe0e\ufe0f]/gu
const CONTROL = /[\u0000-\u001f\u007f-\u009f]+/gu
const SPACES = /[\s\u3000\u2800\u3164\uffa0]+/gu
const NAME_DOTS = /[\u00b7\u2022\u2027\u2219\u22c5\u30fb\u2024\u0387\u16eb\u25cf\u2e31]/gu
const PLAIN = /^[\x20-\x7e\u4e00-\u9fff]*$/u
const HAN = /\p{Script=Han}/u

/** One line of text: half-width, no invisible or control characters, single spaces, trimmed. Idempotent. */
export const foldWidth = (text: string): string => {
  // Plain ASCII and everyday characters need none of the work below, and most cells of a large list are just that.
  if (PLAIN.test(text) && !text.includes('  ') && text.trim() === text) return text
  // Invisible marks go first: one between a letter and its accent would keep NFKC from joining the two.
  return text.replace(INVISIBLE, '').normalize('NFKC').replace(CONTROL, ' ').replace(SPACES, ' ').trim()
}

/** foldWidth without any space at all: for numbers, codes and addresses. */
export const foldTight = (text: string): string => foldWidth(text).replaceAll(' ', '')

/**
 * A person's name as it is kept and shown: half-width, every kind of middle dot as · without spaces around it,
 * and no spaces inside a name that has Chinese characters (王 小桃 → 王小桃). Letters keep their case.
 */
export const foldName = (name: string): string => {
  let folded = foldWidth(name).replace(NAME_DOTS, '·')
  if (HAN.test(folded)) folded = folded.replaceAll(' ', '').replace(/(?<=\p{Script=Han})\.(?=\p{Script=Han})/gu, '·')
  return folded
    .replace(/ ?·+ ?/gu, '·')
    .replace(/^·+|·+$/gu, '')
    .trim()
}

/** A name as it is typed into a form: something of it must be left once odd marks and spaces are folded away. */
export const nameText = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((name) => foldName(name) !== '')
