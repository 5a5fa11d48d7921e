/**
 * Gates: the keeper's phone from code to verdict and what its camera reads (bench/gate/phone.ts), and what the server takes in while phones send
 * one crossing at a time (bench/gate/server.ts). Arguments: `phone` or `server` for one of the two.
 */
import { measurePhone } from './gate/phone.ts'
import { measureServer } from './gate/server.ts'
import { printReport } from './rig/report.ts'

const which = process.argv[2]
const phone = which === 'server' ? null : await measurePhone()
const server = which === 'phone' ? null : await measureServer()
printReport({
  bench: 'gate',
  figures: { phone: phone?.figures ?? null, server: server?.figures ?? null },
  floor: phone?.floor ?? {},
  ratio: phone?.ratio ?? Number.NaN,
  goals: [...(phone?.goals ?? []), ...(server?.goals ?? [])],
})
process.exit(0)
