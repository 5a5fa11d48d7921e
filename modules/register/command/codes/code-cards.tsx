/** Residents' cards on paper: A4, three by eight to be cut, in the order of the doors. Loaded when somebody prints, for the encoder's sake. */
import { shanghaiMinute } from '../../../../platform/pure/time.ts'
import { serverNow, type OutputFor } from '../../../../platform/web/client.ts'
import { Paper } from '../../../../platform/web/desk/paper.tsx'
import { QrCode } from '../../../../platform/web/desk/qr-code.tsx'
import { useT } from '../../../../platform/web/lang.tsx'
import { useMe } from '../../../../platform/web/session.tsx'
import type { register } from '../../contract.ts'
import { residentCode } from '../../resident-code.ts'
import { codeWords as w } from './words.ts'
import './codes.css'

type Person = OutputFor<typeof register.operations.printCodes>['people'][number]

interface CodeCardsProps {
  readonly people: readonly Person[]
  readonly onPrinted: () => void
}

const A_SHEET = 24

export default function CodeCards({ people, onPrinted }: CodeCardsProps) {
  const t = useT()
  const me = useMe()
  const sheets = Array.from({ length: Math.ceil(people.length / A_SHEET) }, (_, i) =>
    people.slice(i * A_SHEET, (i + 1) * A_SHEET),
  )
  return (
    <Paper ready onPrinted={onPrinted}>
      {sheets.map((sheet, i) => (
        <section key={sheet[0]?.id} className="paper-page code-sheet">
          <div className="code-cards">
            {sheet.map((person) => (
              <article key={person.id} className="code-card">
                <QrCode text={residentCode(person.id)} label={t(w.codeOf, { name: person.name })} />
                <div>
                  <strong>{person.name}</strong>
                  <span>{person.address}</span>
                  <small>{t(w.show)}</small>
                </div>
              </article>
            ))}
          </div>
          <footer>
            {t(w.foot, {
              name: me.name,
              when: shanghaiMinute(serverNow()),
              sheet: i + 1,
              of: sheets.length,
              from: sheet[0]?.address ?? '',
              to: sheet.at(-1)?.address ?? '',
            })}
          </footer>
        </section>
      ))}
    </Paper>
  )
}
