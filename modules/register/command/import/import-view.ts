/** The import as the screens know it. */
import type { OutputOf } from '../../../../platform/pure/contract.ts'
import type { register } from '../../contract.ts'

export type ImportView = OutputOf<(typeof register)['operations']['importStatus']>

/** Whether its rows were compared with the register; without a name column they cannot be. */
export const isJudged = ({ counts }: ImportView): boolean =>
  counts.new + counts.same + counts.changed + counts.conflict + counts.bad + counts.skipped > 0
