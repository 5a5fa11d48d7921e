/** How the crew finds people just now; it stays until they choose another way. */
import { cell } from '../../../platform/web/phone/cell.ts'

export type Way = 'scan' | 'number' | 'search' | 'walk-in'
export const way = cell<Way>('number')
