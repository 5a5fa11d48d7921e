/** The public link with its code, the poster on A4 and the paper form. The secret stands in the fragment: no server's log ever holds it. */
import { App, Button, Modal } from 'antd'
import { useState } from 'react'
import { Answer } from '../../../platform/web/desk/answer.tsx'
import { Paper } from '../../../platform/web/desk/paper.tsx'
import { QrCode } from '../../../platform/web/desk/qr-code.tsx'
import { useAsk } from '../../../platform/web/desk/queries.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import { skillText } from '../../staff/skills.ts'
import { volunteer } from '../contract.ts'
import type { VolunteerCall } from '../model.ts'
import { daysText } from '../rules.ts'
import { volunteerWords as v } from '../words.ts'
import { deskWords as w } from './words.ts'
import './volunteer.css'

const linkOf = (token: string): string => `${location.origin}/r/come#${token}`

export function Poster({ call, onClose }: { call: VolunteerCall; onClose: () => void }) {
  const { t } = useLang()
  const { message } = App.useApp()
  const [printing, print] = useState<'poster' | 'form' | null>(null)
  const answer = useAsk(volunteer.operations.poster, { callId: call.id })
  return (
    <Modal open title={t(w.poster)} onCancel={onClose} footer={null} width={460}>
      <Answer of={answer}>
        {({ token }) => (
          <div className="volunteer-link">
            <QrCode text={linkOf(token)} label={t(w.posterScan)} />
            <code data-testid="poster-link">{linkOf(token)}</code>
            <div className="volunteer-acts">
              <Button
                onClick={() =>
                  void navigator.clipboard.writeText(linkOf(token)).then(() => void message.success(t(w.copied)))
                }
              >
                {t(w.copy)}
              </Button>
              <Button onClick={() => print('form')}>{t(w.printForm)}</Button>
              <Button type="primary" onClick={() => print('poster')}>
                {t(w.print)}
              </Button>
            </div>
            {printing !== null && (
              <Paper ready onPrinted={() => print(null)}>
                {printing === 'poster' ? <Sheet call={call} token={token} /> : <PaperForm call={call} />}
              </Paper>
            )}
          </div>
        )}
      </Answer>
    </Modal>
  )
}

/** A personal link to be scanned from the screen. */
export function OwnLink({ token, onClose }: { token: string; onClose: () => void }) {
  const { t } = useLang()
  const link = linkOf(`~${token}`)
  return (
    <Modal open title={t(w.personalLink)} onCancel={onClose} footer={null} width={460}>
      <p>{t(w.linkHint)}</p>
      <div className="volunteer-link">
        <QrCode text={link} label={t(w.personalLink)} />
        <code>{link}</code>
      </div>
    </Modal>
  )
}

function Sheet({ call, token }: { call: VolunteerCall; token: string }) {
  const { t, lang } = useLang()
  const rows = [
    [w.days, `${daysText(call)} ${call.hours}`],
    [w.place, call.place],
    [w.skills, call.skills.map((skill) => skillText(skill, lang)).join(lang === 'zh' ? '、' : ', ')],
    [w.contact, call.contact ?? ''],
  ] as const
  return (
    <section className="volunteer-poster">
      <p className="volunteer-kicker">
        {call.areaName} · {t(w.posterTitle)}
      </p>
      <h1>{call.name}</h1>
      <p className="volunteer-needs">{call.needs}</p>
      <QrCode text={linkOf(token)} label={t(w.posterScan)} />
      <p className="volunteer-kicker">{t(w.posterScan)}</p>
      {rows.map(
        ([label, value]) =>
          value !== '' && (
            <p key={label[1]}>
              <strong>{t(label)}</strong> {value}
            </p>
          ),
      )}
      {call.risky && <p>{t(w.risky)}</p>}
      <p>{t(w.posterNoPhone)}</p>
      <p>{t(w.posterMinor)}</p>
    </section>
  )
}

const LINES = Array.from({ length: 16 }, (_, n) => n + 1)
function PaperForm({ call }: { call: VolunteerCall }) {
  const { t } = useLang()
  const columns = [v.name, v.phone, v.party, v.skills, v.days, v.shifts, v.home, v.minor, v.guardian, w.signature]
  return (
    <section className="volunteer-sheet">
      <h1>{t(w.formTitle)}</h1>
      <p>
        {call.name} · {daysText(call)} · {call.hours} · {call.place}
      </p>
      <p>{t(w.formHint)}</p>
      <table>
        <thead>
          <tr>
            {columns.map((word) => (
              <th key={word[1]}>{t(word)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {LINES.map((line) => (
            <tr key={line}>
              {columns.map((word) => (
                <td key={word[1]}>&nbsp;</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
