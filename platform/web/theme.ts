/** Light or dark: as the machine says, unless the person chose. `data-theme` on <html> carries the choice, theme.css does the rest. */
import { useSyncExternalStore } from 'react'
import { store, stored } from './stored.ts'

export type ThemeChoice = 'system' | 'light' | 'dark'
const listeners = new Set<() => void>()
const prefersDark = typeof matchMedia === 'function' ? matchMedia('(prefers-color-scheme: dark)') : null

const read = (): ThemeChoice => {
  const value = stored('theme')
  return value === 'light' || value === 'dark' ? value : 'system'
}
let choice: ThemeChoice = read()

function apply(): void {
  document.documentElement.dataset['theme'] = choice === 'system' ? (prefersDark?.matches ? 'dark' : 'light') : choice
  for (const tell of listeners) tell()
}

/** Call once before the first paint. */
export function startTheme(): void {
  apply()
  prefersDark?.addEventListener('change', apply)
}

export function setTheme(next: ThemeChoice): void {
  choice = next
  store('theme', next === 'system' ? null : next)
  apply()
}

const subscribe = (tell: () => void) => {
  listeners.add(tell)
  return () => listeners.delete(tell)
}
export const useThemeChoice = (): ThemeChoice => useSyncExternalStore(subscribe, () => choice)
export const useIsDark = (): boolean =>
  useSyncExternalStore(subscribe, () => document.documentElement.dataset['theme'] === 'dark')
