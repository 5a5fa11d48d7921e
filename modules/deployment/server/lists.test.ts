/** Lists of places and posts from the file to the board and out again: all or nothing, twice is once, wrong rows with reasons. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayPlus, shanghaiDay } from '../../../platform/pure/time.ts'
import type { Browser } from '../../../tests/http.ts'
import { type ImportWorld, importWorld, refusal } from '../../../tests/import-world.ts'
import { freshId, HOME, OTHER, STREET } from '../../../tests/small-world.ts'
import { operations } from '../../operation/contract.ts'
import { staff } from '../../staff/contract.ts'
import { personDraft } from '../../staff/model.ts'
import { deployment } from '../contract.ts'

const ops = deployment.operations
const HEAD = [
  '社区',
  '点位',
  '地址',
  '负责人',
  '电话',
  '岗位',
  '日期',
  '开始时间',
  '结束时间',
  '人数',
  '技能要求',
  '有风险',
]
const tomorrow = dayPlus(shanghaiDay(Date.now()), 1)
const SQUARE = ['桃影社区', '桃影广场', '桃影路1号', '溪主任', '0999-1234567']
const gate = ['值守', tomorrow, '8:00', '16:00', '3', '护士1', '']
const NIGHT = ['值守', tomorrow, '20:00', '次日8:00', '2', '', '是']

let it: ImportWorld
let officer: Browser
const operationId = freshId()
beforeAll(async () => {
  it = await importWorld(ops, HEAD)
  officer = await it.signIn('officer')
  await officer.call(operations.operations.openOperation, {
    ...{ id: operationId, path: STREET, name: '桃花行动', hazard: 'flood', purpose: '防汛值守' },
    basis: { issuer: '云溪区指挥部', title: '关于防汛的通知', number: '1号', date: '2026-03-01' },
    startsAt: new Date().toISOString(),
  })
})
afterAll(() => it.close())

const bring = async (rows: readonly (readonly unknown[])[], who = officer, under = STREET) => {
  const id = freshId()
  await who.call(ops.openList, { id, operationId, under })
  return it.settled(await it.send(who, await it.xlsx(rows), { id, under }), who)
}
const apply = async (id: string, leaveBad = false) => {
  await officer.call(ops.applyImport, { id, leaveBad })
  return it.settled(id, officer)
}
const board = async () => (await officer.call(ops.board, { operationId, day: tomorrow })).places
const codesOf = async (id: string) =>
  (await it.rowsOf(id, officer)).map((row) => [row.verdict, ...row.problems.map(({ code }) => code)])

test('a list says first which operation it is of, and stands in the operation and in one’s own area', async () => {
  const leader2 = await it.signIn('leader2')
  const path = await it.xlsx([[...SQUARE, ...gate]])
  expect((await refusal(it.send(officer, path, { under: STREET }))).problem.code).toBe('deployment.notOpened')
  const open = (who: Browser, under: string) => who.call(ops.openList, { id: freshId(), operationId, under })
  expect((await refusal(open(leader2, HOME))).problem.code).toBe('platform.notFound')
  expect((await refusal(open(officer, `${HOME}p1.`))).problem.code).toBe('deployment.badListArea')
})

test('a list makes places and posts, nothing before the yes', async () => {
  const view = await bring([
    [...SQUARE, ...gate],
    ['', '', '', '', '', ...NIGHT],
    ['柳亭社区', '柳亭会堂', '', '', '', '', '', '', '', '', '', ''],
  ])
  expect(view).toMatchObject({ state: 'ready', counts: { rows: 3, new: 3, bad: 0 } })
  expect(await board()).toEqual([])
  expect(await apply(view.id)).toMatchObject({ state: 'applied' })
  const places = await board()
  expect(places).toMatchObject([
    { name: '桃影广场', path: HOME, address: '桃影路1号', contactName: '溪主任', contactPhone: '0999-1234567' },
    { name: '柳亭会堂', path: OTHER, posts: [] },
  ])
  expect(places[0]!.posts).toMatchObject([
    { task: '值守', needed: 3, skills: [{ skill: 'nurse', least: 1 }], night: false, risky: false },
    { task: '值守', needed: 2, skills: [], night: true, risky: true },
  ])
  const { rows } = await it.admin.query(
    `SELECT path, data FROM platform.ledger WHERE type = 'deployment.posts-imported' ORDER BY path`,
  )
  expect(rows.map(({ path, data }) => [path, data.places.length, data.posts.length])).toEqual([
    [HOME, 1, 2],
    [OTHER, 1, 0],
  ])
})

test('brought again nothing changes; what is said otherwise changes; nobody’s times change under them', async () => {
  const again = await bring([
    [...SQUARE, ...gate],
    [...SQUARE, ...NIGHT],
  ])
  expect(again.counts).toMatchObject({ same: 2, new: 0, changed: 0 })
  const [square] = await board()
  const departmentId = freshId()
  await officer.call(staff.operations.putDepartment, {
    ...{
      id: departmentId,
      parentId: null,
      name: '区溪水局',
      kind: 'bureau',
      isKey: false,
      path: STREET,
      version: null,
    },
  })
  const personId = freshId()
  await officer.call(staff.operations.registerPerson, {
    ...{ ...personDraft.parse({ departmentId, name: '溪甲' }), id: personId },
  })
  await officer.call(ops.placePerson, { id: freshId(), personId, postId: square!.posts[0]!.id })
  const view = await bring([
    ['', '桃影广场', '桃影路2号', '', '', '值守', tomorrow, '8:00', '16:00', '5', '', ''],
    ['', '桃影广场', '', '', '', '值守', tomorrow, '20:00', '次日6:00', '', '', ''],
    ['', '桃影广场', '桃影路3号', '', '', '测温', tomorrow, '8:00', '16:00', '1', '', ''],
  ])
  expect(await codesOf(view.id)).toEqual([['changed'], ['changed'], ['bad', 'place-contradicts']])
  expect((await refusal(officer.call(ops.applyImport, { id: view.id }))).problem.code).toBe('list.badRows')
  await apply(view.id, true)
  const [after] = await board()
  expect(after).toMatchObject({ address: '桃影路2号', contactName: '溪主任', version: 2 })
  expect(after!.posts).toMatchObject([
    { needed: 5, skills: [{ skill: 'nurse', least: 1 }], seats: [{ name: '溪甲' }] },
    { needed: 2, endsAt: new Date(`${dayPlus(tomorrow, 1)}T06:00:00+08:00`).toISOString() },
  ])
  const moved = await bring([['', '桃影广场', '', '', '', '值守', tomorrow, '8:00', '18:00', '', '', '']])
  expect(await codesOf(moved.id)).toEqual([['bad', 'people-there']])
})

test('wrong rows come back with their reasons, right ones alone are not written half', async () => {
  const leader = it.leader
  const view = await bring(
    [
      ['桃影社区', '北门', '', '', '', '值守', tomorrow, '早班', '', '2', '', ''],
      ['杏花社区', '北门', '', '', '', '值守', tomorrow, '8:00', '16:00', '2', '', ''],
      ['桃影社区', '北门', '', '', '', '值守', tomorrow, '8:00', '16:00', '2', '', ''],
      ['桃影社区', '北门', '', '', '', '值守', tomorrow, '8:00', '16:00', '2', '', ''],
      ['桃影社区', '南门', '', '', '', '值守', tomorrow, '8:00', '16:00', '2', '', ''],
      ['桃影社区', '南门', '', '', '', '值守', tomorrow, '8:00', '16:00', '3', '', ''],
    ],
    leader,
    HOME,
  )
  expect(view.counts).toMatchObject({ new: 1, bad: 4, skipped: 1 })
  const rows = await it.fetched((await leader.call(ops.exportBadRows, { id: view.id })).fileId)
  expect(rows.flat().join(' ')).toMatch(/时间看不懂.*没有“杏花社区”这个社区.*同一岗位但内容不同/su)
  await leader.call(ops.applyImport, { id: view.id, leaveBad: true })
  await it.settled(view.id)
  expect((await board()).map(({ name }) => name)).toEqual(expect.arrayContaining(['北门']))
})

test('a list judged before somebody else made the same post is judged again, and ends with its operation', async () => {
  const view = await bring([['', '桃影广场', '', '', '', '搬运', tomorrow, '8:00', '16:00', '2', '', '']])
  const [square] = (await board()).filter(({ name }) => name === '桃影广场')
  await officer.call(ops.putPost, {
    ...{ id: freshId(), placeId: square!.id, task: '搬运', needed: 2, version: null },
    startsAt: new Date(`${tomorrow}T08:00:00+08:00`).toISOString(),
    endsAt: new Date(`${tomorrow}T16:00:00+08:00`).toISOString(),
  })
  expect(await apply(view.id)).toMatchObject({ state: 'ready', counts: { new: 0, same: 1 } })
})

test('what goes out comes in again as it is', async () => {
  const leader = it.leader
  const rows = await it.fetched((await leader.call(ops.exportPosts, { operationId, purpose: '排班' })).fileId)
  const head = rows.findIndex((row) => row.includes('任务'))
  expect(rows.slice(head)[0]).toEqual(expect.arrayContaining(['所在社区', '地点', '需要人数', '已安排']))
  const id = freshId()
  await leader.call(ops.openList, { id, operationId, under: HOME })
  const sent = await it.send(leader, await it.xlsx(rows.slice(head + 1), rows[head]), { id, under: HOME })
  const view = await it.settled(sent)
  expect(view.counts).toMatchObject({ new: 0, changed: 0, bad: 0, same: 4 })
})
