/** All rooms' pages, in the order in which they stand on the left. */
import { pages as operation } from '../../modules/operation/command/index.tsx'
import { pages as register } from '../../modules/register/command/index.tsx'
import { pages as testing } from '../../modules/testing/command/index.tsx'
import { pages as access } from '../../platform/web/access/index.tsx'
import type { RoomPage } from '../../platform/web/desk/page.ts'

export const roomPages: readonly RoomPage[] = [...register, ...operation, ...testing, ...access]
