/**
 * What a room adds to a page of a room above it (the rounds of an operation on the operation's page, the results of a round as
 * a section of the round), without that room knowing of it: `modules/<room>/command/index.tsx` exports `panels: RoomPanel[]`,
 * the app gathers them.
 */
import { type ComponentType, createContext, Suspense, useContext } from 'react'
import type { Role } from '../../pure/roles.ts'
import type { Word } from '../../pure/words.ts'
import { useSession } from '../session.tsx'

interface OnPage {
  readonly roles: readonly Role[]
  /** Lazy, as pages are; `id` of an area is its path. */
  readonly component: ComponentType<{ readonly id: string }>
}
export type RoomPanel =
  /** Stands on the page of an operation or an area. */
  | ({ readonly on: 'operation' | 'area' } & OnPage)
  /** Is a section of its own of a round: `key` ends the address, `word` names it. */
  | ({ readonly on: 'round'; readonly key: string; readonly word: Word } & OnPage)
type Section = Extract<RoomPanel, { on: 'round' }>

export const PanelContext = createContext<readonly RoomPanel[]>([])

function useMine(): readonly RoomPanel[] {
  const { me } = useSession()
  const panels = useContext(PanelContext)
  return panels.filter((panel) => me !== null && panel.roles.includes(me.grant.role))
}

export function Panels({ on, id }: { on: 'operation' | 'area'; id: string }) {
  return useMine()
    .filter((panel) => panel.on === on)
    .map((panel, i) => (
      // The list is fixed when the app is put together.
      <Suspense key={i} fallback={null}>
        <panel.component id={id} />
      </Suspense>
    ))
}

/** Sections that rooms below add, in the order of the rooms. */
export const useSections = (): readonly Section[] => useMine().filter((panel) => panel.on === 'round')
