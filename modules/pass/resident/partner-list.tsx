/** Who asks for a pass where somebody looks after a place; an objection is sent in two taps, and a person decides. */
import { useState } from 'react'
import type { Word } from '../../../platform/pure/words.ts'
import { call } from '../../../platform/web/client.ts'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useT } from '../../../platform/web/lang.tsx'
import type { Opened } from '../answers.ts'
import { applicationStates, objectionGrounds } from '../application.ts'
import { pass } from '../contract.ts'
import { passKinds } from '../model.ts'
import { said } from './use-answer.ts'
import { residentWords as w } from './words.ts'

interface PartnerListProps {
  readonly link: string
  readonly applications: Opened['applications']
  readonly onDone: () => void
}

export function PartnerList({ link, applications, onDone }: PartnerListProps) {
  const t = useT()
  const [about, setAbout] = useState<{ applicationId: string; id: string } | null>(null)
  const [fault, setFault] = useState<Word | null>(null)
  const object = async (ground: (typeof objectionGrounds.values)[number]) => {
    if (about === null) return
    setFault(null)
    try {
      await call(pass.operations.object, { key: link, ...about, ground, words: null })
      setAbout(null)
      onDone()
    } catch (error) {
      setFault(said(error))
    }
  }
  return (
    <>
      <h2>{t(w.listTitle)}</h2>
      {fault && (
        <p className="fault" role="alert">
          {t(fault)}
        </p>
      )}
      {applications.length === 0 && <p className="step-hint">{t(w.nobody)}</p>}
      <ul className="choice-rows">
        {applications.map((one) => (
          <li key={one.id} className="choice-row pass-asked">
            <span className="choice-main">
              <strong>{one.name}</strong>
              <span>
                {t(passKinds.words[one.kind])} · {one.place} · {t(applicationStates.words[one.state])}
              </span>
              {one.objected && <span>{t(w.objected)}</span>}
              {about?.applicationId === one.id && (
                <span className="pass-grounds" role="group" aria-label={t(w.objectWhy)}>
                  {objectionGrounds.values.map((ground) => (
                    <button key={ground} type="button" className="pass-small" onClick={() => void object(ground)}>
                      {t(objectionGrounds.words[ground])}
                    </button>
                  ))}
                  <button type="button" className="pass-small" onClick={() => setAbout(null)}>
                    {t(w.cancel)}
                  </button>
                </span>
              )}
            </span>
            {!one.objected && about?.applicationId !== one.id && (
              <button
                type="button"
                className="pass-small"
                onClick={() => setAbout({ applicationId: one.id, id: freshId() })}
              >
                {t(w.object)}
              </button>
            )}
          </li>
        ))}
      </ul>
      <p className="step-hint">{t(w.objectHint)}</p>
    </>
  )
}
