/** What stands on top of every page: the operation worked in, and where I answer for. The shell fills it, rooms read it. */
import { createContext, useContext } from 'react'

export interface DeskOperation {
  readonly id: string
  readonly name: string
  readonly path: string
  readonly open: boolean
}
export interface Desk {
  /** The operation chosen on top; null when there is none yet. */
  readonly operation: DeskOperation | null
  readonly operations: readonly DeskOperation[]
  readonly chooseOperation: (id: string) => void
  /** The area of the grant I act under. */
  readonly area: { readonly path: string; readonly name: string }
}

export const DeskContext = createContext<Desk | null>(null)

export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('the desk is missing')
  return desk
}
