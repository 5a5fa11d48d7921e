/** One's own page: where the application stands, the code for the gate, and why there is none; with the way to appeal. */
import { useState } from 'react'
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import { call } from '../../../platform/web/client.ts'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useT } from '../../../platform/web/lang.tsx'
import type { OwnPass } from '../answers.ts'
import { declineReasons, revokeReasons } from '../application.ts'
import { pass } from '../contract.ts'
import { passKinds } from '../model.ts'
import { Code } from './code.tsx'
import { Notice } from './notice.tsx'
import { said } from './use-answer.ts'
import { useOwnPass } from './use-own-pass.ts'
import { residentWords as w } from './words.ts'

export function OwnPage({ own }: { own: string }) {
  const t = useT()
  const { shown, fault, setFault, read, forget } = useOwnPass(own)
  const act = async (work: Promise<unknown>) => {
    try {
      await work
      await read()
    } catch (error) {
      setFault(said(error))
    }
  }
  return (
    <div className="step">
      {fault && (shown?.pass?.standing !== 'valid' || fault !== w.offline) && (
        <p className="fault" role="alert">
          {t(fault)}
        </p>
      )}
      {shown === null ? (
        <>
          <h1>{t(fault ? w.title : w.wait)}</h1>
          {fault && (
            <button type="button" className="big big-primary" onClick={() => void read()}>
              {t(w.retry)}
            </button>
          )}
        </>
      ) : (
        <>
          {shown.pass?.standing === 'valid' ? (
            <Code own={shown} pass={shown.pass} away={fault !== null} />
          ) : (
            <Standing own={shown} />
          )}
          {shown.pass?.standing === 'valid' && fault !== null && (
            <button type="button" className="big" onClick={() => void read()}>
              {t(w.retry)}
            </button>
          )}
          {(shown.state === 'asked' || shown.state === 'verified') && (
            <button
              type="button"
              className="step-back"
              onClick={() => void act(call(pass.operations.withdraw, { key: own }))}
            >
              {t(w.withdraw)}
            </button>
          )}
          {(shown.state === 'declined' || shown.pass?.standing === 'revoked') && (
            <Appeal
              appeal={shown.appeal}
              onSend={(grounds) => void act(call(pass.operations.appeal, { key: own, id: freshId(), grounds }))}
            />
          )}
          <Notice measure={shown.measure} />
          {shown.pass?.standing === 'valid' && (
            <p className="step-hint">
              {t(w.kept)}{' '}
              <button type="button" className="step-back" onClick={() => void forget()}>
                {t(w.forget)}
              </button>
            </p>
          )}
        </>
      )}
    </div>
  )
}

function Standing({ own }: { own: OwnPass }) {
  const t = useT()
  const { pass: held, declined } = own
  const ended =
    held === null
      ? null
      : held.revoked !== null
        ? t(w.revoked, { reason: t(revokeReasons.words[held.revoked.reason]) })
        : held.standing === 'valid' || held.standing === 'revoked'
          ? null
          : t(w[held.standing])
  const state = {
    ...{ asked: w.asked, verified: w.verified, issued: w.expired, withdrawn: w.withdrawnState },
    declined: w.declined,
  }[own.state]
  return (
    <section className={ended !== null || declined !== null ? 'panel panel-care' : 'panel'} aria-live="polite">
      <p>
        {own.name} · {t(passKinds.words[own.kind])}
      </p>
      <h1>{ended ?? t(state, { reason: declined ? t(declineReasons.words[declined.reason]) : '' })}</h1>
      {(held?.revoked?.text ?? declined?.text) && <p>{held?.revoked?.text ?? declined?.text}</p>}
    </section>
  )
}

function Appeal({ appeal, onSend }: { appeal: OwnPass['appeal']; onSend: (grounds: string) => void }) {
  const t = useT()
  const [grounds, write] = useState<string | null>(null)
  if (appeal !== null)
    return (
      <p className="panel">
        {appeal.answer === null
          ? t(w.appealGot, { at: shanghaiMinute(appeal.dueAt) })
          : t(w.appealAnswer, { answer: appeal.answer })}
      </p>
    )
  if (grounds === null)
    return (
      <button type="button" className="big" onClick={() => write('')}>
        {t(w.appeal)}
      </button>
    )
  return (
    <div>
      <label className="field-name" htmlFor="pass-grounds">
        {t(w.appealGrounds)}
      </label>
      <textarea
        id="pass-grounds"
        className="field-input"
        rows={4}
        maxLength={500}
        value={grounds}
        onChange={(event) => write(event.target.value)}
      />
      <button
        type="button"
        className="big big-primary"
        disabled={grounds.trim().length < 4}
        onClick={() => onSend(grounds.trim())}
      >
        {t(w.appealSend)}
      </button>
    </div>
  )
}
