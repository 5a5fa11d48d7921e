/** One person at the side of the page: seen, corrected, removed, or registered anew. */
import { Link } from '@tanstack/react-router'
import { Button, Drawer } from 'antd'
import { type ReactNode, useState } from 'react'
import { ageOn, shanghaiDay } from '../../../../platform/pure/time.ts'
import { serverNow } from '../../../../platform/web/client.ts'
import { Facts } from '../../../../platform/web/desk/facts.tsx'
import { useLang } from '../../../../platform/web/lang.tsx'
import { useMay } from '../../../../platform/web/session.tsx'
import { register } from '../../contract.ts'
import {
  groups,
  idTypes,
  leftReasons,
  relations,
  type Resident,
  residences,
  sexes,
  tenancies,
  works,
} from '../../model.ts'
import { registerWords as w } from '../../words.ts'
import { RemoveDialog } from './remove-dialog.tsx'
import { ResidentForm } from './resident-form.tsx'
import { Reveal } from './reveal.tsx'

type ResidentDrawerProps =
  | { readonly mode: 'see' | 'correct'; readonly resident: Resident; readonly onClose: () => void }
  /** `path`: the dwelling, where it is known already. */
  | { readonly mode: 'register'; readonly path: string | null; readonly onClose: () => void }

export function ResidentDrawer(props: ResidentDrawerProps) {
  const { t } = useLang()
  const [resident, setResident] = useState(props.mode === 'register' ? null : props.resident)
  const [mode, setMode] = useState(props.mode)
  const [removing, setRemoving] = useState(false)
  const keeps = useMay(register.operations.correctResident.roles)
  const title = mode === 'register' ? t(w.register) : mode === 'correct' ? t(w.correctTitle) : (resident?.name ?? '')
  const canAct = keeps && resident !== null && resident.leftAt === null
  return (
    <Drawer
      open
      size={520}
      title={title}
      onClose={props.onClose}
      footer={
        mode === 'see' &&
        canAct && (
          <div className="drawer-foot">
            <Button danger onClick={() => setRemoving(true)}>
              {t(w.remove)}
            </Button>
            <Button type="primary" onClick={() => setMode('correct')}>
              {t(w.correct)}
            </Button>
          </div>
        )
      }
    >
      {mode === 'see' && resident && <Seen resident={resident} onLeave={props.onClose} />}
      {mode === 'correct' && resident && (
        <ResidentForm
          resident={resident}
          onCancel={() => (props.mode === 'see' ? setMode('see') : props.onClose())}
          onDone={(next) => {
            setResident(next)
            if (props.mode === 'see') setMode('see')
            else props.onClose()
          }}
        />
      )}
      {props.mode === 'register' && <ResidentForm path={props.path} onCancel={props.onClose} onDone={props.onClose} />}
      {removing && resident && (
        <RemoveDialog resident={resident} onClose={() => setRemoving(false)} onDone={props.onClose} />
      )}
    </Drawer>
  )
}

function Seen({ resident: r, onLeave }: { resident: Resident; onLeave: () => void }) {
  const { t, lang } = useLang()
  const today = shanghaiDay(serverNow())
  const rows: [string, ReactNode][] = [
    [
      t(w.address),
      <Link key="a" to={`/register/in/${r.path}`} onClick={onLeave}>
        {r.address}
      </Link>,
    ],
    [t(w.phone), <Reveal key="p" residentId={r.id} field="phone" masked={r.phoneMasked} />],
    [t(idTypes.words[r.idType]), <Reveal key="i" residentId={r.id} field="id-number" masked={r.idMasked} />],
    [t(w.sex), r.sex ? t(sexes.words[r.sex]) : '–'],
    [t(w.born), r.birthDate ? `${r.birthDate} · ${t(w.years, { n: ageOn(r.birthDate, today) })}` : '–'],
    [t(w.residence), t(residences.words[r.residence])],
    [t(w.tenancy), t(tenancies.words[r.tenancy])],
    [t(w.relation), t(relations.words[r.relation])],
    [t(w.work), t(works.words[r.work])],
    [t(w.groups), r.groups.map((g) => t(groups.words[g])).join(lang === 'zh' ? '、' : ', ') || '–'],
    [t(w.note), r.note ?? '–'],
  ]
  if (r.leftAt && r.leftReason) {
    rows.unshift([t(w.state), t(w.leftOn, { reason: t(leftReasons.words[r.leftReason]), day: shanghaiDay(r.leftAt) })])
  }
  return <Facts rows={rows} />
}
