/** The verifier's list: what asks for a look is ticked off once it was looked into; objections with who raises them. What only tells stands beneath. */
import { useState } from 'react'
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import type { Word } from '../../../platform/pure/words.ts'
import { isOffline, wordsOf } from '../../../platform/web/client.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { Button } from '../../../platform/web/phone/parts.tsx'
import { ask } from '../../../platform/web/phone/reach.ts'
import { type Application, type Finding, findings, linkKinds, objectionGrounds } from '../application.ts'
import { pass } from '../contract.ts'
import { toLookAt } from '../verify.ts'
import { fieldWords as w } from './words.ts'

interface ToLookAtProps {
  readonly application: Application
  readonly looked: readonly Finding[]
  readonly onLook: (looked: readonly Finding[]) => void
  readonly onSettled: () => void
  readonly onProblem: (problem: Word | null) => void
}

export function ToLookAt({ application, looked, onLook, onSettled, onProblem }: ToLookAtProps) {
  const t = useT()
  const [busy, setBusy] = useState(false)
  const look = toLookAt(application.findings)
  const telling = application.findings.filter((finding) => !look.includes(finding))
  const settle = async (id: string) => {
    setBusy(true)
    onProblem(null)
    try {
      await ask(pass.operations.settleObjection, { id })
      onSettled()
    } catch (error) {
      onProblem(isOffline(error) ? w.settleAway : wordsOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className="verify-look" aria-label={t(w.findings)}>
      <h2 className="section-title">{t(look.length > 0 ? w.toCheck : w.nothingToLook)}</h2>
      {look.map((finding) => (
        <label key={finding} className="verify-tick" data-finding={finding}>
          <input
            type="checkbox"
            checked={looked.includes(finding) || application.looked.includes(finding)}
            onChange={(event) =>
              onLook(event.target.checked ? [...looked, finding] : looked.filter((it) => it !== finding))
            }
          />
          <span>{t(findings.words[finding])}</span>
        </label>
      ))}
      {telling.length > 0 ? (
        <p className="verify-marks">
          {telling.map((finding) => (
            <span key={finding} className="badge">
              {t(findings.words[finding])}
            </span>
          ))}
        </p>
      ) : null}
      {application.objections.map(({ id, by, who, ground, words, at }) => (
        <div key={id} className="card verify-objection">
          <p>
            <strong>
              {t(w.objection)} · {t(objectionGrounds.words[ground])}
            </strong>
            <br />
            {t(linkKinds.words[who])} {by} · {shanghaiMinute(at).slice(5)}
            {words === null ? null : (
              <>
                <br />
                {words}
              </>
            )}
          </p>
          <Button size="small" disabled={busy} onClick={() => void settle(id)}>
            {t(w.settle)}
          </Button>
        </div>
      ))}
    </section>
  )
}
