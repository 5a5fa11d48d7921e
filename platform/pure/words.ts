/**
 * Every text a person sees, in Chinese first and English beside it.
 * A word is a pair, so a missing translation is a type error; `{name}` in it is replaced by `say`.
 */
export type Lang = 'zh' | 'en'
export type Word = readonly [zh: string, en: string]
export type Params = Readonly<Record<string, string | number>>

/** Declares a catalogue; identity at run time, exact keys for the compiler. */
export const words = <const T extends Readonly<Record<string, Word>>>(catalogue: T): T => catalogue

/** The word in one language with its parameters filled in; an unknown parameter stays visible as `{name}`. */
export function say(word: Word, lang: Lang, params: Params = {}): string {
  const text = word[lang === 'zh' ? 0 : 1]
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name]
    return value === undefined ? whole : String(value)
  })
}

/** Both languages filled in, for answers that are read by a screen of either language. */
export const sayBoth = (word: Word, params: Params = {}): Word => [say(word, 'zh', params), say(word, 'en', params)]
