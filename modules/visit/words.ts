/** Words that the server, the desk and the phone of this room share. */
import { words } from '../../platform/pure/words.ts'

export const visitWords = words({
  title: ['来访与车辆', 'Visits and vehicles'],
  vehicles: ['车辆', 'Vehicles'],
  returnees: ['返回人员', 'Returnees'],
  visits: ['来访', 'Visitors'],
  parcels: ['交接点', 'Hand-over'],
  exportTitle: ['车辆记录', 'Vehicles'],
  at: ['时间', 'Time'],
  place: ['卡口', 'Place'],
  direction: ['进出', 'Way'],
  plate: ['车牌', 'Plate'],
  country: ['国家或地区', 'Country'],
  kind: ['车型', 'Vehicle'],
  driver: ['司机', 'Driver'],
  phone: ['电话', 'Phone'],
  aboard: ['人数', 'People'],
  origin: ['来自', 'From'],
  goods: ['货物', 'Goods'],
  outcome: ['结果', 'Outcome'],
})
