/** What the pages without an account are wrapped in: the name, the language, and the rooms' screens by the link. Composition only. */
import { Check } from '../../modules/deployment/resident/check.tsx'
import { Duty } from '../../modules/deployment/resident/duty.tsx'
import { CalledPage } from '../../modules/mobilize/resident/called.tsx'
import { PassPage } from '../../modules/pass/resident/pass-page.tsx'
import { Household } from '../../modules/selftest/resident/household.tsx'
import { ComingPage } from '../../modules/volunteer/resident/coming-page.tsx'
import { LangProvider, useLang } from '../../platform/web/lang.tsx'
import { ScreensProvider } from '../../platform/web/phone/screens.tsx'
import { web } from '../../platform/web/words.ts'
import { useDoor } from './use-door.ts'
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
  const door = useDoor()
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
        {door.to === 'duty' && <Duty dutyKey={door.key} />}
        {door.to === 'certificate' && <Check number={door.key} />}
        {door.to === 'called' && <CalledPage />}
        {door.to === 'coming' && <ComingPage />}
        {door.to === 'pass' && <PassPage />}
        {door.to === 'household' && <Household />}
      </main>
    </>
  )
}
