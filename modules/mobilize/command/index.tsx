/** The desk pages of call-ups. */
import { lazy } from 'react'
import { BoardIcon, CheckIcon, PhoneIcon, PlusIcon } from '../../../platform/web/desk/icons.tsx'
import type { RoomPage } from '../../../platform/web/desk/page.ts'
import { ownWords } from './own/words.ts'
import { deskWords as w } from './words.ts'

export { OwnBanner } from './own/own-banner.tsx'

const leaders = ['officer', 'leader'] as const
const below = { group: 'staff', under: '/call-ups' } as const

export const pages: readonly RoomPage[] = [
  {
    path: '/call-ups',
    word: w.title,
    icon: CheckIcon,
    roles: ['officer', 'leader', 'superior'],
    group: 'staff',
    component: lazy(() => import('./call-ups-page.tsx')),
  },
  {
    ...below,
    path: '/call-ups/new',
    word: w.open,
    icon: PlusIcon,
    roles: leaders,
    component: lazy(() => import('./plan/new-page.tsx')),
  },
  {
    ...below,
    path: '/call-ups/channels',
    word: w.channels,
    icon: PhoneIcon,
    roles: leaders,
    component: lazy(() => import('./channels-page.tsx')),
  },
  {
    ...below,
    path: '/call-ups/figures',
    word: w.forecastFigures,
    icon: BoardIcon,
    roles: ['officer', 'leader', 'superior'],
    component: lazy(() => import('./figures-page.tsx')),
  },
  {
    ...{ path: '/me/calls', word: ownWords.title, icon: CheckIcon, roles: 'signed-in', group: 'staff' },
    under: '/me',
    component: lazy(() => import('./own/own-page.tsx')),
  },
  {
    ...below,
    path: '/call-ups/$callUpId',
    word: w.title,
    icon: CheckIcon,
    roles: ['officer', 'leader', 'superior'],
    component: lazy(() => import('./call-up-page.tsx')),
  },
]
