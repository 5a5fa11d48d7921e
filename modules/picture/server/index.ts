/** Reports on the server, gathered. */
import { room } from '../../../platform/server/room.ts'
import { picture } from '../contract.ts'
import { fieldHandlers } from './fields.ts'
import { reportHandlers } from './reports.ts'
import { templateHandlers } from './templates.ts'

export const pictureRoom = room(picture, { ...reportHandlers, ...templateHandlers, ...fieldHandlers })
