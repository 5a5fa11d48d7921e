/** The public page of a call for volunteers: what is needed, the sign-up, and afterwards one's own page under the link that is kept. */
import { type ReactNode, useEffect, useState } from 'react'
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import { skillText } from '../../staff/skills.ts'
import type { OwnComing, Poster } from '../contract.ts'
import { daysText } from '../rules.ts'
import './coming.css'
import { SignUpForm } from './sign-up-form.tsx'
import { useComing } from './use-coming.ts'
import { comingWords as w } from './words.ts'

/** `posts`: what a room below, which this one must not know, has given to whoever holds the link. */
export function ComingPage({ posts }: { readonly posts: (key: string) => ReactNode }) {
  const { t } = useLang()
  const coming = useComing()
  const { poster, own, fault, waiting } = coming
  const [joining, setJoining] = useState(false)
  useEffect(() => {
    document.title = t(w.title)
  }, [t])
  const told = fault && (
    <p className="fault" role="alert">
      {t(fault)}
    </p>
  )
  if (own !== null)
    return (
      <div className="step">
        {told}
        <Own own={own} posts={posts(coming.ownKey)} onWithdraw={coming.withdraw} />
      </div>
    )
  if (waiting)
    return (
      <div className="step">
        {told}
        <h1>{t(w.title)}</h1>
        <p className="coming-kept" role="status">
          {t(navigator.onLine ? w.kept : w.keptOffline)}
        </p>
      </div>
    )
  if (poster === null)
    return (
      <div className="step">
        {told}
        <h1>{t(coming.linked ? (fault ? w.title : w.wait) : w.noLink)}</h1>
        {!coming.linked && <p className="step-hint">{t(w.noLinkHint)}</p>}
        {coming.linked && fault && (
          <button type="button" className="big big-primary" onClick={coming.again}>
            {t(w.retry)}
          </button>
        )}
      </div>
    )
  return (
    <div className="step">
      {told}
      {joining ? (
        <SignUpForm poster={poster} before={coming.sent} onSend={coming.signUp} />
      ) : (
        <What poster={poster} onJoin={() => setJoining(true)} />
      )}
    </div>
  )
}

function What({ poster, onJoin }: { poster: Poster; onJoin: () => void }) {
  const { t, lang } = useLang()
  const { name, needs, skills, hours, risky, place, contact, open } = poster
  const rows = [
    [w.when, `${daysText(poster)} ${hours}`],
    [w.place, place],
    [w.wished, skills.map((skill) => skillText(skill, lang)).join(lang === 'zh' ? '、' : ', ')],
    [w.contact, contact ?? ''],
  ] as const
  return (
    <>
      <h1>{name}</h1>
      <p>{needs}</p>
      <Rows rows={rows} />
      {risky && <p className="panel panel-care">{t(w.risky)}</p>}
      {open ? (
        <button type="button" className="big big-primary" onClick={onJoin}>
          {t(w.join)}
        </button>
      ) : (
        <p className="panel">{t(w.over)}</p>
      )}
    </>
  )
}

function Rows({ rows }: { rows: readonly (readonly [readonly [string, string], string])[] }) {
  const { t } = useLang()
  return (
    <dl className="answers">
      {rows.map(
        ([label, value]) =>
          value !== '' && (
            <div key={label[1]}>
              <dt>{t(label)}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  )
}

function Own({ own, posts, onWithdraw }: { own: OwnComing; posts: ReactNode; onWithdraw: () => void }) {
  const { t } = useLang()
  const [asking, setAsking] = useState(false)
  if (own.withdrawnAt !== null)
    return (
      <>
        <h1>{t(w.withdrew)}</h1>
        <p className="step-hint">{t(w.withdrewHint)}</p>
      </>
    )
  const placed = own.welcomedAt !== null
  return (
    <>
      <section className="panel" aria-live="polite">
        <h1>{t(w.thanks, { name: own.name })}</h1>
        <p>{t(own.cameAt !== null ? w.came : placed ? w.placed : w.got)}</p>
      </section>
      {!placed && (
        <>
          <h2>{t(w.next)}</h2>
          <p>{t(w.nextWait)}</p>
        </>
      )}
      <Rows
        rows={[
          [w.call, own.call],
          placed ? [w.placedAt, own.placement ?? own.place] : [w.standing, t(w.notYet)],
          [w.contact, own.contact ?? ''],
          [w.signed, shanghaiMinute(own.signedAt)],
        ]}
      />
      {placed && posts}
      {own.minor && <p className="panel panel-care">{t(w.minorHint)}</p>}
      <p className="step-hint">{t(w.keepLink)}</p>
      {asking ? (
        <>
          <button type="button" className="big" onClick={onWithdraw}>
            {t(w.withdrawSure)}
          </button>
          <button type="button" className="big big-primary" onClick={() => setAsking(false)}>
            {t(w.stay)}
          </button>
        </>
      ) : (
        own.cameAt === null && (
          <button type="button" className="step-back" onClick={() => setAsking(true)}>
            {t(w.withdraw)}
          </button>
        )
      )}
    </>
  )
}
