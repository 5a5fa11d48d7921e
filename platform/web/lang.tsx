/** The language of the screen: Chinese unless the person chose English, remembered on this device. */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { type Lang, type Params, say, type Word } from '../pure/words.ts'
import { store, stored } from './stored.ts'

export type Translate = (word: Word, params?: Params) => string

interface Spoken {
  readonly lang: Lang
  readonly setLang: (lang: Lang) => void
  readonly t: Translate
}

const htmlLang: Record<Lang, string> = { zh: 'zh-CN', en: 'en' }
const LangContext = createContext<Spoken | null>(null)

export function LangProvider({ children }: { children: ReactNode }) {
  const [lang, choose] = useState<Lang>(() => (stored('lang') === 'en' ? 'en' : 'zh'))
  useEffect(() => {
    document.documentElement.lang = htmlLang[lang]
  }, [lang])
  const setLang = useCallback((next: Lang) => {
    store('lang', next)
    choose(next)
  }, [])
  const spoken = useMemo<Spoken>(
    () => ({ lang, setLang, t: (word, params) => say(word, lang, params) }),
    [lang, setLang],
  )
  return <LangContext value={spoken}>{children}</LangContext>
}

export function useLang(): Spoken {
  const spoken = useContext(LangContext)
  if (!spoken) throw new Error('LangProvider is missing')
  return spoken
}

/** `t(word, params?)` in the language chosen. */
export const useT = (): Translate => useLang().t
