/** Enterprises on the server, gathered. */
import { room } from '../../../platform/server/room.ts'
import { enterprises } from '../contract.ts'
import { enterpriseHandlers } from './enterprise-actions.ts'
import { exportHandlers } from './export-actions.ts'
import { listHandlers, resumeLists } from './import-list.ts'
import { propertyHandlers } from './property-actions.ts'

export const enterpriseRoom = room(
  enterprises,
  { ...enterpriseHandlers, ...propertyHandlers, ...exportHandlers, ...listHandlers },
  { start: resumeLists },
)
