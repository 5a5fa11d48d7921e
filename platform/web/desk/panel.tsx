/**
 * What a room adds to a page of a room above it (the rounds of an operation on the operation's page), without that room
 * knowing of it: `modules/<room>/command/index.tsx` exports `panels: RoomPanel[]`, the app gathers them.
 */
import { createContext, type ComponentType, Suspense, useContext } from 'react'
import type { Role } from '../../pure/roles.ts'
import { useSession } from '../session.tsx'

export interface RoomPanel {
  /** The kind of thing whose page it stands on. */
  readonly on: 'operation' | 'area'
  readonly roles: readonly Role[]
  /** Lazy, as pages are; `id` of an area is its path. */
  readonly component: ComponentType<{ readonly id: string }>
}

export const PanelContext = createContext<readonly RoomPanel[]>([])

export function Panels({ on, id }: { on: RoomPanel['on']; id: string }) {
  const { me } = useSession()
  const panels = useContext(PanelContext)
  return panels
    .filter((panel) => panel.on === on && me !== null && panel.roles.includes(me.grant.role))
    .map((panel, i) => (
      // The list is fixed when the app is put together.
      <Suspense key={i} fallback={null}>
        <panel.component id={id} />
      </Suspense>
    ))
}
