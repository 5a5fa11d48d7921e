/** The desk pages of operations. */
import { lazy } from 'react'
import { OperationIcon } from '../../../platform/web/desk/icons.tsx'
import type { RoomPage } from '../../../platform/web/desk/page.ts'
import { operationWords } from '../words.ts'

const everyone = 'signed-in'

export const pages: readonly RoomPage[] = [
  {
    path: '/operations',
    word: operationWords.title,
    icon: OperationIcon,
    roles: everyone,
    group: 'operation',
    component: lazy(() => import('./operations-page.tsx')),
  },
  {
    path: '/operations/new',
    word: operationWords.open,
    icon: OperationIcon,
    roles: ['officer', 'leader'],
    group: 'operation',
    under: '/operations',
    component: lazy(() => import('./open-operation-page.tsx')),
  },
  {
    path: '/operations/$operationId',
    word: operationWords.title,
    icon: OperationIcon,
    roles: everyone,
    group: 'operation',
    under: '/operations',
    component: lazy(() => import('./operation-page.tsx')),
  },
]
