/** What the app lends to the platform's pages: how areas are read, and what every room's events are called. Fetched when first needed. */

import type { Word } from '../../../platform/pure/words.ts'
import { call } from '../../../platform/web/client.ts'
import type { Desk } from '../../../platform/web/desk/desk-context.tsx'

export const loadAreas: Desk['loadAreas'] = async (under) => {
  const { register } = await import('../../../modules/register/contract.ts')
  const { areas } = await call(register.operations.areas, { under })
  return areas.map((a) => ({ path: a.path, name: a.name, leaf: a.kind === 'dwelling' }))
}

export const areaNames: Desk['areaNames'] = async () => {
  const { register } = await import('../../../modules/register/contract.ts')
  const kinds = ['street', 'community', 'patch', 'grid'] as const
  const all = await Promise.all(kinds.map((kind) => call(register.operations.areasByKind, { kind })))
  return new Map(all.flatMap(({ areas }) => areas.map((a) => [a.path, a.name] as const)))
}

export const eventWords: Desk['eventWords'] = async () => {
  const rooms = await Promise.all([
    import('../../../platform/pure/access-contract.ts').then((m) => m.access.events),
    import('../../../modules/register/contract.ts').then((m) => m.register.events),
    import('../../../modules/operation/contract.ts').then((m) => m.operations.events),
    import('../../../modules/enterprise/contract.ts').then((m) => m.enterprises.events),
    import('../../../modules/matching/contract.ts').then((m) => m.matching.events),
    import('../../../modules/staff/contract.ts').then((m) => m.staff.events),
    import('../../../modules/mobilize/contract.ts').then((m) => m.mobilize.events),
    import('../../../modules/deployment/contract.ts').then((m) => m.deployment.events),
    import('../../../modules/volunteer/contract.ts').then((m) => m.volunteer.events),
    import('../../../modules/pass/contract.ts').then((m) => m.pass.events),
    import('../../../modules/gate/contract.ts').then((m) => m.gates.events),
    import('../../../modules/testing/contract.ts').then((m) => m.testing.events),
    import('../../../modules/picture/contract.ts').then((m) => m.picture.events),
    import('../../../modules/laboratory/contract.ts').then((m) => m.laboratory.events),
    import('../../../modules/selftest/contract.ts').then((m) => m.selftest.events),
  ])
  const known: Record<string, Word> = {}
  for (const events of rooms) for (const event of Object.values(events)) known[event.type] = event.words
  return known
}
