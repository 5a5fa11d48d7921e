/** Gates: the keeper's phone from code to verdict and what its camera reads (bench/gate/phone.ts). */
import { measurePhone } from './gate/phone.ts'
import { printReport } from './rig/report.ts'

printReport({ bench: 'gate', ...(await measurePhone()) })
