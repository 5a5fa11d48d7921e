/**
 * One task a screen, and the phone's own Back goes back one. The stack lies in the history's state, never in the address:
 * an address is shared and logged, a person's id must not stand in it. A reload finds the screen again.
 */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'

export interface Screen {
  readonly name: string
  readonly with?: Readonly<Record<string, string>>
}
export interface Screens {
  readonly screen: Screen
  readonly deep: boolean
  go(name: string, with_?: Screen['with']): void
  /** The same place in the stack, another screen. */
  swap(name: string, with_?: Screen['with']): void
  back(): void
  /** Down to the first screen. */
  home(): void
}

const ROOT: Screen = { name: 'root' }
const ScreensContext = createContext<Screens | null>(null)

const stackIn = (state: unknown): readonly Screen[] => {
  const stack = (state as { screens?: readonly Screen[] } | null)?.screens
  return Array.isArray(stack) && stack.length > 0 ? stack : [ROOT]
}

export function ScreensProvider({ children }: { children: ReactNode }) {
  const [stack, setStack] = useState<readonly Screen[]>(() => stackIn(history.state))
  useEffect(() => {
    const hear = (event: PopStateEvent) => setStack(stackIn(event.state))
    addEventListener('popstate', hear)
    return () => removeEventListener('popstate', hear)
  }, [])
  const show = useCallback((next: readonly Screen[], how: 'pushState' | 'replaceState') => {
    history[how]({ screens: next }, '')
    setStack(next)
    scrollTo(0, 0)
  }, [])
  const screens = useMemo<Screens>(() => {
    const screen = stack.at(-1) ?? ROOT
    const made = (name: string, with_?: Screen['with']): Screen => (with_ ? { name, with: with_ } : { name })
    return {
      screen,
      deep: stack.length > 1,
      go: (name, with_) => show([...stack, made(name, with_)], 'pushState'),
      swap: (name, with_) => show([...stack.slice(0, -1), made(name, with_)], 'replaceState'),
      back: () => (stack.length > 1 ? history.back() : undefined),
      home: () => (stack.length > 1 ? history.go(1 - stack.length) : undefined),
    }
  }, [stack, show])
  return <ScreensContext value={screens}>{children}</ScreensContext>
}

export function useScreens(): Screens {
  const screens = useContext(ScreensContext)
  if (!screens) throw new Error('ScreensProvider is missing')
  return screens
}
