/**
 * Slips on paper, three on an A4 sheet to be cut apart: the code to scan or type, and a table to tick for whoever has no phone.
 * The token stands in the link's fragment, so that no server's log and no Referer ever holds it.
 */
import qrcode from 'qrcode'
import type { OutputFor } from '../../../platform/web/client.ts'
import { Paper } from '../../../platform/web/desk/paper.tsx'
import { useT } from '../../../platform/web/lang.tsx'
import type { selftest } from '../contract.ts'
import { spacedCode } from '../household-code.ts'
import { results } from '../model.ts'
import { paperWords as w } from './words.ts'
import './slip-paper.css'

export type PrintedSlip = OutputFor<typeof selftest.operations.issueSlips>['slips'][number]

/** Days that one slip can be ticked for; a longer collection needs another. */
const DAYS = [1, 2, 3] as const

const home = (): string => `${location.origin}/r`
const shortHome = (): string => `${location.host}/r`

/** The modules of a QR code as one path on a grid of `size`. */
function squares(text: string): { path: string; size: number } {
  const { size, data } = qrcode.create(text, { errorCorrectionLevel: 'M' }).modules
  let path = ''
  for (let y = 0; y < size; y++) for (let x = 0; x < size; x++) if (data[y * size + x]) path += `M${x} ${y}h1v1h-1z`
  return { path, size }
}

function Code({ token, label }: { token: string; label: string }) {
  const { path, size } = squares(`${home()}#${token}`)
  return (
    <svg
      className="slip-code"
      viewBox={`-2 -2 ${size + 4} ${size + 4}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path d={path} />
    </svg>
  )
}

export function SlipPaper({ slips, onPrinted }: { slips: readonly PrintedSlip[]; onPrinted: () => void }) {
  return (
    <Paper ready onPrinted={onPrinted}>
      {slips.map((slip) => (
        <Slip key={slip.id} slip={slip} />
      ))}
    </Paper>
  )
}

function Slip({ slip }: { slip: PrintedSlip }) {
  const t = useT()
  return (
    <section className="slip">
      <header>
        <Code token={slip.token} label={t(w.title)} />
        <div>
          <h1>{t(w.title)}</h1>
          <p className="slip-address">{slip.address}</p>
          <p>{t(w.how, { address: shortHome() })}</p>
          <p>
            {t(w.code)} <span className="slip-digits">{spacedCode(slip.code)}</span>
          </p>
          <p className="slip-small">{t(w.keep)}</p>
        </div>
      </header>
      <table>
        <caption>{t(w.noPhone)}</caption>
        <thead>
          <tr>
            <th>{t(w.name)}</th>
            {DAYS.map((day) => (
              <th key={day}>{t(w.date)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {slip.people.map((name, i) => (
            // Two people of one household may bear one name.
            <tr key={`${i} ${name}`}>
              <td>{name}</td>
              {DAYS.map((day) => (
                <td key={day}>
                  {results.values.map((result) => (
                    <span key={result} className="slip-tick">
                      <i aria-hidden="true" />
                      {t(results.words[result])}
                    </span>
                  ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
