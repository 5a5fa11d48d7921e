/** Operations on the server, gathered. */
import { room } from '../../../platform/server/room.ts'
import { operations } from '../contract.ts'
import { operationHandlers } from './actions.ts'

export const operationRoom = room(operations, operationHandlers)
