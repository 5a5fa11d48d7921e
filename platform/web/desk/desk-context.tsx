/**
 * What stands on top of every page: the operation worked in, and where I answer for. The shell fills it, rooms read it.
 * It also lends what the platform itself may not know: how areas are read, and what the rooms' events are called.
 */
import { createContext, useContext } from 'react'
import type { Word } from '../../pure/words.ts'

export interface DeskOperation {
  readonly id: string
  readonly name: string
  readonly path: string
  readonly open: boolean
}
export interface AreaChoice {
  readonly path: string
  readonly name: string
  /** Nothing below it is to be chosen. */
  readonly leaf: boolean
}
export interface Desk {
  /** The operation chosen on top; null when there is none yet. */
  readonly operation: DeskOperation | null
  readonly operations: readonly DeskOperation[]
  readonly chooseOperation: (id: string) => void
  /** The area of the grant I act under. */
  readonly area: { readonly path: string; readonly name: string }
  /** The areas right below one. */
  readonly loadAreas: (under: string) => Promise<readonly AreaChoice[]>
  /** Names of all areas of mine from the sub-district down to the grid, by path. */
  readonly areaNames: () => Promise<ReadonlyMap<string, string>>
  /** Words of every ledger event by its type. */
  readonly eventWords: () => Promise<Readonly<Record<string, Word>>>
}

export const DeskContext = createContext<Desk | null>(null)

export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('the desk is missing')
  return desk
}
