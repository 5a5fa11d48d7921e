/** The window onto a plan: drag to move, scroll or the buttons to zoom; says which shape is pointed at and which was chosen. */
import { Button } from 'antd'
import { type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useT } from '../../lang.tsx'
import { web as w } from '../../words.ts'
import { type Box, fitted, middleOf, type Point, zoomed } from './plan-geometry.ts'
import './plan.css'

interface PlanFrameProps {
  readonly whole: Box
  readonly label: string
  readonly told: string
  readonly onPick: (path: string) => void
  readonly onHover: (path: string | null) => void
  /** Draws in metres; `scale` is metres for one pixel. */
  readonly children: (scale: number) => ReactNode
}

// A pointer that moved less has not dragged, it has chosen.
const STILL = 4
const pathAt = (target: EventTarget): string | null => (target as SVGElement).dataset['path'] ?? null

export function PlanFrame({ whole, label, told, onPick, onHover, children }: PlanFrameProps) {
  const t = useT()
  const svg = useRef<SVGSVGElement>(null)
  const [[width, height], setSize] = useState<Point>([960, 560])
  const [view, setView] = useState<Box | null>(null)
  const drag = useRef<{ from: Point; view: Box; moved: boolean } | null>(null)
  const all = fitted(whole, width / height)
  const seen = view ? fitted(view, width / height) : all
  const scale = seen.w / width

  useEffect(() => {
    const element = svg.current
    if (!element) return
    const size = new ResizeObserver(
      ([entry]) => entry && setSize([Math.max(200, entry.contentRect.width), Math.max(200, entry.contentRect.height)]),
    )
    size.observe(element)
    return () => size.disconnect()
  }, [])

  const metres = (event: { clientX: number; clientY: number }): Point => {
    const frame = svg.current?.getBoundingClientRect()
    return frame
      ? [seen.x + (event.clientX - frame.left) * scale, seen.y + (event.clientY - frame.top) * scale]
      : middleOf(seen)
  }
  const zoom = (factor: number, at: Point = middleOf(seen)) => setView(zoomed(seen, all, at, factor))

  const wheel = useRef<(event: WheelEvent) => void>(() => undefined)
  wheel.current = (event) => {
    event.preventDefault()
    zoom(Math.exp(event.deltaY * 0.0016), metres(event))
  }
  useEffect(() => {
    const element = svg.current
    // React's own wheel handlers are passive: the page would scroll along.
    const onWheel = (event: WheelEvent) => wheel.current(event)
    element?.addEventListener('wheel', onWheel, { passive: false })
    return () => element?.removeEventListener('wheel', onWheel)
  }, [])

  const down = (event: PointerEvent<SVGSVGElement>) => {
    drag.current = { from: [event.clientX, event.clientY], view: seen, moved: false }
  }
  const move = (event: PointerEvent<SVGSVGElement>) => {
    const held = drag.current
    if (!held) return onHover(pathAt(event.target))
    const dx = event.clientX - held.from[0]
    const dy = event.clientY - held.from[1]
    if (!held.moved && Math.hypot(dx, dy) < STILL) return
    if (!held.moved) event.currentTarget.setPointerCapture(event.pointerId)
    held.moved = true
    setView({ ...held.view, x: held.view.x - dx * scale, y: held.view.y - dy * scale })
  }
  const up = (event: PointerEvent<SVGSVGElement>) => {
    const held = drag.current
    drag.current = null
    const path = pathAt(event.target)
    if (held && !held.moved && path) onPick(path)
  }
  return (
    <div className="plan">
      <svg
        ref={svg}
        role="img"
        aria-label={label}
        viewBox={`${seen.x} ${seen.y} ${seen.w} ${seen.h}`}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerLeave={() => onHover(null)}
      >
        {children(scale)}
      </svg>
      <div className="plan-told" aria-hidden="true">
        {told}
      </div>
      <div className="plan-zoom">
        <Button onClick={() => zoom(0.6)} aria-label={t(w.zoomIn)}>
          +
        </Button>
        <Button onClick={() => zoom(1 / 0.6)} aria-label={t(w.zoomOut)}>
          −
        </Button>
        <Button onClick={() => setView(null)}>{t(w.zoomAll)}</Button>
      </div>
    </div>
  )
}
