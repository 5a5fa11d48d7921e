/** What somebody says of themselves beside what the register knows, and the way to call them. */
import { useEffect, useState } from 'react'
import { ageOn, shanghaiMinute } from '../../../platform/pure/time.ts'
import type { Word } from '../../../platform/pure/words.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { Dial } from '../../../platform/web/phone/dial.tsx'
import { Notice } from '../../../platform/web/phone/parts.tsx'
import { ask } from '../../../platform/web/phone/reach.ts'
import { register } from '../../register/contract.ts'
import { idTypes, sexes, tenancies } from '../../register/model.ts'
import { type Application, vias } from '../application.ts'
import { fieldWords as w } from './words.ts'

interface InRegisterProps {
  readonly application: Application
  /** YYYY-MM-DD */
  readonly today: string
  readonly onProblem: (problem: Word | null) => void
}

export function InRegister({ application, today, onProblem }: InRegisterProps) {
  const t = useT()
  const [number, setNumber] = useState<string | null>(null)
  // Looked up for this call only: it leaves the screen with it.
  useEffect(() => () => setNumber(null), [])
  const { match, sex, birthDate, idMasked } = application
  const who = [sex ? t(sexes.words[sex]) : '', birthDate ? t(w.ageYears, { n: ageOn(birthDate, today) }) : '']
    .filter(Boolean)
    .join(' · ')
  return (
    <>
      <section className="verify-who">
        <h2>{application.name}</h2>
        <p>{application.address ?? application.place}</p>
        {who === '' ? null : <p className="row-more">{who}</p>}
      </section>
      <section className="card verify-facts">
        <h3>{t(w.saidTitle)}</h3>
        <Facts
          rows={[
            [w.document2, [t(idTypes.words[application.idType]), idMasked ?? ''].join(' ')],
            [w.phone, application.phoneMasked ?? '–'],
            [w.reason, application.reason],
            [w.via, `${t(vias.words[application.via])} · ${shanghaiMinute(application.askedAt).slice(5)}`],
            [w.card, application.wantsCard ? '✓' : null],
          ]}
        />
      </section>
      <section className="card verify-facts">
        <h3>{t(w.inRegister)}</h3>
        {match ? (
          <Facts
            rows={[
              [
                w.person,
                [match.name, match.tenancy ? t(tenancies.words[match.tenancy]) : ''].filter(Boolean).join(' · '),
              ],
              [w.home, match.place],
              [w.document2, match.idMasked],
            ]}
          />
        ) : (
          <p>{t(w.notInRegister)}</p>
        )}
      </section>
      {match ? (
        <Dial
          kind="plain"
          masked=""
          number={number}
          onNumber={setNumber}
          onProblem={onProblem}
          reveal={async () =>
            (await ask(register.operations.reveal, { residentId: match.residentId, field: 'phone', purpose: 'call' }))
              .value
          }
        />
      ) : application.phoneMasked ? (
        <Notice>{t(w.noNumber)}</Notice>
      ) : null}
    </>
  )
}

function Facts({ rows }: { rows: readonly (readonly [term: Word, value: string | null])[] }) {
  const t = useT()
  return (
    <dl>
      {rows.map(([term, value]) =>
        value === null || value === '' ? null : (
          <div key={term[1]}>
            <dt>{t(term)}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  )
}
