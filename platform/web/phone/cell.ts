/** A value that screens watch: for what lies outside React (the network, the clock, a sender). */
import { useSyncExternalStore } from 'react'

export interface Cell<T> {
  get(): T
  set(value: T): void
  watch(tell: () => void): () => void
}

export function cell<T>(first: T): Cell<T> {
  let value = first
  const watchers = new Set<() => void>()
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(next, value)) return
      value = next
      for (const tell of watchers) tell()
    },
    watch: (tell) => {
      watchers.add(tell)
      return () => watchers.delete(tell)
    },
  }
}

export const useCell = <T>(of: Cell<T>): T => useSyncExternalStore(of.watch, of.get)
