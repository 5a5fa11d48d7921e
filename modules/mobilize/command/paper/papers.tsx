/** Paper for those whom no channel reaches: the poster with the code of the place, links to be cut apart, a list for phoning. */
import { Button } from 'antd'
import { useState } from 'react'
import { shanghaiMinute } from '../../../../platform/pure/time.ts'
import { call, type OutputFor } from '../../../../platform/web/client.ts'
import { Paper } from '../../../../platform/web/desk/paper.tsx'
import { PrintButton } from '../../../../platform/web/desk/print-button.tsx'
import { QrCode } from '../../../../platform/web/desk/qr-code.tsx'
import { useLang, useT } from '../../../../platform/web/lang.tsx'
import { type CallUp, standings } from '../../call-up-model.ts'
import { mobilize } from '../../contract.ts'
import { deskWords as w } from '../words.ts'

const { sheet } = mobilize.operations
type Sheet = OutputFor<typeof sheet>
type Row = Sheet['rows'][number]

export function Papers({ callUp }: { callUp: CallUp }) {
  const { t, lang } = useLang()
  const [poster, showPoster] = useState(false)
  const read = (what: 'links' | 'phones') => (purpose: string) =>
    call(sheet, { callUpId: callUp.id, what, purpose, lang })
  return (
    <>
      <Button onClick={() => showPoster(true)}>{t(w.poster)}</Button>
      <PrintButton<Sheet>
        label={t(w.sheets)}
        title={t(w.sheets)}
        read={read('links')}
        paper={(printed, onPrinted) => (
          <Paper ready onPrinted={onPrinted}>
            <Links callUp={callUp} {...printed} />
          </Paper>
        )}
      />
      <PrintButton<Sheet>
        label={t(w.phoneList)}
        title={t(w.phoneList)}
        read={read('phones')}
        paper={(printed, onPrinted) => (
          <Paper ready onPrinted={onPrinted}>
            <PhoneList callUp={callUp} {...printed} />
          </Paper>
        )}
      />
      {poster && (
        <Paper ready onPrinted={() => showPoster(false)}>
          <section className="mobilize-poster">
            <h1>{callUp.name}</h1>
            <p>{callUp.place}</p>
            <QrCode text={`${location.origin}/r/call#@${callUp.siteCode}`} label={t(w.poster)} />
            <p>{t(w.posterHow)}</p>
            <p className="mobilize-code">{callUp.siteCode}</p>
          </section>
        </Paper>
      )}
    </>
  )
}

/** A department's slips begin on a sheet of their own; a slip that was cut off still says where it came from. */
function Links({ callUp, rows, watermark }: Sheet & { callUp: CallUp }) {
  const t = useT()
  const about = `${callUp.name} · ${shanghaiMinute(callUp.musterAt)} · ${callUp.place}`
  return [...Map.groupBy(rows, ({ department }) => department)].map(([department, own]) => (
    <section key={department} className="paper-page">
      {own.map((row: Row) => (
        <div key={row.callId} className="mobilize-slip">
          <QrCode text={`${location.origin}/r/call#${row.token}`} label={t(w.sheetHow)} />
          <div>
            <strong>
              {row.name} · {row.department}
            </strong>
            <p>{about}</p>
            <p>{t(w.sheetHow)}</p>
            <small>{watermark}</small>
          </div>
        </div>
      ))}
    </section>
  ))
}

function PhoneList({ callUp, rows, watermark }: Sheet & { callUp: CallUp }) {
  const t = useT()
  return (
    <>
      <h1>{callUp.name}</h1>
      <p>
        {shanghaiMinute(callUp.musterAt)} · {callUp.place}
      </p>
      <table className="mobilize-phones">
        <thead>
          <tr>
            {[w.department, w.extraName, w.phone, w.standing, w.answer, w.arrives].map((title) => (
              <th key={title[1]}>{t(title)}</th>
            ))}
          </tr>
        </thead>
        {/* Stands at the foot of every sheet that the table runs over. */}
        <tfoot>
          <tr>
            <td colSpan={6}>{watermark}</td>
          </tr>
        </tfoot>
        <tbody>
          {rows.map((row) => (
            <tr key={row.callId}>
              <td>{row.department}</td>
              <td>{row.name}</td>
              <td>{row.phoneMasked}</td>
              <td>{t(standings.words[row.standing])}</td>
              <td />
              <td />
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
