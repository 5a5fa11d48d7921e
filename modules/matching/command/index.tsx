/** The desk pages of matching. */
import { lazy } from 'react'
import { DoorIcon, EyeIcon, ImportIcon, SearchIcon } from '../../../platform/web/desk/icons.tsx'
import type { RoomPage } from '../../../platform/web/desk/page.ts'
import { deskWords, listWords } from './words.ts'

const roles = ['officer', 'leader'] as const
const below = { roles, group: 'operation', under: '/matching' } as const

export const pages: readonly RoomPage[] = [
  {
    path: '/matching',
    word: deskWords.title,
    icon: SearchIcon,
    roles,
    group: 'operation',
    component: lazy(() => import('./lists-page.tsx')),
  },
  {
    ...below,
    path: '/matching/imports',
    word: listWords.title,
    icon: ImportIcon,
    component: lazy(() => import('./imports-page.tsx')),
  },
  {
    ...below,
    path: '/matching/imports/$importId',
    word: listWords.title,
    icon: ImportIcon,
    component: lazy(() => import('./import-page.tsx')),
  },
  {
    ...below,
    path: '/matching/lists/$listId',
    word: deskWords.title,
    icon: SearchIcon,
    component: lazy(() => import('./list-page.tsx')),
  },
  {
    ...below,
    path: '/matching/lists/$listId/review',
    word: deskWords.review,
    icon: EyeIcon,
    component: lazy(() => import('./review-page.tsx')),
  },
  {
    ...below,
    path: '/matching/lists/$listId/doors',
    word: deskWords.doors,
    icon: DoorIcon,
    component: lazy(() => import('./doors-page.tsx')),
  },
]
