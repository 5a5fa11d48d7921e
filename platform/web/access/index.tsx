/** The desk pages of accounts, devices, audit and exports. */
import { lazy } from 'react'
import { access } from '../../pure/access-contract.ts'
import { AccountsIcon, AuditIcon, DeviceIcon, FilesIcon, KeyIcon } from '../desk/icons.tsx'
import type { RoomPage } from '../desk/page.ts'
import { accessWords } from './words.ts'

const { audit, devices, accounts } = access.operations
// These are reached from the menu of one's own account.
const OWN = '/me'
const rolesOf = (op: { roles: RoomPage['roles'] | 'anyone' }): RoomPage['roles'] =>
  op.roles === 'anyone' ? 'signed-in' : op.roles

export const pages: readonly RoomPage[] = [
  {
    path: '/files',
    word: accessWords.files,
    icon: FilesIcon,
    roles: 'signed-in',
    group: 'desk',
    component: lazy(() => import('./files-page.tsx')),
  },
  {
    path: '/audit',
    word: accessWords.audit,
    icon: AuditIcon,
    roles: rolesOf(audit),
    group: 'desk',
    component: lazy(() => import('./audit-page.tsx')),
  },
  {
    path: '/devices',
    word: accessWords.devices,
    icon: DeviceIcon,
    roles: rolesOf(devices),
    group: 'desk',
    component: lazy(() => import('./devices-page.tsx')),
  },
  {
    path: '/accounts',
    word: accessWords.accounts,
    icon: AccountsIcon,
    roles: rolesOf(accounts),
    group: 'desk',
    component: lazy(() => import('./accounts-page.tsx')),
  },
  {
    path: '/me/password',
    word: accessWords.password,
    icon: KeyIcon,
    roles: 'signed-in',
    group: 'desk',
    under: OWN,
    component: lazy(() => import('./password-page.tsx')),
  },
  {
    path: '/me/sessions',
    word: accessWords.sessions,
    icon: KeyIcon,
    roles: 'signed-in',
    group: 'desk',
    under: OWN,
    component: lazy(() => import('./sessions-page.tsx')),
  },
]
