/** A building as one sees it from the street: units side by side, floors from the top, a square a dwelling with its people. */
import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { call } from '../../../../platform/web/client.ts'
import { Block, Nothing } from '../../../../platform/web/desk/desk-page.tsx'
import { keyOf } from '../../../../platform/web/desk/queries.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import { register } from '../../contract.ts'
import { registerWords as w } from '../../words.ts'
import { doorNumber } from './door-number.ts'
import type { AreaCounted } from './area-view.tsx'

interface ElevationProps {
  readonly area: AreaCounted
  /** Its units, or for a unit its dwellings. */
  readonly below: readonly AreaCounted[]
}

const naturally = new Intl.Collator('zh', { numeric: true })

/** Floors from the top down; dwellings without a floor come last. */
function byFloor(dwellings: readonly AreaCounted[]): [floor: number | null, dwellings: AreaCounted[]][] {
  const floors = new Map<number | null, AreaCounted[]>()
  for (const d of dwellings) {
    const row = floors.get(d.floor)
    if (row) row.push(d)
    else floors.set(d.floor, [d])
  }
  for (const row of floors.values()) row.sort((a, b) => naturally.compare(a.name, b.name))
  return [...floors].sort(([a], [b]) => (b ?? -99) - (a ?? -99))
}

function Unit({ unit, dwellings }: { unit: AreaCounted; dwellings: readonly AreaCounted[] | undefined }) {
  const t = useT()
  return (
    <section className="elevation-unit" aria-label={unit.name}>
      <h3>
        <Link to={`/register/in/${unit.path}`}>{unit.name}</Link>
        <span className="muted">{t(w.people, { n: unit.residents })}</span>
      </h3>
      {dwellings === undefined ? (
        <div className="answer-wait" style={{ height: 160 }} />
      ) : (
        <ol className="elevation-floors">
          {byFloor(dwellings).map(([floor, row]) => (
            <li key={floor ?? 'none'}>
              <span className="elevation-floor">{floor === null ? '' : floor}</span>
              {row.map((d) => (
                <Link
                  key={d.path}
                  className={d.residents === 0 ? 'cell cell-empty' : 'cell'}
                  to={`/register/in/${d.path}`}
                  title={`${unit.name} ${d.name}: ${d.residents === 0 ? t(w.empty) : t(w.people, { n: d.residents })}`}
                >
                  <span className="cell-name">{doorNumber(d.name)}</span>
                  <span className="cell-count">{d.residents === 0 ? '–' : d.residents}</span>
                </Link>
              ))}
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

export function Elevation({ area, below }: ElevationProps) {
  const t = useT()
  const isUnit = area.kind === 'unit'
  const units = isUnit ? [area] : below
  const asked = useQueries({
    queries: isUnit
      ? []
      : units.map((unit) => ({
          queryKey: keyOf(register.operations.areas, { under: unit.path }),
          queryFn: ({ signal }: { signal: AbortSignal }) =>
            call(register.operations.areas, { under: unit.path }, { signal }),
          networkMode: 'always' as const,
        })),
  })
  if (below.length === 0) {
    return (
      <Block>
        <Nothing title={t(w.noAreas)} />
      </Block>
    )
  }
  return (
    <Block title={t(w.elevation)} note={t(w.elevationHint)}>
      <div className="elevation">
        {units.map((unit, i) => (
          <Unit key={unit.path} unit={unit} dwellings={isUnit ? below : asked[i]?.data?.areas} />
        ))}
      </div>
    </Block>
  )
}
