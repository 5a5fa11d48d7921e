/** One enterprise: where it is and whether it is open, then all that is on record of it, and what was done to it. */
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { creditTypes, registeredAs } from '../../../../platform/pure/credit-code.ts'
import { shanghaiDay } from '../../../../platform/pure/time.ts'
import { call } from '../../../../platform/web/client.ts'
import { Answer } from '../../../../platform/web/desk/answer.tsx'
import { Block, DeskPage } from '../../../../platform/web/desk/desk-page.tsx'
import { Facts } from '../../../../platform/web/desk/facts.tsx'
import { count } from '../../../../platform/web/desk/figures.ts'
import { useAsk } from '../../../../platform/web/desk/queries.ts'
import { Reveal } from '../../../../platform/web/desk/reveal.tsx'
import { useLang } from '../../../../platform/web/lang.tsx'
import { useMay } from '../../../../platform/web/session.tsx'
import { revealPurposes } from '../../../register/model.ts'
import { enterprises } from '../../contract.ts'
import { type Enterprise, industries, kinds, sizes, stateReasons, states } from '../../model.ts'
import { enterpriseWords as w } from '../../words.ts'
import { useEnterpriseLive } from '../use-enterprise-live.ts'
import { EnterpriseDrawer } from './enterprise-drawer.tsx'
import { History } from './history.tsx'
import { StateDialog } from './state-dialog.tsx'
import '../enterprise.css'

const ops = enterprises.operations

export default function EnterprisePage() {
  const { t } = useLang()
  const { enterpriseId } = useParams({ strict: false }) as { enterpriseId: string }
  const asked = useAsk(ops.one, { id: enterpriseId })
  const keeps = useMay(ops.changeEnterprise.roles)
  const leads = useMay(ops.history.roles)
  const [changing, setChanging] = useState(false)
  const [setting, setSetting] = useState(false)
  useEnterpriseLive()
  const e = asked.data?.enterprise
  const back = { to: '/enterprises', label: t(w.title) }
  if (!asked.data || !e) {
    return (
      <DeskPage title={t(w.title)} back={back}>
        <Answer of={asked} height={320}>
          {() => null}
        </Answer>
      </DeskPage>
    )
  }
  const actions = keeps && e.state !== 'closed' && (
    <>
      <Button onClick={() => setSetting(true)}>{t(w.setState)}</Button>
      <Button type="primary" onClick={() => setChanging(true)}>
        {t(w.change)}
      </Button>
    </>
  )
  return (
    <DeskPage title={e.name} lead={<Lead of={e} trail={asked.data.trail} />} back={back} actions={actions}>
      <div className={leads ? 'enterprise-two' : ''}>
        <Block title={t(w.record)}>
          <Record of={e} />
        </Block>
        {leads && <History key={e.version} id={e.id} version={e.version} />}
      </div>
      {changing && (
        <EnterpriseDrawer
          mode="change"
          enterprise={e}
          onClose={() => setChanging(false)}
          onDone={() => setChanging(false)}
        />
      )}
      {setting && <StateDialog enterprise={e} onClose={() => setSetting(false)} />}
    </DeskPage>
  )
}

function Lead({ of: e, trail }: { of: Enterprise; trail: readonly { path: string; name: string }[] }) {
  const { t } = useLang()
  const state =
    e.stateReason === null
      ? t(states.words[e.state])
      : t(w.since, {
          state: t(states.words[e.state]),
          reason: t(stateReasons.words[e.stateReason]),
          day: shanghaiDay(e.stateSince),
        })
  return (
    <>
      {t(kinds.words[e.kind])} · {state} ·{' '}
      <Link to={`/register/in/${e.path}`}>{trail.map((area) => area.name).join(' ')}</Link>
    </>
  )
}

function Phone({ of: e, field }: { of: Enterprise; field: 'legal-phone' | 'contact-phone' }) {
  const { t } = useLang()
  return (
    <Reveal
      phone
      masked={field === 'legal-phone' ? e.legalMasked : e.contactMasked}
      none={t(w.noPhone)}
      may={useMay(ops.reveal.roles)}
      purposes={revealPurposes}
      ask={async (purpose) => (await call(ops.reveal, { id: e.id, field, purpose })).value}
    />
  )
}

function Record({ of: e }: { of: Enterprise }) {
  const { t, lang } = useLang()
  const registrar = e.code === null || e.codeType !== 'credit-code' ? null : registeredAs(e.code)
  const number = (n: number | null): string => (n === null ? '–' : count(n, lang))
  const rows: [string, ReactNode][] = [
    [t(w.name), e.name],
    [t(w.shortName), e.shortName ?? '–'],
    [t(w.kind), t(kinds.words[e.kind])],
    [
      t(creditTypes.words[e.codeType === 'none' ? 'credit-code' : e.codeType]),
      e.code === null ? (
        <span className="muted">{t(creditTypes.words.none)}</span>
      ) : (
        <span className="mono">{e.code}</span>
      ),
    ],
    ...(registrar ? ([[t(w.registeredAs), t(registrar)]] as [string, ReactNode][]) : []),
    [t(w.industry), e.industry ? t(industries.words[e.industry]) : '–'],
    [t(w.size), e.size === null ? '–' : t(w.sizeOf, { size: t(sizes.words[e.size]), staff: number(e.staff) })],
    [t(w.roomsCount), e.rooms === null ? '–' : t(w.roomsOf, { n: number(e.rooms) })],
    [t(w.floorArea), e.floorArea === null ? '–' : t(w.squareMetres, { n: number(e.floorArea) })],
    [
      t(w.premises),
      <Link key="p" to={`/register/in/${e.path}`}>
        {e.premises}
      </Link>,
    ],
    [t(w.address), e.address ?? '–'],
    [
      t(w.manager),
      e.manager ? (
        <Link key="m" to="/enterprises/managers">
          {e.manager.name}
        </Link>
      ) : (
        <span className="muted">{t(w.noManager)}</span>
      ),
    ],
    [t(w.legalName), e.legalName ?? '–'],
    [t(w.legalPhone), <Phone key="l" of={e} field="legal-phone" />],
    [t(w.contactName), e.contactName ?? '–'],
    [t(w.contactPhone), <Phone key="c" of={e} field="contact-phone" />],
    [t(w.note), e.note ?? '–'],
  ]
  return <Facts rows={rows} />
}
