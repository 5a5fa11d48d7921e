/** The room on paper: a place's sheet to sign, personal links to cut apart, a certificate of service. */
import { shanghaiDay } from '../../../platform/pure/time.ts'
import type { OutputFor } from '../../../platform/web/client.ts'
import { Paper } from '../../../platform/web/desk/paper.tsx'
import { QrCode } from '../../../platform/web/desk/qr-code.tsx'
import { useLang } from '../../../platform/web/lang.tsx'
import { inFours } from '../certificate.ts'
import type { deployment } from '../contract.ts'
import { deployWords as w } from '../words.ts'
import type { BoardPlace } from './post-card.tsx'
import { shiftText } from './shift-text.ts'
import './papers.css'

type Ops = typeof deployment.operations
interface Printed {
  readonly onPrinted: () => void
}

/** The key stands in the fragment: no server's log and no Referer ever holds it. */
export const linkOf = (key: string): string => `${location.origin}/r/#w.${key}`
const checkAddress = (): string => `${location.host}/r/#check`

export function SheetPaper({
  place,
  day,
  watermark,
  onPrinted,
}: Printed & { place: BoardPlace; day: string; watermark: string }) {
  const { t } = useLang()
  return (
    <Paper ready onPrinted={onPrinted}>
      <section className="paper-page deploy-sheet">
        <h1>
          {t(w.sheetTitle)} · {place.name} · {day}
        </h1>
        <p>{[place.address, place.contactName, place.contactPhone].filter(Boolean).join(' · ')}</p>
        {place.posts.map((post) => (
          <table key={post.id}>
            <caption>
              {post.task} {shiftText(post)} · {post.seats.length}/{post.needed}
            </caption>
            <thead>
              <tr>
                {[w.name, w.department, w.phone, w.sheetCame, w.sheetLeft, w.sheetSign].map((word) => (
                  <th key={word[1]}>{t(word)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {post.seats.map((seat) => (
                <tr key={seat.placementId}>
                  <td>{seat.name}</td>
                  <td>{seat.department}</td>
                  <td>{seat.phoneMasked}</td>
                  <td />
                  <td />
                  <td />
                </tr>
              ))}
            </tbody>
          </table>
        ))}
        <p className="deploy-small">{watermark}</p>
      </section>
    </Paper>
  )
}

export function LinksPaper({ links, onPrinted }: Printed & { links: OutputFor<Ops['issueLinks']>['links'] }) {
  const { t } = useLang()
  return (
    <Paper ready onPrinted={onPrinted}>
      <div className="deploy-slips">
        {links.map(({ personId, name, key }) => (
          <section key={personId} className="deploy-slip">
            <QrCode text={linkOf(key)} label={t(w.linkPaper)} />
            <div>
              <strong>{name}</strong>
              <p>{t(w.linkPaper)}</p>
            </div>
          </section>
        ))}
      </div>
    </Paper>
  )
}

export function CertificatePaper({ paper, onPrinted }: Printed & { paper: OutputFor<Ops['issueCertificate']> }) {
  const { t } = useLang()
  return (
    <Paper ready onPrinted={onPrinted}>
      <section className="paper-page deploy-certificate">
        <h1>{t(w.certificateTitle)}</h1>
        <p className="deploy-body">
          {t(w.certificateText, {
            ...{ name: paper.name, department: paper.department, from: paper.fromDay, to: paper.toDay },
          })}
        </p>
        <dl>
          {(
            [
              [w.days, String(paper.days)],
              [w.hours, String(paper.hours)],
              [w.nights, String(paper.nights)],
              [w.tasks, paper.tasks.join(t(w.listed)) || '–'],
              [w.certificateIssued, shanghaiDay(paper.issuedAt)],
              [w.certificateNumber, inFours(paper.number)],
            ] as const
          ).map(([word, value]) => (
            <div key={word[1]}>
              <dt>{t(word)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <p className="deploy-seal">{t(w.certificateSeal)}</p>
        <footer>
          <QrCode text={`${location.origin}/r/#c.${paper.number}`} label={t(w.certificateNumber)} />
          <p className="deploy-small">{t(w.certificateCheck, { address: checkAddress() })}</p>
        </footer>
      </section>
    </Paper>
  )
}
