/** The register on the server, gathered. */
import { room } from '../../../platform/server/room.ts'
import { register } from '../contract.ts'
import { areaHandlers } from './area-actions.ts'
import { exportHandlers } from './export-actions.ts'
import { importHandlers, resumeImports } from './import-list.ts'
import { residentHandlers } from './resident-actions.ts'

export const registerRoom = room(
  register,
  { ...areaHandlers, ...residentHandlers, ...exportHandlers, ...importHandlers },
  { start: resumeImports },
)
