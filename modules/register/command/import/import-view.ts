/** The import as the screens know it. */
import type { OutputOf } from '../../../../platform/pure/contract.ts'
import type { register } from '../../contract.ts'

export type ImportView = OutputOf<(typeof register)['operations']['importStatus']>
