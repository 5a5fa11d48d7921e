/** Registration numbers of invented firms: sound by every check, in division 320999, which does not exist. Unique by number. */
import { creditCheckOf, licenceCheckOf, organisationCheckOf } from '../../platform/pure/credit-check.ts'
import { DISTRICT_CODE } from './plan.ts'

/** `registrar`: 91 enterprise, 92 sole trader, 12 public institution … (registeredAs in credit-code.ts). `number` below 10^7. */
export const creditCode = (registrar: string, number: number): string => {
  const eight = `M${String(number).padStart(7, '0')}`
  const seventeen = `${registrar}${DISTRICT_CODE}${eight}${organisationCheckOf(eight)}`
  return seventeen + creditCheckOf(seventeen)
}

/** The 15 digits of an old licence. */
export const licenceNumber = (number: number): string => {
  const fourteen = `${DISTRICT_CODE}6${String(number).padStart(7, '0')}`
  return fourteen + licenceCheckOf(fourteen)
}
