/** Taohua's firms: as many as the makes say, each where it can stand, with numbers that hold and reach nobody. */
import { describe, expect, test } from 'vitest'
import { isCreditRefused, readCreditCode } from '../../platform/pure/credit-code.ts'
import { phoneShape } from '../../platform/pure/list-cells.ts'
import { enterpriseDraft } from '../../modules/enterprise/model.ts'
import { reasonFits } from '../../modules/enterprise/state.ts'
import { FIRMS } from './firm-makes.ts'
import { MAKES } from './makes.ts'
import { taohua } from './world.ts'

const world = taohua()
const firms = [...world.firms()]
const managers = [...world.propertyManagers()]
const community = (path: string): string => path.split('.').slice(0, 3).join('.')

test('the sizes met in real operations', () => {
  const byCommunity = Map.groupBy(firms, (firm) => community(firm.path))
  const counts = [...byCommunity.values()].map((all) => all.length)
  expect(counts).toEqual(MAKES.map(({ key }) => FIRMS[key].reduce((sum, { count }) => sum + count, 0)))
  const village = [...byCommunity.values()].at(-1) ?? []
  const ofKind = (kind: string) => village.filter((firm) => firm.kind === kind)
  expect(ofKind('factory')).toHaveLength(60)
  expect(ofKind('shop').length + ofKind('restaurant').length).toBe(200)
  expect(ofKind('landlord').reduce((rooms, firm) => rooms + (firm.rooms ?? 0), 0)).toBeGreaterThan(5000)
  expect(counts[2]).toBeGreaterThan(880)
})

test('everything stands in an area of the world, and ids, codes and phones are each one’s own', () => {
  const areas = new Set([...world.areas()].map((area) => area.path))
  for (const { path } of [...firms, ...managers]) expect(areas.has(path), path).toBe(true)
  const once = (values: readonly (string | null)[]): void => {
    const said = values.filter((value) => value !== null)
    expect(new Set(said).size).toBe(said.length)
  }
  once([...firms, ...managers].map(({ id }) => id))
  once(firms.map(({ code }) => code))
  const residents = [...world.residents()].map(({ phone }) => phone)
  const duties = [...world.duties()].filter(({ post }) => post !== 'building-head').map(({ phone }) => phone)
  once([...firms.flatMap((f) => [f.legalPhone, f.contactPhone]), ...managers.map(({ phone }) => phone), ...duties])
  const own = new Set(firms.flatMap((f) => [f.legalPhone, f.contactPhone]))
  expect(residents.some((phone) => phone !== null && own.has(phone))).toBe(false)
})

describe('each is as the room takes it', () => {
  test('drafts, reasons, numbers', () => {
    for (const { id: _, streetId: __, state, stateReason, ...draft } of firms) {
      expect(enterpriseDraft.safeParse(draft).success, draft.name).toBe(true)
      expect(reasonFits(state, stateReason)).toBe(true)
      if (draft.code !== null) expect(isCreditRefused(readCreditCode(draft.code)), draft.code).toBe(false)
      for (const phone of [draft.legalPhone, draft.contactPhone])
        if (phone !== null) expect([phoneShape(phone), phone.slice(0, 3)]).toEqual(['mobile', '154'])
    }
  })
  test('some have no number, some an old one, some are shut', () => {
    expect(firms.some(({ kind, code }) => kind === 'shop' && code === null)).toBe(true)
    expect(firms.some(({ code }) => code?.length === 15)).toBe(true)
    expect(new Set(firms.map(({ state }) => state))).toEqual(new Set(['open', 'suspended', 'closed']))
  })
})

test('one seed is one world; a small world has a little of everything', () => {
  expect([...taohua({ residents: 2500 }).firms()]).toEqual([...taohua({ residents: 2500 }).firms()])
  expect([...taohua({ residents: 2500, seed: 2 }).firms()]).not.toEqual([...taohua({ residents: 2500 }).firms()])
  const kinds = new Set([...taohua({ residents: 2500 }).firms()].map(({ kind }) => kind))
  expect(kinds.size).toBe(13)
})
