/** The desk pages of the laboratory, and the sections it adds to a testing round. */
import { lazy } from 'react'
import { ImportIcon, LabIcon, MissingIcon, RetestIcon } from '../../../platform/web/desk/icons.tsx'
import type { RoomPage } from '../../../platform/web/desk/page.ts'
import type { RoomPanel } from '../../../platform/web/desk/panel.tsx'
import { laboratoryWords as w } from '../words.ts'

const leaders = ['officer', 'leader'] as const
const readers = ['officer', 'leader', 'superior'] as const

export const pages: readonly RoomPage[] = [
  {
    path: '/laboratory',
    word: w.followUp,
    icon: MissingIcon,
    roles: leaders,
    group: 'testing',
    component: lazy(() => import('./follow/follow-page.tsx')),
  },
  {
    path: '/laboratory/retests',
    word: w.retests,
    icon: RetestIcon,
    roles: ['officer', 'leader', 'grid-worker'],
    group: 'testing',
    component: lazy(() => import('./retests-page.tsx')),
  },
  {
    path: '/laboratory/files',
    word: w.files,
    icon: ImportIcon,
    roles: leaders,
    group: 'testing',
    component: lazy(() => import('./file/files-page.tsx')),
  },
  {
    path: '/laboratory/files/$importId',
    word: w.files,
    icon: ImportIcon,
    roles: leaders,
    group: 'testing',
    under: '/laboratory/files',
    component: lazy(() => import('./file/file-page.tsx')),
  },
  {
    path: '/laboratory/labs',
    word: w.labs,
    icon: LabIcon,
    roles: readers,
    group: 'testing',
    component: lazy(() => import('./labs-page.tsx')),
  },
]

export const panels: readonly RoomPanel[] = [
  {
    on: 'round',
    key: 'sending',
    word: w.sending,
    roles: leaders,
    component: lazy(() => import('./custody/sending-section.tsx')),
  },
  {
    on: 'round',
    key: 'results',
    word: w.results,
    roles: readers,
    component: lazy(() => import('./result/results-section.tsx')),
  },
  {
    on: 'round',
    key: 'custody',
    word: w.custody,
    roles: readers,
    component: lazy(() => import('./custody/custody-section.tsx')),
  },
]
