/** Cases of who may stand at a risky post, and of sign-ups that can be taken. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { problems, type RiskFault } from './model.ts'
import { areDays, daysText, decideRisky, type RiskFacts, refuseSignUp, standingOf } from './rules.ts'

const TODAY = '2026-03-05'
const sound: RiskFacts = { minor: false, withdrawn: false, welcomed: true, insured: true, insuredUntil: '2026-03-05' }

describe('risky posts', () => {
  test.each<[string, Partial<RiskFacts>, RiskFault[]]>([
    ['grown up, welcomed, insured to this very day', {}, []],
    ['insured for long', { insuredUntil: '2027-01-01' }, []],
    ['nothing noted', { insured: false, insuredUntil: null }, ['not-insured']],
    ['noted that there is none', { insured: true, insuredUntil: null }, ['not-insured']],
    ['over since yesterday', { insuredUntil: '2026-03-04' }, ['insurance-over']],
    ['under 18, however well insured', { minor: true }, ['minor']],
    ['withdrew', { withdrawn: true }, ['withdrawn']],
    ['not on the roster yet', { welcomed: false }, ['not-welcomed']],
    ['under 18 and not insured: both are told', { minor: true, insured: false }, ['minor', 'not-insured']],
  ])('%s', (_, more, because) => {
    expect(decideRisky({ ...sound, ...more }, TODAY)).toEqual({ verdict: because.length ? 'not' : 'fit', because })
  })

  test('nobody under age or without insurance is ever fit, and every refusal has a reason', () => {
    const day = fc.constantFrom('2026-03-04', TODAY, '2026-04-01')
    fc.assert(
      fc.property(
        fc.record({
          ...{ minor: fc.boolean(), withdrawn: fc.boolean(), welcomed: fc.boolean(), insured: fc.boolean() },
          insuredUntil: fc.option(day),
        }),
        (facts) => {
          const { verdict, because } = decideRisky(facts, TODAY)
          expect(verdict === 'fit').toBe(because.length === 0)
          if (facts.minor || !facts.insured || (facts.insuredUntil ?? '') < TODAY) expect(verdict).toBe('not')
        },
      ),
    )
  })
})

describe('a sign-up', () => {
  const call = { startsOn: '2026-03-01', endsOn: '2026-03-03' }
  const item = { phone: '15400000001', minor: false, guardian: null, days: ['2026-03-01', '2026-03-03'] }
  test.each([
    ['as it should be', {}, true, null],
    ['no day: any', { days: [] }, true, null],
    ['a day before', { days: ['2026-02-28'] }, true, problems.dayOutside],
    ['a day after', { days: ['2026-03-04'] }, true, problems.dayOutside],
    ['no phone, by themselves', { phone: ' ' }, true, problems.phoneNeeded],
    ['no phone, entered for them', { phone: null }, false, null],
    ['under 18 alone', { minor: true }, true, problems.guardianNeeded],
    ['under 18 alone, entered for them', { minor: true }, false, problems.guardianNeeded],
    ['under 18 with a guardian', { minor: true, guardian: '溪母' }, true, null],
  ])('%s', (_, more, byThemselves, refusal) => {
    expect(refuseSignUp({ ...item, ...more }, call, byThemselves)).toBe(refusal)
  })
})

test('where somebody stands', () => {
  const at = '2026-03-01T00:00:00Z'
  expect(standingOf({ withdrawnAt: null, welcomedAt: null, cameAt: null })).toBe('waiting')
  // Came and is not on the roster yet: somebody must still welcome them.
  expect(standingOf({ withdrawnAt: null, welcomedAt: null, cameAt: at })).toBe('waiting')
  expect(standingOf({ withdrawnAt: null, welcomedAt: at, cameAt: null })).toBe('placed')
  expect(standingOf({ withdrawnAt: null, welcomedAt: at, cameAt: at })).toBe('came')
  expect(standingOf({ withdrawnAt: at, welcomedAt: at, cameAt: at })).toBe('withdrawn')
})

test('a call lasts from one day to 60 days on', () => {
  expect(areDays('2026-03-01', '2026-03-01')).toBe(true)
  expect(areDays('2026-03-01', '2026-04-30')).toBe(true)
  expect(areDays('2026-03-01', '2026-05-01')).toBe(false)
  expect(areDays('2026-03-02', '2026-03-01')).toBe(false)
  expect(daysText({ startsOn: '2026-03-01', endsOn: '2026-03-01' })).toBe('2026-03-01')
  expect(daysText({ startsOn: '2026-03-01', endsOn: '2026-03-02' })).toBe('2026-03-01 – 2026-03-02')
})
