/** The door-to-door list on paper: a sheet per likely building, with room for what the visit showed and no telephone numbers. */
import { Paper } from '../../../platform/web/desk/paper.tsx'
import { useT } from '../../../platform/web/lang.tsx'
import type { Line } from '../list-model.ts'
import { deskWords as w } from './words.ts'
import './matching.css'

/** Lines in the order of the doors, those of one place together. */
export const placesOf = (lines: readonly Line[]): { name: string | null; lines: Line[] }[] =>
  [...Map.groupBy(lines, ({ place }) => place?.path ?? '')].map(([, own]) => ({
    name: own[0]?.place?.name ?? null,
    lines: own,
  }))

interface DoorsPaperProps {
  readonly lines: readonly Line[]
  /** Who, when, what for and the number under which it is booked. */
  readonly watermark: string
  readonly onPrinted: () => void
}

export function DoorsPaper({ lines, watermark, onPrinted }: DoorsPaperProps) {
  const t = useT()
  return (
    <Paper ready onPrinted={onPrinted}>
      {placesOf(lines).map((place) => (
        <section key={place.name ?? ''} className="paper-page">
          <h1>
            {t(w.doors)} · {place.name ?? t(w.unknownPlace)} · {place.lines.length}
          </h1>
          <table className="visit-paper">
            <thead>
              <tr>
                {[w.name, w.sex, w.address, w.note, w.visit].map((title) => (
                  <th key={title[1]}>{t(title)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {place.lines.map((line) => (
                <tr key={line.rowNo}>
                  <td>{line.name}</td>
                  <td>{line.sex}</td>
                  <td>{line.address}</td>
                  <td>{line.note}</td>
                  <td />
                </tr>
              ))}
            </tbody>
          </table>
          <footer>{watermark}</footer>
        </section>
      ))}
    </Paper>
  )
}
