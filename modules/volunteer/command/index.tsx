/** The desk pages of those who come forward. */
import { lazy } from 'react'
import { PlusIcon, StaffIcon } from '../../../platform/web/desk/icons.tsx'
import type { RoomPage } from '../../../platform/web/desk/page.ts'
import { volunteerWords } from '../words.ts'
import { deskWords } from './words.ts'

const watchers = ['officer', 'leader', 'grid-worker', 'superior'] as const
const below = { group: 'staff', under: '/volunteers' } as const

export const pages: readonly RoomPage[] = [
  {
    path: '/volunteers',
    word: volunteerWords.title,
    icon: StaffIcon,
    roles: watchers,
    group: 'staff',
    component: lazy(() => import('./calls-page.tsx')),
  },
  {
    ...below,
    path: '/volunteers/new',
    word: deskWords.open,
    icon: PlusIcon,
    roles: ['officer', 'leader'],
    component: lazy(() => import('./open-page.tsx')),
  },
  {
    ...below,
    path: '/volunteers/calls/$callId',
    word: volunteerWords.listTitle,
    icon: StaffIcon,
    roles: watchers,
    component: lazy(() => import('./call-page.tsx')),
  },
]
