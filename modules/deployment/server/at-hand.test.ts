/** From the muster and the poster to a post: whoever came is at hand, and no volunteer stands at a risky post uninsured. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayPlus, shanghaiDay } from '../../../platform/pure/time.ts'
import { browser, refusalCode } from '../../../tests/http.ts'
import { type MusterWorld, musterWorld } from '../../../tests/muster-world.ts'
import { freshId, HOME } from '../../../tests/small-world.ts'
import { mobilize } from '../../mobilize/contract.ts'
import { volunteer } from '../../volunteer/contract.ts'
import { deployment } from '../contract.ts'

const ops = deployment.operations
const today = shanghaiDay(Date.now())
const tomorrow = dayPlus(today, 1)
let w: MusterWorld
const OWN_KEY = 'own-key-of-a-volunteer'
let comingId: string
let volunteerId: string
beforeAll(async () => {
  w = await musterWorld({ sizes: [12, 8, 8, 12] })
})
afterAll(() => w.close())

const atHand = async () =>
  (await w.officer.call(ops.atHand, { operationId: w.operationId })).people.map(({ personId }) => personId)
const now = () => new Date().toISOString()

test('whoever was mustered is at hand at once, until they are noted as gone', async () => {
  const callUpId = await w.draft({ ask: { seats: 4, keyShare: null } })
  await w.callOut(callUpId)
  expect(await atHand()).toEqual([])
  const { rows } = await w.officer.call(mobilize.operations.people, { callUpId })
  const [one, two] = rows as [(typeof rows)[number], (typeof rows)[number]]
  await w.officer.call(mobilize.operations.recordMusters, {
    sentAt: now(),
    items: [one, two].map(({ callId }) => ({ id: freshId(), callUpId, callId, at: now(), how: 'tap' as const })),
  })
  expect(new Set(await atHand())).toEqual(new Set([one.personId, two.personId]))
  await w.officer.call(ops.noteAtHand, { operationId: w.operationId, people: [one.personId as string], here: false })
  expect(await atHand()).toEqual([two.personId])
})

test('a volunteer who came is at hand, and put on a risky post only when insured and marked fit', async () => {
  const callId = freshId()
  await w.officer.call(volunteer.operations.openCall, {
    ...{ id: callId, operationId: w.operationId, path: HOME, name: '志愿者招募', needs: '送菜上门', skills: [] },
    ...{ startsOn: today, endsOn: tomorrow, hours: '8:00–20:00', risky: true, place: '桃影社区服务站', contact: null },
  })
  comingId = freshId()
  await w.officer.call(volunteer.operations.enter, {
    callId,
    came: true,
    item: {
      ...{ id: comingId, token: OWN_KEY, name: '溪小舟', phone: '15400009999', partyMember: false, partyBranch: null },
      ...{ skills: [], days: [], shifts: [], offer: null, home: null, minor: false, guardian: null },
    },
  })
  volunteerId = (await w.officer.call(volunteer.operations.welcome, { comingId, placement: null })).personId
  expect(await atHand()).toContain(volunteerId)

  const [placeId, safe, risky] = [freshId(), freshId(), freshId()]
  await w.officer.call(ops.putPlace, {
    ...{ id: placeId, operationId: w.operationId, path: HOME, name: '桃影广场', version: null },
  })
  const at = (clock: string): string => new Date(`${tomorrow}T${clock}:00+08:00`).toISOString()
  for (const [id, from, to, isRisky] of [
    [safe, '08:00', '10:00', false],
    [risky, '13:00', '15:00', true],
  ] as const)
    await w.officer.call(ops.putPost, {
      ...{ id, placeId, task: '值守', startsAt: at(from), endsAt: at(to), needed: 1, risky: isRisky, version: null },
    })
  const put = (postId: string) =>
    w.officer.call(ops.placePerson, { id: freshId(), personId: volunteerId, postId, instead: null, knowing: true })
  expect(await put(safe)).toMatchObject({ placed: true })
  expect(await refusalCode(put(risky))).toBe('deployment.notFit')
  // Nor does a proposal put them there, though nobody else would be left.
  const everybody = (await atHand()).filter((id) => id !== volunteerId)
  await w.officer.call(ops.noteAtHand, { operationId: w.operationId, people: everybody, here: false })
  await w.officer.call(ops.propose, {
    ...{ operationId: w.operationId, draftId: freshId(), fromDay: tomorrow, toDay: tomorrow, version: null },
  })
  const { draft } = await w.officer.call(ops.draft, { operationId: w.operationId })
  expect(draft?.seats).toEqual([])

  await w.officer.call(volunteer.operations.noteInsurance, {
    ...{ id: freshId(), comingId, kind: 'policy', policy: 'TH-0001', until: dayPlus(today, 30) },
  })
  expect(await refusalCode(put(risky))).toBe('deployment.notFit')
  await w.officer.call(volunteer.operations.markFit, { comingId, fit: true })
  expect(await put(risky)).toMatchObject({ placed: true })
})

test('a volunteer’s own link opens their posts and takes that a briefing was read', async () => {
  const anyone = browser(w.server)
  const open = (key: string) => anyone.call(ops.openDuty, { key })
  const page = await open(`~${OWN_KEY}`)
  expect(page).toMatchObject({ name: '溪小舟', posts: [{ place: '桃影广场', risky: false }, { risky: true }] })
  const briefingId = freshId()
  await w.officer.call(ops.writeBriefing, { id: briefingId, of: 'post', ofId: page.posts[0]!.id, body: '先到广场报到' })
  await anyone.call(ops.confirmDuty, { key: `~${OWN_KEY}`, briefingId })
  expect((await open(`~${OWN_KEY}`)).briefings).toMatchObject([{ body: '先到广场报到', readAt: expect.any(String) }])
  // Neither kind of key is taken for the other.
  expect(await refusalCode(open(OWN_KEY))).toBe('deployment.noSuchKey')
  expect(await refusalCode(open('~own-key-of-a-volunteex'))).toBe('deployment.noSuchKey')
})

test('who withdraws is at hand no more and out of the draft; their posts say so, their service stays', async () => {
  const day = dayPlus(today, 2)
  const { places } = await w.officer.call(ops.board, { operationId: w.operationId, day: tomorrow })
  const postId = freshId()
  await w.officer.call(ops.putPost, {
    ...{ id: postId, placeId: places[0]!.id, task: '值守', needed: 1, version: null },
    startsAt: new Date(`${day}T08:00:00+08:00`).toISOString(),
    endsAt: new Date(`${day}T10:00:00+08:00`).toISOString(),
  })
  const draft = async () => (await w.officer.call(ops.draft, { operationId: w.operationId })).draft!
  await w.officer.call(ops.propose, {
    ...{ operationId: w.operationId, draftId: freshId(), fromDay: day, toDay: day, version: (await draft()).version },
  })
  expect((await draft()).seats.map(({ personId }) => personId)).toEqual([volunteerId])
  const seats = async () =>
    (await w.officer.call(ops.board, { operationId: w.operationId, day: tomorrow })).places
      .flatMap(({ posts }) => posts)
      .flatMap((post) => post.seats)
  const [first] = await seats()
  const mark = (at: number) => ({
    items: [{ id: freshId(), placementId: first!.placementId, at: new Date(at).toISOString() }],
  })
  await w.officer.call(ops.noteCame, mark(Date.now() - 7_200_000))
  await w.officer.call(ops.noteLeft, mark(Date.now() - 3_600_000))

  await browser(w.server).call(volunteer.operations.withdraw, { key: OWN_KEY })
  expect(await atHand()).not.toContain(volunteerId)
  await expect
    .poll(
      async () => {
        await w.server.reactions.catchUp()
        return (await draft()).seats
      },
      { timeout: 10_000 },
    )
    .toEqual([])
  expect(await draft()).toMatchObject({ outcome: { shortfalls: [{ postId, missing: 1 }] } })
  expect((await seats()).map(({ withdrew }) => withdrew)).toEqual([false, true])
  const { people } = await w.officer.call(ops.service, { from: today, to: tomorrow })
  expect(people).toMatchObject([{ personId: volunteerId, hours: 1 }])
  expect(await refusalCode(browser(w.server).call(ops.openDuty, { key: `~${OWN_KEY}` }))).toBe('deployment.noSuchKey')
  // Who changes their mind is noted as at hand again.
  await w.officer.call(ops.noteAtHand, { operationId: w.operationId, people: [volunteerId], here: true })
  expect(await atHand()).toContain(volunteerId)
})
