/** What the pages without an account are wrapped in: the household's, and under /r/call the one of somebody who is called, under /r/come of whoever comes forward. Composition only. */
import { CalledPage } from '../../modules/mobilize/resident/called.tsx'
import { Household } from '../../modules/selftest/resident/household.tsx'
import { ComingPage } from '../../modules/volunteer/resident/coming-page.tsx'
import { LangProvider, useLang } from '../../platform/web/lang.tsx'
import { ScreensProvider } from '../../platform/web/phone/screens.tsx'
import { web } from '../../platform/web/words.ts'
import { words } from './words.ts'

export function ResidentApp() {
  return (
    <LangProvider>
      <ScreensProvider>
        <Frame />
      </ScreensProvider>
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
        <Page />
      </main>
    </>
  )
}

function Page() {
  if (location.pathname.startsWith('/r/call')) return <CalledPage />
  return location.pathname.startsWith('/r/come') ? <ComingPage /> : <Household />
}
