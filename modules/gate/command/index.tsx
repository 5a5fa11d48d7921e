/** The desk pages of gates. */
import { lazy } from 'react'
import { BoardIcon, DeviceIcon, DoorIcon, KeyIcon, MissingIcon, SearchIcon } from '../../../platform/web/desk/icons.tsx'
import type { RoomPage } from '../../../platform/web/desk/page.ts'
import { gateDesk as w } from './words.ts'

const watchers = ['officer', 'leader', 'grid-worker', 'superior'] as const
const leaders = ['officer', 'leader'] as const
const group = 'gates'

export const pages: readonly RoomPage[] = [
  {
    path: '/gates',
    word: w.now,
    icon: BoardIcon,
    roles: watchers,
    group,
    component: lazy(() => import('./board-page.tsx')),
  },
  {
    path: '/gates/plan',
    word: w.plan,
    icon: DoorIcon,
    roles: watchers,
    group,
    component: lazy(() => import('./plan-page.tsx')),
  },
  {
    path: '/gates/remarks',
    word: w.remarks,
    icon: KeyIcon,
    roles: leaders,
    group,
    component: lazy(() => import('./remarks-page.tsx')),
  },
  {
    path: '/gates/people',
    word: w.people,
    icon: MissingIcon,
    roles: leaders,
    group,
    component: lazy(() => import('./people-page.tsx')),
  },
  {
    path: '/gates/keepers',
    word: w.keepers,
    icon: DeviceIcon,
    roles: leaders,
    group,
    component: lazy(() => import('./keepers-page.tsx')),
  },
  {
    path: '/gates/passed',
    word: w.passed,
    icon: SearchIcon,
    roles: leaders,
    group,
    component: lazy(() => import('./passed-page.tsx')),
  },
]
