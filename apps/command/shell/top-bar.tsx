/** Always the same, on every page: which operation, where I answer for and as what, whether what I see is live, and what time it is. */
import { roles } from '../../../platform/pure/roles.ts'
import { say } from '../../../platform/pure/words.ts'
import type { Desk } from '../../../platform/web/desk/desk-context.tsx'
import { MoonIcon, SunIcon } from '../../../platform/web/desk/icons.tsx'
import { useLang } from '../../../platform/web/lang.tsx'
import { useMe } from '../../../platform/web/session.tsx'
import { setTheme, useIsDark } from '../../../platform/web/theme.ts'
import { command } from '../words.ts'
import { AccountMenu } from './account-menu.tsx'
import { Clock, LiveDot } from './clock.tsx'

export function LangButton() {
  const { lang, setLang } = useLang()
  const other = lang === 'zh' ? 'en' : 'zh'
  return (
    <button type="button" className="bar-button" lang={other} onClick={() => setLang(other)}>
      {say(command.ownName, other)}
    </button>
  )
}

export function ThemeButton() {
  const { t } = useLang()
  const dark = useIsDark()
  const label = t(dark ? command.toLight : command.toDark)
  return (
    <button
      type="button"
      className="bar-button"
      title={label}
      aria-label={label}
      onClick={() => setTheme(dark ? 'light' : 'dark')}
    >
      {dark ? <SunIcon /> : <MoonIcon />}
    </button>
  )
}

export function TopBar({ desk }: { desk: Desk }) {
  const { t } = useLang()
  const me = useMe()
  return (
    <header className="top-bar">
      <div className="top-operation">
        <label htmlFor="desk-operation">{t(command.operation)}</label>
        {desk.operations.length === 0 ? (
          <span className="top-none" id="desk-operation">
            {t(command.noOperation)}
          </span>
        ) : (
          <select
            id="desk-operation"
            value={desk.operation?.id ?? ''}
            onChange={(e) => desk.chooseOperation(e.target.value)}
          >
            {desk.operations.map((o) => (
              <option key={o.id} value={o.id}>
                {o.open ? o.name : `${o.name}${t(command.ended)}`}
              </option>
            ))}
          </select>
        )}
      </div>
      <dl className="top-area">
        <dt className="visually-hidden">{t(command.area)}</dt>
        <dd>{me.grant.areaName}</dd>
        <dt className="visually-hidden">{t(command.role)}</dt>
        <dd className="top-role">{t(roles.words[me.grant.role])}</dd>
      </dl>
      {me.demo && <span className="demo-badge">{t(command.demoBadge)}</span>}
      <div className="top-right">
        <LiveDot />
        <Clock />
        <LangButton />
        <ThemeButton />
        <AccountMenu />
      </div>
    </header>
  )
}
