/** Cards to be cut from an A4 sheet, ten on each, and the list for a gate. */
import { shanghaiDay } from '../../../platform/pure/time.ts'
import { Paper } from '../../../platform/web/desk/paper.tsx'
import { QrCode } from '../../../platform/web/desk/qr-code.tsx'
import { useLang } from '../../../platform/web/lang.tsx'
import { sexes } from '../../register/model.ts'
import type { Card } from '../answers.ts'
import { passKinds } from '../model.ts'
import { deskWords as w } from './words.ts'

/** Of 44 mm each, two beside each other, beneath the watermark. */
const ON_A_SHEET = 10
const spaced = (number: string): string => number.replace(/(\d{3})(?=\d)/g, '$1 ')

interface CardPaperProps {
  readonly cards: readonly Card[]
  readonly watermark: string
  readonly onPrinted: () => void
}
export function CardPaper({ cards, watermark, onPrinted }: CardPaperProps) {
  const { t, lang } = useLang()
  const sheets = Array.from({ length: Math.ceil(cards.length / ON_A_SHEET) }, (_, n) =>
    cards.slice(n * ON_A_SHEET, (n + 1) * ON_A_SHEET),
  )
  return (
    <Paper ready onPrinted={onPrinted}>
      {sheets.map((sheet) => (
        <section key={sheet[0]?.passId} className="paper-page">
          <div className="pass-cards">
            {sheet.map((card) => (
              <article key={card.passId} className="pass-card">
                <QrCode text={card.code} label={t(w.scanCard, { number: card.number })} />
                <div>
                  <p className="pass-card-name">{card.holder.name}</p>
                  <p>
                    {t(passKinds.words[card.kind])} · {who(card, t)}
                  </p>
                  <p className="pass-card-number">{spaced(card.number)}</p>
                  <p>
                    {t(w.opens)} {card.scope.join(lang === 'zh' ? '、' : ', ')}
                  </p>
                  <p>
                    {t(w.until)} {shanghaiDay(card.until)}
                  </p>
                </div>
              </article>
            ))}
          </div>
          <p>
            {t(w.cut)} · {watermark}
          </p>
        </section>
      ))}
    </Paper>
  )
}

const who = ({ holder }: Pick<Card, 'holder'>, t: (word: readonly [string, string]) => string): string =>
  [holder.sex && t(sexes.words[holder.sex]), holder.birthYear].filter((part) => part !== null).join(' ')

interface ListPaperProps {
  readonly rows: readonly Omit<Card, 'code'>[]
  readonly watermark: string
  readonly area: string
  readonly onPrinted: () => void
}
export function ListPaper({ rows, watermark, area, onPrinted }: ListPaperProps) {
  const { t } = useLang()
  return (
    <Paper ready onPrinted={onPrinted}>
      <h1>{t(w.printList)}</h1>
      <p>{t(w.listOn, { area, n: rows.length })}</p>
      <p>{watermark}</p>
      <table>
        <thead>
          <tr>
            {[w.number, w.name, w.sexYear, w.kind, w.place, w.until].map((word) => (
              <th key={word[1]}>{t(word)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.passId}>
              <td>{spaced(row.number)}</td>
              <td>{row.holder.name}</td>
              <td>{who(row, t)}</td>
              <td>{t(passKinds.words[row.kind])}</td>
              <td>{row.place}</td>
              <td>{shanghaiDay(row.until)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Paper>
  )
}
