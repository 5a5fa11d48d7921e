/** Screens that come when they are opened, so that a phone's first page stays small; the service worker has them kept by then. */
import { type ComponentType, lazy, Suspense } from 'react'
import type { Word } from '../../pure/words.ts'
import { useT } from '../lang.tsx'
import { BusyBar } from './parts.tsx'

/** `label` is said while the screen is on its way; without one nothing shows. A screen that cannot be had is a fault: the page says so and opens again. */
export function late(load: () => Promise<ComponentType>, label?: Word): ComponentType {
  const Screen = lazy(async () => ({ default: await load() }))
  return function Late() {
    const t = useT()
    return (
      <Suspense fallback={label && <BusyBar label={t(label)} />}>
        <Screen />
      </Suspense>
    )
  }
}
