/** All rooms' pages, in the order in which they stand on the left. */
import { pages as deployment } from '../../modules/deployment/command/index.tsx'
import { pages as enterprise, panels as enterprisePanels } from '../../modules/enterprise/command/index.tsx'
import { pages as gate } from '../../modules/gate/command/index.tsx'
import { pages as laboratory, panels as laboratoryPanels } from '../../modules/laboratory/command/index.tsx'
import { pages as matching } from '../../modules/matching/command/index.tsx'
import { pages as mobilize } from '../../modules/mobilize/command/index.tsx'
import { pages as operation } from '../../modules/operation/command/index.tsx'
import { pages as pass } from '../../modules/pass/command/index.tsx'
import { pages as picture } from '../../modules/picture/command/index.tsx'
import { pages as register } from '../../modules/register/command/index.tsx'
import { pages as selftest, panels as selftestPanels } from '../../modules/selftest/command/index.tsx'
import { pages as staff } from '../../modules/staff/command/index.tsx'
import { pages as testing, panels as testingPanels } from '../../modules/testing/command/index.tsx'
import { pages as volunteer } from '../../modules/volunteer/command/index.tsx'
import { pages as access } from '../../platform/web/access/index.tsx'
import type { RoomPage } from '../../platform/web/desk/page.ts'
import type { RoomPanel } from '../../platform/web/desk/panel.tsx'

export const roomPages: readonly RoomPage[] = [
  ...register,
  ...operation,
  ...enterprise,
  ...matching,
  ...staff,
  ...mobilize,
  ...deployment,
  ...volunteer,
  ...pass,
  ...gate,
  ...testing,
  ...laboratory,
  ...selftest,
  ...picture,
  ...access,
]

/** What rooms add to the pages of rooms above them. */
export const roomPanels: readonly RoomPanel[] = [
  ...enterprisePanels,
  ...testingPanels,
  ...laboratoryPanels,
  ...selftestPanels,
]
