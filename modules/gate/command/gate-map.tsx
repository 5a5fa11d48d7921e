/** Gates on the plan of an area. A gate's shape says its state, its colour only repeats it; the list beside the map does all that the map does. */
import { useMemo, useState } from 'react'
import type { OutputFor } from '../../../platform/web/client.ts'
import { Answer } from '../../../platform/web/desk/answer.tsx'
import { Block, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { PlanFrame } from '../../../platform/web/desk/plan/plan-frame.tsx'
import { boxAround, pathOf, projection } from '../../../platform/web/desk/plan/plan-geometry.ts'
import { useAsk } from '../../../platform/web/desk/queries.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { register } from '../../register/contract.ts'
import type { GateOnRecord } from '../desk-contract.ts'
import { gateStates } from '../model.ts'
import { gateDesk as w } from './words.ts'
import './gate.css'

interface GateMapProps {
  readonly under: string
  /** As they are to become. */
  readonly gates: readonly GateOnRecord[]
  readonly chosen: readonly string[]
  readonly onPick: (gateId: string) => void
}
type Features = OutputFor<typeof register.operations.plan>['features']

export function GateMap(props: GateMapProps) {
  const asked = useAsk(register.operations.plan, { under: props.under }, { staleTime: 600_000 })
  return (
    <Answer of={asked} height={420}>
      {({ features }) => <Drawing {...props} features={features} />}
    </Answer>
  )
}

/** Half the size of a marker, px on the screen. */
const SIZE = 7
const marks = {
  open: (r: number) => `M${-r} 0A${r} ${r} 0 1 0 ${r} 0A${r} ${r} 0 1 0 ${-r} 0Z`,
  closed: (r: number) => `M${-r} ${-r}H${r}V${r}H${-r}ZM${-r} ${-r}L${r} ${r}`,
  handover: (r: number) => `M0 ${-r * 1.3}L${r * 1.3} 0L0 ${r * 1.3}L${-r * 1.3} 0Z`,
}

function Drawing({ features, gates, chosen, onPick }: GateMapProps & { features: Features }) {
  const t = useT()
  const [at, setAt] = useState<string | null>(null)
  const placed = useMemo(() => gates.flatMap((gate) => (gate.point ? [{ gate, point: gate.point }] : [])), [gates])
  const origin = features[0]?.ring[0] ?? placed[0]?.point
  const drawn = useMemo(() => {
    if (!origin) return null
    const project = projection(origin)
    const shapes = features.map((f) => ({ ...f, ring: f.ring.map(project) }))
    const marked = placed.map(({ gate, point }) => ({ gate, at: project(point) }))
    return { shapes, marked, whole: boxAround([...shapes.flatMap((s) => s.ring), ...marked.map((m) => m.at)]) }
  }, [features, placed, origin])
  if (!drawn)
    return (
      <Block>
        <Nothing title={t(w.mapNone)} />
      </Block>
    )
  const pointed = placed.find(({ gate }) => gate.id === at)?.gate
  return (
    <Block flush>
      <PlanFrame
        whole={drawn.whole}
        label={t(w.mapLabel)}
        onPick={onPick}
        onHover={setAt}
        told={pointed ? `${pointed.name} · ${t(gateStates.words[pointed.state])}` : t(w.mapHint)}
      >
        {(scale) => (
          <>
            {drawn.shapes.map((s) => (
              <path
                key={s.path}
                d={pathOf(s.ring)}
                className={s.kind === 'building' ? 'gate-building' : 'plan-compound'}
              />
            ))}
            {drawn.marked.map(({ gate, at: [x, y] }) => (
              <path
                key={gate.id}
                data-path={gate.id}
                transform={`translate(${x} ${y})`}
                d={marks[gate.state](SIZE * scale)}
                className={`gate-mark gate-${gate.state}${chosen.includes(gate.id) ? ' gate-chosen' : ''}${gate.fireExit ? ' gate-fire' : ''}`}
              />
            ))}
          </>
        )}
      </PlanFrame>
      <ul className="gate-legend" aria-hidden="true">
        {gateStates.values.map((state) => (
          <li key={state}>
            <svg width="18" height="18" viewBox="-9 -9 18 18">
              <path d={marks[state](5)} className={`gate-mark gate-${state}`} />
            </svg>
            {t(gateStates.words[state])}
          </li>
        ))}
      </ul>
    </Block>
  )
}
