/** The days a person served: the sum, what a list told, then the single days. */
import type { OutputFor } from '../../../../platform/web/client.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import type { staff } from '../../contract.ts'
import type { Person } from '../../model.ts'
import { staffWords as w } from '../../words.ts'

type Line = OutputFor<typeof staff.operations.one>['service'][number]

export function Service({ person: { service }, lines }: { person: Person; lines: readonly Line[] }) {
  const t = useT()
  const { days, nights, opening } = service
  return (
    <section className="staff-part">
      <h3>{t(w.service)}</h3>
      <p>{t(w.serviceSum, { days, nights })}</p>
      {opening && <p className="muted">{t(w.opening, { on: opening.on, days: opening.days })}</p>}
      {lines.length === 0 ? (
        <p className="muted">{t(w.serviceNone)}</p>
      ) : (
        <ul className="staff-lines staff-days">
          {lines.map((line) => (
            <li key={line.id}>
              {line.day} · {t(w.hours, { n: line.hours })}
              {line.night && ` · ${t(w.night)}`}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
