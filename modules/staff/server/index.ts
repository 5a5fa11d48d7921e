/** The roster on the server, gathered. */
import { room } from '../../../platform/server/room.ts'
import { staff } from '../contract.ts'
import { departmentHandlers } from './department-actions.ts'
import { exemptionHandlers } from './exemption-actions.ts'
import { exportHandlers } from './export-actions.ts'
import { listHandlers, resumeLists } from './import-list.ts'
import { personHandlers } from './person-actions.ts'
import { capsHandlers } from './work-caps.ts'

export const staffRoom = room(
  staff,
  {
    ...personHandlers,
    ...departmentHandlers,
    ...exemptionHandlers,
    ...exportHandlers,
    ...listHandlers,
    ...capsHandlers,
  },
  { start: resumeLists },
)
