/** Gates: what the server takes in while phones send one crossing at a time (bench/gate/server.ts). */
import { measureServer } from './gate/server.ts'
import { printReport } from './rig/report.ts'

printReport({ bench: 'gate', floor: {}, ratio: Number.NaN, ...(await measureServer()) })
process.exit(0)
