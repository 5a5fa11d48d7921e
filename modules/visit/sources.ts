/** What reports may ask of visits and vehicles: what passed, returned, visited and waited, without plates and names. Views in migration 0023. */
import { source } from '../../platform/pure/source.ts'
import { directions } from '../gate/model.ts'
import { goods, passings, purposes, vehicleKinds, visitWays } from './model.ts'
import { parcelEnds, parcelKinds } from './parcel.ts'
import { origins } from './origins.ts'

const DWELLING = 9
const roles = ['officer', 'leader', 'grid-worker', 'superior'] as const
const code = { type: 'code' } as const

export const visitSources = [
  source({
    key: 'visit.vehicles',
    words: ['卡口车辆', 'Vehicles at gates'],
    lead: ['每次经过一行，不含车牌和姓名', 'A row each time one passed, without plates and names'],
    counts: ['车次', 'Vehicles'],
    roles,
    personal: false,
    round: 'none',
    at: 'at',
    depth: DWELLING,
    columns: [
      { key: 'place', words: ['检查站', 'Checkpoint'], type: 'text' },
      { key: 'direction', words: ['进出', 'Way'], ...code, codes: directions.words },
      { key: 'kind', words: ['车型', 'Vehicle'], ...code, codes: vehicleKinds.words },
      { key: 'goods', words: ['货物', 'Goods'], ...code, codes: goods.words },
      { key: 'origin_code', words: ['来自', 'From'], ...code, codes: origins.words },
      { key: 'aboard', words: ['车上人数', 'People aboard'], type: 'number' },
      {
        key: 'light',
        words: ['判定', 'Verdict'],
        ...code,
        codes: { go: ['直接放行', 'Let by'], ask: ['询问登记', 'Asked and noted'] },
      },
      { key: 'outcome', words: ['结果', 'Outcome'], ...code, codes: passings.words },
      { key: 'at', words: ['时间', 'Time'], type: 'moment' },
    ],
  }),
  source({
    key: 'visit.returnees',
    words: ['返回人员', 'Returnees'],
    lead: ['卡口登记的返回人员，不含姓名', 'People met on their way home, without names'],
    counts: ['批次', 'Parties'],
    roles,
    personal: true,
    round: 'none',
    at: 'met_at',
    depth: DWELLING,
    columns: [
      { key: 'origin_code', words: ['来自', 'From'], ...code, codes: origins.words },
      { key: 'people', words: ['人数', 'People'], type: 'number' },
      { key: 'met_at', words: ['登记时间', 'Met'], type: 'moment' },
      { key: 'contact_by', words: ['联系时限', 'Contact by'], type: 'moment' },
      { key: 'reached_at', words: ['联系上时间', 'Contacted'], type: 'moment' },
      { key: 'joined_at', words: ['并入底册时间', 'Joined to the register'], type: 'moment' },
    ],
  }),
  source({
    key: 'visit.visits',
    words: ['来访', 'Visits'],
    lead: ['没有取消的来访，不含姓名和车牌', 'Visits that were not called off, without names and plates'],
    counts: ['人次', 'Visits'],
    roles,
    personal: true,
    round: 'none',
    at: 'arrived_at',
    depth: DWELLING,
    columns: [
      { key: 'purpose', words: ['事由', 'What for'], ...code, codes: purposes.words },
      { key: 'via', words: ['如何预约', 'By whom'], ...code, codes: visitWays.words },
      { key: 'people', words: ['人数', 'People'], type: 'number' },
      { key: 'expected_on', words: ['来访日期', 'Day'], type: 'day' },
      { key: 'hours', words: ['约定小时', 'Hours agreed'], type: 'number' },
      { key: 'arrived_at', words: ['到达', 'Arrived'], type: 'moment' },
      { key: 'left_at', words: ['离开', 'Left'], type: 'moment' },
    ],
  }),
  source({
    key: 'visit.parcels',
    words: ['交接点物品', 'Hand-over points'],
    lead: ['交接点的每件物品，不含收件人', 'What was left at hand-over points, without recipients'],
    counts: ['批', 'Deliveries'],
    roles,
    personal: true,
    round: 'none',
    at: 'noted_at',
    depth: DWELLING,
    columns: [
      { key: 'kind', words: ['物品', 'What'], ...code, codes: parcelKinds.words },
      { key: 'pieces', words: ['件数', 'Pieces'], type: 'number' },
      { key: 'noted_at', words: ['入架时间', 'Put on the shelf'], type: 'moment' },
      { key: 'taken_at', words: ['跑腿队拿走时间', 'Taken by the squad'], type: 'moment' },
      { key: 'picked_at', words: ['取走时间', 'Picked up'], type: 'moment' },
      { key: 'picked_how', words: ['如何取走', 'How'], ...code, codes: parcelEnds.words },
      { key: 'minutes_waited', words: ['等候分钟', 'Minutes waited'], type: 'number' },
    ],
  }),
]
