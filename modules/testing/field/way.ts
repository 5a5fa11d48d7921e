/** How the crew finds people just now; it stays until they choose another way. A walk-in's form is left when it is done. */
import { cell } from '../../../platform/web/phone/cell.ts'

export type Way = 'scan' | 'number' | 'search' | 'walk-in'
export const way = cell<Way>('number')

let usual: Way = 'number'
export function chooseWay(next: Way): void {
  if (next !== 'walk-in') usual = next
  way.set(next)
}
export const backToUsual = (): void => way.set(usual)
