/** A pasted chain from text to record on a real register: read, matched, confirmed, and pasted again an hour later. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readChain } from '../../../platform/pure/chain/chain.ts'
import { isAsked } from '../../../platform/pure/chain/model.ts'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import { type Browser, type Refused, signedIn } from '../../../tests/http.ts'
import { minutesAgo, type RoundWorld, roundWorld } from '../../../tests/round-world.ts'
import { dwelling, freshId, HOME, OTHER, STREET } from '../../../tests/small-world.ts'
import { planChain } from '../chain-plan.ts'
import { chainReaders } from '../chain-readers.ts'
import { selftest } from '../contract.ts'
import type { TestResult } from '../model.ts'

const ops = selftest.operations
const today = shanghaiDay(Date.now())
let w: RoundWorld
let grid: Browser
let collectionId: string
beforeAll(async () => {
  w = await roundWorld()
  grid = await signedIn(w.server, 'grid')
  collectionId = freshId()
  await w.officer.call(ops.openCollection, {
    ...{
      id: collectionId,
      operationId: w.operationId,
      path: STREET,
      name: '每日自测',
      often: 'daily',
      startsOn: today,
      endsOn: today,
    },
  })
})
afterAll(() => w.close())

/** As the screen does it; whoever looks confirms what is certain and settles what is doubtful by `choose`. */
async function paste(by: Browser, text: string, choose: Record<string, string> = {}, under = `${HOME}p1.g01.`) {
  const chain = readChain(text, chainReaders(['桃影苑', '柳亭苑']))
  const people = chain.entries.flatMap((entry) =>
    entry.people.filter((p) => p.overruledBy === null).map((person) => ({ entry, person })),
  )
  const { matches, residents } = await by.call(ops.matchChain, {
    collectionId,
    under,
    people: people.map(({ person }) => ({
      name: person.name,
      address: person.address?.parts ?? null,
      heads: person.heads,
    })),
  })
  const named = new Map(residents.map((r) => [r.id, r]))
  const said = matches.map((match, i) => {
    const { entry, person } = people[i]!
    const asked = match.verdict !== 'certain' || isAsked(entry.doubts)
    return `${entry.lines[0]} ${person.name}: ${asked ? 'asked' : 'certain'} ${match.because} ${match.chosen.map((id) => named.get(id)?.name).join(' ')}`.trim()
  })
  const lines = matches.flatMap((match, i) => {
    const { entry, person } = people[i]!
    const chosen = choose[`${entry.lines[0]}`]
    const asked = match.verdict !== 'certain' || isAsked(entry.doubts)
    const residentIds = chosen ? [w.person(chosen)] : asked ? [] : match.chosen
    return person.value === null ? [] : [{ line: entry.lines[0]!, result: person.value, residentIds }]
  })
  const plan = planChain(lines, (id) => named.get(id) ?? { standing: null, chain: null })
  const items = plan
    .filter((p) => p.state !== 'known')
    .map(({ residentId, result }) => ({ id: freshId(), residentId, result }))
  const applied = items.length > 0 ? await by.call(ops.applyChain, { collectionId, items }) : { written: 0, known: 0 }
  return { said, plan: plan.map((p) => `${named.get(p.residentId)?.name ?? '?'} ${p.result} ${p.state}`), applied }
}
const counted = async (): Promise<Record<string, TestResult>> =>
  Object.fromEntries((await w.officer.call(ops.reported, { collectionId })).rows.map((r) => [r.name, r.result]))

const FIRST = `#接龙
11月20日抗原自测
1. 1号楼101 桃小溪 阴性
2. 桃影苑1-1-101桃大松阴[图片]
3. 1-1-201小单 阴性
4. 阿云桃桃 2号楼 一家2口均阴
5. 柳星 阴性`

test('a chain is matched by door and name, doubtful lines are asked about, nothing is written unasked', async () => {
  const { said, applied } = await paste(grid, FIRST, { 5: '单燕' })
  expect(said).toEqual([
    '3 桃小溪: certain door-and-name 桃小溪',
    '4 桃大松: certain door-and-name 桃大松',
    '5 小单: asked surname-fits 单燕',
    '6 阿云桃桃: certain whole-household 阿云·桃桃 曾云',
    // lives in the other community, which is not this worker's
    '7 柳星: asked nobody',
  ])
  expect(applied).toEqual({ written: 5, known: 0 })
  expect(await counted()).toEqual({
    桃小溪: 'negative',
    桃大松: 'negative',
    单燕: 'negative',
    曾云: 'negative',
    阿云·桃桃: 'negative',
  })
})
test('pasted again an hour later, grown and corrected: only what is new is written', async () => {
  expect((await paste(grid, FIRST, { 5: '单燕' })).applied).toEqual({ written: 0, known: 0 })
  const grown = `${FIRST}\n更正：2号 阳性`
  const { plan, applied } = await paste(grid, grown, { 5: '单燕' })
  expect(plan.filter((p) => !p.endsWith('known'))).toEqual(['桃大松 positive differs'])
  expect(applied).toEqual({ written: 1, known: 0 })
  expect((await counted())['桃大松']).toBe('positive')
  expect((await grid.call(ops.followUps, {})).rows.map((f) => [f.name, f.source, f.testedAt])).toEqual([
    ['桃大松', 'chain', null],
  ])
  expect((await paste(grid, grown, { 5: '单燕' })).applied).toEqual({ written: 0, known: 0 })
})
test('what was reported since by other ways stays over the chain', async () => {
  await grid.call(ops.recordReports, {
    sentAt: new Date().toISOString(),
    items: [
      {
        id: freshId(),
        collectionId,
        residentId: w.person('桃小溪'),
        result: 'positive',
        testedAt: minutesAgo(0),
        notedAt: minutesAgo(0),
      },
    ],
  })
  expect((await paste(grid, FIRST, { 5: '单燕' })).plan).toContain('桃小溪 negative known')
  expect((await counted())['桃小溪']).toBe('positive')
})
test('sent twice by a hasty hand, written once', async () => {
  const items = [{ id: freshId(), residentId: w.person('单燕'), result: 'invalid' as const }]
  expect(await grid.call(ops.applyChain, { collectionId, items })).toEqual({ written: 1, known: 0 })
  expect(await grid.call(ops.applyChain, { collectionId, items })).toEqual({ written: 0, known: 1 })
})
test('nobody is matched or written beyond one’s own area', async () => {
  const refusal = async (work: Promise<unknown>) => ((await work.catch((e: unknown) => e)) as Refused).problem.code
  const people = [{ name: '柳星', address: { building: '1', room: '101', rest: '' }, heads: null }]
  expect(await refusal(grid.call(ops.matchChain, { collectionId, under: OTHER, people }))).toBe('platform.notFound')
  expect(await refusal(grid.call(ops.matchChain, { collectionId, under: HOME, people }))).toBe('platform.notFound')
  expect(
    (await grid.call(ops.matchChain, { collectionId, under: `${HOME}p1.g01.`, people })).matches[0]?.candidates,
  ).not.toContain(w.person('柳星'))
  const items = [{ id: freshId(), residentId: w.person('柳星'), result: 'negative' as const }]
  expect(await refusal(grid.call(ops.applyChain, { collectionId, items }))).toBe('selftest.unknownFact')
})
test('a building’s own group needs no doors', async () => {
  const under = dwelling(HOME, 1).split('.').slice(0, 7).join('.')
  expect((await paste(grid, '1. 桃小溪 阴性\n2. 曾云 阴性', {}, `${under}.`)).said).toEqual([
    '1 桃小溪: certain name-and-building 桃小溪',
    '2 曾云: asked nobody',
  ])
})
