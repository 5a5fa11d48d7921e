/** The desk pages of visits and vehicles. */
import { lazy } from 'react'
import { DoorIcon, EnterpriseIcon, PinIcon, RetestIcon, StaffIcon } from '../../../platform/web/desk/icons.tsx'
import type { RoomPage } from '../../../platform/web/desk/page.ts'
import { visitWords } from '../words.ts'
import { deskWords } from './words.ts'

const roles = ['officer', 'leader', 'grid-worker'] as const
const group = 'gates' as const

export const pages: readonly RoomPage[] = [
  {
    path: '/visits/vehicles',
    word: visitWords.vehicles,
    icon: PinIcon,
    roles,
    group,
    component: lazy(() => import('./vehicles-page.tsx')),
  },
  {
    path: '/visits/returnees',
    word: visitWords.returnees,
    icon: RetestIcon,
    roles,
    group,
    component: lazy(() => import('./returnees-page.tsx')),
  },
  {
    path: '/visits/visitors',
    word: visitWords.visits,
    icon: StaffIcon,
    roles,
    group,
    component: lazy(() => import('./visitors-page.tsx')),
  },
  {
    path: '/visits/parcels',
    word: visitWords.parcels,
    icon: DoorIcon,
    roles,
    group,
    component: lazy(() => import('./parcels-page.tsx')),
  },
  {
    path: '/visits/known',
    word: deskWords.knownTitle,
    icon: EnterpriseIcon,
    roles,
    group,
    under: '/visits/vehicles',
    component: lazy(() => import('./known-page.tsx')),
  },
  {
    path: '/visits/settings',
    word: deskWords.settings,
    icon: EnterpriseIcon,
    roles,
    group,
    under: '/visits/vehicles',
    component: lazy(() => import('./settings-page.tsx')),
  },
]
