/**
 * The plan of an area: footprints drawn as SVG. Not a map library, because there are no tiles to show: at most some 1,500
 * polygons that follow the theme, print sharp and weigh nothing. Everything here can also be reached by keyboard in the list beside it.
 */
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { depthOf, isBelow } from '../../../../platform/pure/area.ts'
import type { OutputFor } from '../../../../platform/web/client.ts'
import { Answer } from '../../../../platform/web/desk/answer.tsx'
import { Block, Nothing } from '../../../../platform/web/desk/desk-page.tsx'
import { useAsk } from '../../../../platform/web/desk/queries.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import { register } from '../../contract.ts'
import { registerWords as w } from '../../words.ts'
import type { AreaCounted } from '../area/area-view.tsx'
import { PlanFrame } from '../../../../platform/web/desk/plan/plan-frame.tsx'
import {
  type Box,
  boxAround,
  cornersOf,
  middleOf,
  pathOf,
  type Point,
  projection,
} from '../../../../platform/web/desk/plan/plan-geometry.ts'

type Feature = OutputFor<typeof register.operations.plan>['features'][number]
interface Shape {
  readonly path: string
  readonly name: string
  readonly building: boolean
  readonly d: string
  readonly box: Box
}
interface Label {
  readonly path: string
  readonly name: string
  readonly at: Point
  /** Metres of room it has. */
  readonly room: number
}

function drawn(features: readonly Feature[]): Shape[] {
  const first = features[0]?.ring[0]
  if (!first) return []
  const project = projection(first)
  return features
    .map((f) => {
      const ring = f.ring.map(project)
      return { path: f.path, name: f.name, building: f.kind === 'building', d: pathOf(ring), box: boxAround(ring) }
    })
    .sort((a, b) => Number(a.building) - Number(b.building))
}

/** One label for every area below that has shapes on the plan. */
const labelled = (below: readonly AreaCounted[], shapes: readonly Shape[]): Label[] =>
  below.flatMap((area) => {
    const mine = shapes.filter((s) => isBelow(s.path, area.path))
    if (mine.length === 0) return []
    const box = boxAround(mine.flatMap((s) => cornersOf(s.box)))
    return [{ path: area.path, name: area.name, at: middleOf(box), room: box.w }]
  })

interface PlanViewProps {
  readonly area: AreaCounted
  readonly below: readonly AreaCounted[]
}

export default function PlanView({ area, below }: PlanViewProps) {
  const t = useT()
  // A unit has no footprint of its own: its building is shown.
  const under =
    area.kind === 'unit'
      ? area.path
          .split('.')
          .slice(0, depthOf(area.path) - 1)
          .join('.')
          .concat('.')
      : area.path
  const asked = useAsk(register.operations.plan, { under }, { staleTime: 600_000 })
  return (
    <Answer of={asked} height={520}>
      {({ features }) =>
        features.length === 0 ? (
          <Block>
            <Nothing title={t(w.planNone)} />
          </Block>
        ) : (
          <Drawing features={features} area={area} below={below} />
        )
      }
    </Answer>
  )
}

function Drawing({ features, area, below }: PlanViewProps & { features: readonly Feature[] }) {
  const t = useT()
  const navigate = useNavigate()
  const [hovered, setHovered] = useState<string | null>(null)
  const shapes = useMemo(() => drawn(features), [features])
  const labels = useMemo(() => labelled(below, shapes), [below, shapes])
  const whole = useMemo(() => boxAround(shapes.flatMap((s) => cornersOf(s.box))), [shapes])
  const group = hovered && below.find((a) => isBelow(hovered, a.path))
  const at = hovered === null ? undefined : shapes.find((s) => s.path === hovered)
  const open = (path: string) => void navigate({ to: `/register/in/${path}` })
  return (
    <Block flush>
      <PlanFrame
        whole={whole}
        label={t(w.planLabel, { area: area.name })}
        onPick={(path) => path && open(path)}
        onHover={setHovered}
        told={
          at
            ? [group && group.path !== at.path ? group.name : null, at.name].filter(Boolean).join(' · ')
            : t(w.planHint)
        }
      >
        {(scale) => (
          <>
            {shapes.map((s) => (
              <path
                key={s.path}
                d={s.d}
                data-path={s.building ? s.path : undefined}
                className={
                  s.building
                    ? `plan-building${s.path === hovered ? ' plan-at' : group && isBelow(s.path, group.path) ? ' plan-group' : ''}`
                    : 'plan-compound'
                }
              />
            ))}
            {labels.map((l) => {
              const fits = l.room / scale > l.name.length * 9
              return fits ? (
                <text
                  key={l.path}
                  data-path={l.path}
                  className="plan-label"
                  x={l.at[0]}
                  y={l.at[1]}
                  fontSize={13 * scale}
                  strokeWidth={3.5 * scale}
                >
                  {l.name}
                </text>
              ) : null
            })}
          </>
        )}
      </PlanFrame>
    </Block>
  )
}
