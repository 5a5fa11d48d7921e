/** Which passes a supervising group re-checks: by a seed that is kept, so that nobody picks and anybody can draw again. */
import { sha256 } from '../../platform/pure/sha256.ts'
import { codes } from '../../platform/pure/codes.ts'

export const sampleOutcomes = codes({
  right: ['无误', 'Right'],
  'wrong-person': ['不是本人', 'Not the person'],
  'not-living-here': ['不在此居住或工作', 'Does not live or work here'],
  'not-met': ['未见到', 'Not met'],
  'no-basis': ['发证依据不足', 'Issued without a basis'],
})

/** The `size` of them whose digest with the seed is smallest; all, when there are fewer. */
export function drawFrom(ids: readonly string[], seed: string, size: number): string[] {
  const text = (id: string): string => sha256(`${seed}:${id}`)
  return ids
    .map((id) => ({ id, digest: text(id) }))
    .toSorted((a, b) => (a.digest < b.digest ? -1 : 1))
    .slice(0, size)
    .map(({ id }) => id)
}
