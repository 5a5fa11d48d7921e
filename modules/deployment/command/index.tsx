/** The desk pages of deployment. */
import { lazy } from 'react'
import { BoardIcon, FormIcon, PinIcon, StaffIcon } from '../../../platform/web/desk/icons.tsx'
import type { RoomPanel } from '../../../platform/web/desk/panel.tsx'
import type { RoomPage } from '../../../platform/web/desk/page.ts'
import { deployWords as w, postListWords } from '../words.ts'

const roles = ['officer', 'leader'] as const
const group = 'staff' as const
const below = { roles, group, under: '/deployment' } as const

export const pages: readonly RoomPage[] = [
  {
    path: '/deployment',
    word: w.title,
    icon: PinIcon,
    roles,
    group,
    component: lazy(() => import('./board-page.tsx')),
  },
  {
    ...below,
    path: '/deployment/at-hand',
    word: w.atHand,
    icon: StaffIcon,
    component: lazy(() => import('./at-hand-page.tsx')),
  },
  {
    ...below,
    path: '/deployment/draft',
    word: w.draft,
    icon: PinIcon,
    component: lazy(() => import('./draft-page.tsx')),
  },
  {
    ...below,
    path: '/deployment/groups',
    word: w.groups,
    icon: StaffIcon,
    component: lazy(() => import('./groups-page.tsx')),
  },
  {
    ...below,
    path: '/deployment/imports',
    word: postListWords.title,
    icon: FormIcon,
    component: lazy(() => import('./import/imports-page.tsx')),
  },
  {
    ...below,
    path: '/deployment/imports/$importId',
    word: postListWords.title,
    icon: FormIcon,
    component: lazy(() => import('./import/import-page.tsx')),
  },
  {
    path: '/fatigue',
    word: w.fatigue,
    icon: BoardIcon,
    roles,
    group,
    component: lazy(() => import('./fatigue-page.tsx')),
  },
  {
    path: '/service',
    word: w.service,
    icon: FormIcon,
    roles,
    group,
    component: lazy(() => import('./service-page.tsx')),
  },
]

export const panels: readonly RoomPanel[] = [
  { on: 'operation', roles, component: lazy(() => import('./operation-duty.tsx')) },
]
