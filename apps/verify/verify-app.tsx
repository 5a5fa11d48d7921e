/** What the page that checks a draw is wrapped in: its name and the language. Composition only. */
import { CheckTranscript } from '../../modules/mobilize/resident/check-transcript.tsx'
import { LangProvider, useLang } from '../../platform/web/lang.tsx'
import { web } from '../../platform/web/words.ts'
import { words } from '../resident/words.ts'

export function VerifyApp() {
  return (
    <LangProvider>
      <Frame />
    </LangProvider>
  )
}

function Frame() {
  const { t, lang, setLang } = useLang()
  return (
    <>
      <header className="top">
        <span className="top-name">{t(web.appName)}</span>
        <button
          type="button"
          className="top-lang"
          lang={lang === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => setLang(lang === 'zh' ? 'en' : 'zh')}
        >
          {t(words.otherLanguage)}
        </button>
      </header>
      <main>
        <CheckTranscript />
      </main>
    </>
  )
}
