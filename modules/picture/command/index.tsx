/** The desk pages of reports, templates and asked fields. */
import { lazy } from 'react'
import { FormIcon, PlusIcon, ReportIcon, SheetIcon } from '../../../platform/web/desk/icons.tsx'
import type { RoomPage } from '../../../platform/web/desk/page.ts'
import { askWords, dailyWords, fieldWords, reportWords } from './words.ts'

const readers = ['officer', 'leader', 'grid-worker', 'superior'] as const
const leaders = ['officer', 'leader'] as const
const reports = { roles: readers, group: 'picture', under: '/reports' } as const
const fields = { group: 'picture', under: '/fields' } as const

export const pages: readonly RoomPage[] = [
  {
    path: '/reports',
    word: reportWords.title,
    icon: ReportIcon,
    roles: readers,
    group: 'picture',
    component: lazy(() => import('./reports-page.tsx')),
  },
  {
    ...reports,
    path: '/reports/ask',
    word: askWords.title,
    icon: PlusIcon,
    component: lazy(() => import('./ask/ask-page.tsx')),
  },
  {
    ...reports,
    path: '/reports/daily/$roundId',
    word: dailyWords.title,
    icon: ReportIcon,
    component: lazy(() => import('./daily/daily-page.tsx')),
  },
  {
    ...reports,
    path: '/reports/templates/$templateId',
    word: reportWords.templates,
    icon: SheetIcon,
    component: lazy(() => import('./template/template-page.tsx')),
  },
  {
    path: '/fields',
    word: fieldWords.title,
    icon: FormIcon,
    roles: readers,
    group: 'picture',
    component: lazy(() => import('./fields/fields-page.tsx')),
  },
  {
    ...fields,
    path: '/fields/new',
    word: fieldWords.ask,
    icon: PlusIcon,
    roles: leaders,
    component: lazy(() => import('./fields/new-field-page.tsx')),
  },
  {
    ...fields,
    path: '/fields/$fieldId',
    word: fieldWords.title,
    icon: FormIcon,
    roles: readers,
    component: lazy(() => import('./fields/field-page.tsx')),
  },
]
