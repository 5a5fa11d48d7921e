/**
 * What the demo's operation has of volunteers and posts: a call with some who signed up, and a few places where people stand already,
 * one of them short, the next shifts still to be filled. Carried out by the rooms' own handlers (open-demo.ts); names plainly invented.
 */
import { deployment } from '../../modules/deployment/contract.ts'
import { volunteer } from '../../modules/volunteer/contract.ts'
import { dayPlus, shanghaiDay } from '../../platform/pure/time.ts'
import type { ParsedInputOf } from '../../platform/pure/contract.ts'
import { phoneOf, uuidOf } from './numbers.ts'
import type { World } from './world.ts'

const { operations: calls } = volunteer
const { operations: posts } = deployment
type Posts = typeof posts
type Calls = typeof calls

const HOUR = 3_600_000
/** Ids above those of what the demo opens first; phones between those of staff and of firms. */
const [DUTY_IDS, VOLUNTEER_PHONES] = [2 ** 34 - 2 ** 19, 80_012_345]

const WHO = [
  ['桃小舟', '可以开车送菜', ['driver'], false],
  ['溪小禾', '会量体温，做过护工', ['nurse'], false],
  ['燕小竹', '周末全天都行', [], true],
  ['松小岭', '力气大，能搬东西', [], false],
  ['杏小灯', '会用表格', ['data'], true],
  ['荷小笛', '可以帮独居老人买药', [], false],
] as const
/** Came without having signed up. */
const UNASKED = ['岳小船', '莺小泉'] as const

export interface DemoDuty {
  readonly call: ParsedInputOf<Calls['openCall']>
  readonly signUps: readonly ParsedInputOf<Calls['enter']>[]
  /** How many of them are welcomed and have come. */
  readonly welcomed: number
  readonly places: readonly ParsedInputOf<Posts['putPlace']>[]
  /** With how many people stand on each, and how many of these have come. */
  readonly posts: readonly {
    readonly post: ParsedInputOf<Posts['putPost']>
    readonly placed: number
    readonly came: number
  }[]
  readonly briefing: ParsedInputOf<Posts['writeBriefing']>
}

/** @param now ms since 1970 */
export function demoDuty(
  world: World,
  street: { path: string; name: string },
  operationId: string,
  now: number,
): DemoDuty {
  let number = DUTY_IDS
  const id = (): string => uuidOf(world.seed, number++)
  const communities = [...world.areas()].filter((a) => a.kind === 'community' && a.path.startsWith(street.path))
  const [first = street, second = first] = communities
  const today = shanghaiDay(now)
  const call: DemoDuty['call'] = {
    ...{ id: id(), operationId, path: street.path, name: '社区志愿者招募（演示）', skills: ['driver', 'nurse'] },
    ...{ needs: '点位秩序、送菜送药、登记答疑', startsOn: today, endsOn: dayPlus(today, 6), hours: '8:00–20:00' },
    ...{ risky: false, place: `${first.name}服务站`, contact: '街道值班室' },
  }
  const someone = (name: string, i: number): ParsedInputOf<Calls['enter']>['item'] => ({
    ...{ id: id(), token: null, name, phone: phoneOf(world.seed, VOLUNTEER_PHONES + i), partyMember: false },
    ...{ partyBranch: null, skills: [], days: [], shifts: [], offer: null, home: null, minor: false, guardian: null },
  })
  const signUps = [
    ...WHO.map(([name, offer, skills, partyMember], i) => ({
      ...{ callId: call.id, came: false },
      item: {
        ...someone(name, i),
        offer,
        skills: [...skills],
        partyMember,
        partyBranch: partyMember ? '桃影第一支部' : null,
      },
    })),
    ...UNASKED.map((name, i) => ({ callId: call.id, came: true, item: someone(name, WHO.length + i) })),
  ]
  const contact = { contactName: '街道值班室', contactPhone: '', operationId, version: null }
  const [station, gate, store] = [
    { ...contact, id: id(), path: first.path, name: `${first.name}服务站`, address: '服务大厅一层' },
    { ...contact, id: id(), path: second.path, name: `${second.name}东门`, address: '东门岗亭' },
    { ...contact, id: id(), path: street.path, name: '街道物资中转点', address: '街道办后院' },
  ] as const
  const begun = now - (now % HOUR)
  const post = (
    placeId: string,
    task: string,
    [from, to]: readonly [number, number],
    needed: number,
    more: Partial<DemoDuty['posts'][number]['post']> = {},
  ): DemoDuty['posts'][number]['post'] => ({
    ...{ id: id(), placeId, task, needed, skills: [], risky: false, bring: '', reportsTo: '', version: null, ...more },
    ...{ startsAt: new Date(begun + from * HOUR).toISOString(), endsAt: new Date(begun + to * HOUR).toISOString() },
  })
  const nurse = [{ skill: 'nurse', least: 1 }]
  const answering = post(station.id, '登记答疑', [0, 6], 3, { bring: '水杯' })
  return {
    ...{ call, signUps, welcomed: 3, places: [station, gate, store] },
    posts: [
      { post: answering, placed: 3, came: 2 },
      { post: post(gate.id, '测温登记', [0, 6], 4, { skills: nurse, bring: '雨衣、水杯' }), placed: 3, came: 3 },
      { post: post(store.id, '物资搬运', [0, 6], 4, { bring: '手套' }), placed: 2, came: 0 },
      { post: post(station.id, '登记答疑', [6, 12], 3), placed: 0, came: 0 },
      { post: post(gate.id, '测温登记', [6, 12], 4, { skills: nurse }), placed: 0, came: 0 },
      { post: post(gate.id, '夜间巡查', [12, 20], 2, { risky: true, bring: '手电筒' }), placed: 0, came: 0 },
    ],
    briefing: {
      ...{ id: id(), of: 'post', ofId: answering.id },
      body: '1. 先到值班室领马甲和口罩。\n2. 来人先登记，再答疑；不清楚的记下来问值班室。\n3. 身体不适马上告诉带班人，可以随时换班。',
    },
  }
}
