/** What a door opens: a household's members to ask for, a form for somebody else, and for those who look after a place the list of who asks there. */
import { useState } from 'react'
import { useT } from '../../../platform/web/lang.tsx'
import type { Opened } from '../answers.ts'
import { linkKinds } from '../application.ts'
import { pass } from '../contract.ts'
import { AskForm } from './ask-form.tsx'
import { Notice } from './notice.tsx'
import { PartnerList } from './partner-list.tsx'
import { useAnswer } from './use-answer.ts'
import { residentWords as w } from './words.ts'

type Member = Opened['members'][number]
const STANDS = { none: w.stands_none, asked: w.stands_asked, issued: w.stands_issued }

export function AskPage({ link }: { link: string }) {
  const t = useT()
  const { shown, fault, read } = useAnswer(pass.operations.openLink, { key: link })
  const [asking, ask] = useState<Member | 'other' | null>(null)
  const [sent, setSent] = useState<string | null>(null)
  const told = fault && (
    <p className="fault" role="alert">
      {t(fault)}
    </p>
  )
  if (shown === null)
    return (
      <div className="step">
        {told}
        <h1>{t(fault ? w.askTitle : w.wait)}</h1>
        {fault && (
          <button type="button" className="big big-primary" onClick={() => void read()}>
            {t(w.retry)}
          </button>
        )}
      </div>
    )
  if (sent !== null)
    return (
      <div className="step">
        <section className="panel" role="status">
          <h1>{t(w.sentFor)}</h1>
          <p>{t(w.keepFor)}</p>
          <a className="pass-link" data-testid="own-link" href={`/r/pass#~${sent}`} target="_blank" rel="noreferrer">
            {t(w.openOwn)}
          </a>
        </section>
        <button
          type="button"
          className="big"
          onClick={() => {
            setSent(null)
            ask(null)
            void read()
          }}
        >
          {t(w.askMore)}
        </button>
      </div>
    )
  if (asking !== null)
    return (
      <div className="step">
        {told}
        <AskForm
          link={link}
          member={asking === 'other' ? null : asking}
          opened={shown}
          onSent={setSent}
          onBack={() => ask(null)}
        />
      </div>
    )
  return (
    <div className="step">
      {told}
      <h1>
        {shown.name === null
          ? t(w.askTitle)
          : t(w.partnerTitle, { name: `${t(linkKinds.words[shown.who])} ${shown.name}` })}
      </h1>
      <p className="step-hint">{shown.place}</p>
      <Notice measure={shown.measure} />
      {shown.members.length > 0 && shown.kinds.length > 0 && (
        <>
          <h2>{t(w.members)}</h2>
          <ul className="choice-rows">
            {shown.members.map((member) => (
              <li key={member.id} className="choice-row">
                <span className="choice-main">
                  <strong>{member.name}</strong>
                  <span>{t(STANDS[member.stands])}</span>
                </span>
                {member.stands === 'none' && (
                  <button type="button" className="pass-small" onClick={() => ask(member)}>
                    {t(w.askFor)}
                  </button>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {shown.kinds.length > 0 && (
        <button
          type="button"
          className={shown.members.length > 0 ? 'big' : 'big big-primary'}
          onClick={() => ask('other')}
        >
          {t(shown.members.length > 0 ? w.other : w.askTitle)}
        </button>
      )}
      {shown.name !== null && <PartnerList link={link} applications={shown.applications} onDone={() => void read()} />}
      <p className="step-hint">{t(w.noLinkHint)}</p>
    </div>
  )
}
