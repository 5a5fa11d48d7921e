/** The desk pages of the register. */
import { lazy } from 'react'
import { ImportIcon, RegisterIcon } from '../../../platform/web/desk/icons.tsx'
import type { RoomPage } from '../../../platform/web/desk/page.ts'
import { registerWords } from '../words.ts'
import { importWords } from './import/words.ts'

const readers = ['officer', 'leader', 'grid-worker', 'superior'] as const
const keepers = ['officer', 'leader', 'grid-worker'] as const
const AreaPage = lazy(() => import('./area/area-page.tsx'))

export const pages: readonly RoomPage[] = [
  {
    path: '/register',
    word: registerWords.title,
    icon: RegisterIcon,
    roles: readers,
    group: 'register',
    component: AreaPage,
  },
  {
    path: '/register/in/$path',
    word: registerWords.title,
    icon: RegisterIcon,
    roles: readers,
    group: 'register',
    under: '/register',
    component: AreaPage,
  },
  {
    path: '/register/imports',
    word: importWords.title,
    icon: ImportIcon,
    roles: keepers,
    group: 'register',
    component: lazy(() => import('./import/imports-page.tsx')),
  },
  {
    path: '/register/imports/$importId',
    word: importWords.title,
    icon: ImportIcon,
    roles: keepers,
    group: 'register',
    under: '/register/imports',
    component: lazy(() => import('./import/import-page.tsx')),
  },
]
