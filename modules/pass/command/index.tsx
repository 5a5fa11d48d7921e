/** The desk pages of passes. */
import { lazy } from 'react'
import {
  AuditIcon,
  CheckIcon,
  DoorIcon,
  FormIcon,
  KeyIcon,
  PlusIcon,
  ReportIcon,
  SheetIcon,
} from '../../../platform/web/desk/icons.tsx'
import type { RoomPage } from '../../../platform/web/desk/page.ts'
import { deciders, keepers, watchers } from '../who-may.ts'
import { deskWords as w } from './words.ts'

const group = 'passes'

export const pages: readonly RoomPage[] = [
  {
    ...{ path: '/passes', word: w.title, icon: DoorIcon, group, roles: watchers },
    component: lazy(() => import('./overview-page.tsx')),
  },
  {
    ...{ path: '/passes/measures', word: w.measures, icon: FormIcon, group, roles: watchers },
    component: lazy(() => import('./measures-page.tsx')),
  },
  {
    ...{ path: '/passes/measures/new', word: w.newMeasure, icon: PlusIcon, group, roles: deciders },
    under: '/passes/measures',
    component: lazy(() => import('./measure-page.tsx')),
  },
  {
    ...{ path: '/passes/applications', word: w.applications, icon: CheckIcon, group, roles: keepers },
    component: lazy(() => import('./applications-page.tsx')),
  },
  {
    ...{ path: '/passes/desk', word: w.desk, icon: PlusIcon, group, roles: keepers },
    component: lazy(() => import('./issue-page.tsx')),
  },
  {
    ...{ path: '/passes/list', word: w.list, icon: SheetIcon, group, roles: keepers },
    component: lazy(() => import('./list-page.tsx')),
  },
  {
    ...{ path: '/passes/doors', word: w.doors, icon: DoorIcon, group, roles: keepers, under: '/passes' },
    component: lazy(() => import('./doors-page.tsx')),
  },
  {
    ...{ path: '/passes/supervision', word: w.supervision, icon: AuditIcon, group, roles: deciders },
    component: lazy(() => import('./supervision-page.tsx')),
  },
  {
    ...{ path: '/passes/appeals', word: w.appeals, icon: ReportIcon, group, roles: deciders, under: '/passes' },
    component: lazy(() => import('./appeals-page.tsx')),
  },
  {
    ...{ path: '/passes/keys', word: w.keys, icon: KeyIcon, group, roles: deciders, under: '/passes' },
    component: lazy(() => import('./keys-page.tsx')),
  },
]
