/** An invented roster for tests of the draw: departments of given sizes, skills and service by turns. */
import type { RosterRow } from '../modules/mobilize/model.ts'

export function rosterOf(
  sizes: Readonly<Record<string, number>>,
  change: (row: RosterRow, at: number) => RosterRow = (row) => row,
): RosterRow[] {
  let at = 0
  return Object.entries(sizes).flatMap(([department, size]) =>
    Array.from({ length: size }, (_, i) =>
      change(
        {
          ...{ id: `${department}-${String(i + 1).padStart(3, '0')}`, department, exempt: '' },
          skills: [...(i % 7 === 0 ? ['nurse'] : []), ...(i % 4 === 1 ? ['driver'] : [])],
          gender: i % 2 === 0 ? 'female' : 'male',
          servedDays: i % 3 === 0 ? 3 : 0,
        },
        at++,
      ),
    ),
  )
}
