/** What a gate's phone sends, and how: a count may come before what it counts, that is how a loss is known. */
import type { Carried } from '../../../platform/web/phone/task.ts'
import { keepers } from '../keeper-contract.ts'
import { agreedNow } from '../../../platform/web/phone/agreed-clock.ts'
import { otherwise } from './otherwise.ts'

const { recordCrossings, recordShift } = keepers.operations

export const carried: readonly Carried[] = [
  {
    operation: recordCrossings,
    mayPass: [recordShift],
    namesDevice: false,
    // A morning without network is thousands; two hundred are about 100 kB.
    most: 200,
    clock: agreedNow,
    doubtsOf: otherwise,
  },
  { operation: recordShift, mayPass: [recordCrossings], namesDevice: false, clock: agreedNow },
]
