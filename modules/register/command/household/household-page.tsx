/** One dwelling: who lives there, and who answers for it, from the building up. */
import { Button } from 'antd'
import { useState } from 'react'
import { ageOn, shanghaiDay } from '../../../../platform/pure/time.ts'
import { serverNow } from '../../../../platform/web/client.ts'
import { Answer } from '../../../../platform/web/desk/answer.tsx'
import { Block, DeskPage, Nothing } from '../../../../platform/web/desk/desk-page.tsx'
import { PlusIcon } from '../../../../platform/web/desk/icons.tsx'
import { useAsk } from '../../../../platform/web/desk/queries.ts'
import { useLang } from '../../../../platform/web/lang.tsx'
import { useMay } from '../../../../platform/web/session.tsx'
import { register } from '../../contract.ts'
import {
  type areaKinds,
  type Duty,
  groups,
  posts,
  relations,
  type Resident,
  residences,
  sexes,
  works,
} from '../../model.ts'
import { registerWords as w } from '../../words.ts'
import { PrintCodes } from '../codes/print-codes.tsx'
import { Trail } from '../area/trail.tsx'
import { ResidentDrawer } from '../people/resident-drawer.tsx'
import { Reveal } from '../people/reveal.tsx'
import '../area/area.css'
import '../people/people.css'
import './household.css'

export function HouseholdPage({ path }: { path: string }) {
  const { t } = useLang()
  const asked = useAsk(register.operations.household, { path })
  const keeps = useMay(register.operations.registerResident.roles)
  const [adding, setAdding] = useState(false)
  const [seen, setSeen] = useState<Resident | null>(null)
  const data = asked.data
  const add = keeps && (
    <Button icon={<PlusIcon />} onClick={() => setAdding(true)}>
      {t(w.register)}
    </Button>
  )
  if (!data) {
    return (
      <DeskPage title={t(w.title)}>
        <Answer of={asked} height={320}>
          {() => null}
        </Answer>
      </DeskPage>
    )
  }
  const short = data.trail.slice(-4).map((a) => a.name)
  return (
    <DeskPage
      title={short.join(' ')}
      lead={<Trail areas={data.trail} />}
      actions={
        <>
          {keeps && data.members.length > 0 && <PrintCodes under={data.dwelling.path} />}
          {add}
        </>
      }
    >
      <div className="household">
        <section aria-label={t(w.household)}>
          {data.members.length === 0 ? (
            <Block>
              <Nothing title={t(w.householdNone)} hint={keeps ? t(w.householdNoneHint) : undefined} action={add} />
            </Block>
          ) : (
            <ul className="members">
              {data.members.map((member) => (
                <Member key={member.id} member={member} onOpen={() => setSeen(member)} />
              ))}
            </ul>
          )}
        </section>
        <Block title={t(w.chain)} note={t(w.chainHint)}>
          <Chain chain={data.chain} names={new Map(data.trail.map((a) => [a.path, a]))} />
        </Block>
      </div>
      {adding && <ResidentDrawer mode="register" path={data.dwelling.path} onClose={() => setAdding(false)} />}
      {seen && <ResidentDrawer mode="see" resident={seen} onClose={() => setSeen(null)} />}
    </DeskPage>
  )
}

function Member({ member: m, onOpen }: { member: Resident; onOpen: () => void }) {
  const { t } = useLang()
  const age = m.birthDate ? t(w.years, { n: ageOn(m.birthDate, shanghaiDay(serverNow())) }) : null
  return (
    <li className="member">
      <div className="member-head">
        <button type="button" className="row-link row-button member-name" onClick={onOpen}>
          {m.name}
        </button>
        <span className="muted">
          {[t(relations.words[m.relation]), m.sex && t(sexes.words[m.sex]), age].filter(Boolean).join(' · ')}
        </span>
      </div>
      <dl>
        <dt>{t(w.phone)}</dt>
        <dd>
          <Reveal residentId={m.id} field="phone" masked={m.phoneMasked} />
        </dd>
        <dt>{t(w.idNumber)}</dt>
        <dd>
          <Reveal residentId={m.id} field="id-number" masked={m.idMasked} />
        </dd>
        <dt>{t(w.residence)}</dt>
        <dd>
          {t(residences.words[m.residence])} · {t(works.words[m.work])}
        </dd>
      </dl>
      {(m.groups.length > 0 || m.note) && (
        <p className="member-groups">
          {m.groups.map((g) => (
            <span key={g} className="tag">
              {t(groups.words[g])}
            </span>
          ))}
          {m.note}
        </p>
      )}
    </li>
  )
}

interface ChainProps {
  readonly chain: readonly Duty[]
  readonly names: ReadonlyMap<string, { readonly name: string; readonly kind: keyof typeof areaKinds.words }>
}

function Chain({ chain, names }: ChainProps) {
  const { t } = useLang()
  if (chain.length === 0) return <p className="muted">{t(w.nobodyAnswers)}</p>
  return (
    <ol className="chain">
      {chain.map((d) => (
        <li key={d.id}>
          <span className="muted">
            {t(posts.words[d.post])} · {names.get(d.path)?.name}
          </span>
          <span>
            <strong>{d.name}</strong> {d.phone && <a href={`tel:${d.phone}`}>{d.phone}</a>}
          </span>
        </li>
      ))}
    </ol>
  )
}
