import { expect, test } from 'vitest'
import type { Enterprise } from '../../model.ts'
import { changesOf, draftOf, type Typed } from './enterprise-changes.ts'

const before: Enterprise = {
  ...{
    id: '018f0000-0000-7000-8000-000000000001',
    path: 'd01.s01.c01.',
    name: '云桃食品厂',
    shortName: '云桃',
    kind: 'factory',
  },
  ...{
    codeType: 'none',
    code: null,
    industry: 'C',
    staff: 12,
    size: 'micro',
    rooms: null,
    floorArea: 300,
    address: '桃花路1号',
  },
  ...{
    premises: '松影社区',
    legalName: '溪大山',
    legalMasked: '154****0001',
    contactName: null,
    contactMasked: null,
    note: null,
  },
  ...{ state: 'open', stateReason: null, stateSince: '2026-01-01T00:00:00.000Z', manager: null, version: 3 },
}
const typed = (changes: Partial<Typed> = {}): Typed => ({ ...before, legalPhone: '', contactPhone: '', ...changes })

test.each<[string, Partial<Typed>, object]>([
  ['nothing', {}, {}],
  ['spaces around are no change', { name: ' 云桃食品厂 ', address: '桃花路1号 ' }, {}],
  [
    'a name, a number and a place',
    { name: '云桃食品', staff: 13, path: 'd01.s01.c02.' },
    { name: '云桃食品', staff: 13, path: 'd01.s01.c02.' },
  ],
  [
    'what was emptied',
    { shortName: '', floorArea: undefined, industry: undefined },
    { shortName: null, floorArea: null, industry: null },
  ],
  ['a new phone', { legalPhone: '15400000002' }, { legalPhone: '15400000002' }],
  ['a phone cleared on purpose', { clearLegal: true }, { legalPhone: null }],
  ['clearing what is not there', { clearContact: true }, {}],
])('%s', (_, changes, sent) => expect(changesOf(before, typed(changes))).toEqual(sent))

test('a new one is sent whole, without what the form holds for itself', () => {
  const draft = draftOf({ path: 'd01.s01.c01.', name: ' 阿桃摊 ', kind: 'stall', contactPhone: '', clearContact: true })
  expect(draft).toEqual({
    ...{
      path: 'd01.s01.c01.',
      name: '阿桃摊',
      kind: 'stall',
      shortName: null,
      code: null,
      industry: null,
      staff: null,
    },
    ...{ rooms: null, floorArea: null, address: null, legalName: null, legalPhone: null, contactName: null },
    ...{ contactPhone: null, note: null },
  })
})
