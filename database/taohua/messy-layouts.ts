/** Three ways in which communities lay out their list. Columns that belong to the household are the ones they merge. */
import type { Dice } from './dice.ts'
import type { Housed } from './housed.ts'
import {
  ID_TYPE_NAMES,
  writtenAddress,
  writtenBuilding,
  writtenDate,
  writtenGroups,
  writtenIdNumber,
  writtenName,
  writtenPhone,
  writtenRelation,
  writtenResidence,
  writtenRoom,
  writtenSex,
  writtenTenancy,
  writtenUnit,
} from './messy-writing.ts'

export type Layout = 'columns' | 'address' | 'lane'

interface Entry extends Housed {
  dice: Dice
  /** running number of the row */
  number: number
  /** name of the head of the household */
  head: string
}
export interface Column {
  title: string
  write: (entry: Entry) => string
  ofHousehold?: true
  /** which mistakes can happen here */
  holds?: 'name' | 'sex' | 'birth' | 'id' | 'phone' | 'room'
}

const name = (title: string): Column => ({
  title,
  holds: 'name',
  write: ({ dice, resident }) => writtenName(dice, resident),
})
const sex: Column = { title: '性别', holds: 'sex', write: ({ dice, resident }) => writtenSex(dice, resident.sex) }
const idNumber = (title: string): Column => ({
  title,
  holds: 'id',
  write: ({ dice, resident }) => writtenIdNumber(dice, resident.idNumber),
})
const phone = (title: string): Column => ({
  title,
  holds: 'phone',
  write: ({ dice, resident }) => writtenPhone(dice, resident.phone),
})
const residence = (title: string): Column => ({
  title,
  write: ({ dice, resident }) => writtenResidence(dice, resident.residence),
})
const tenancy = (title: string): Column => ({
  title,
  write: ({ dice, resident }) => writtenTenancy(dice, resident.tenancy),
})
const groups = (title: string): Column => ({
  title,
  write: ({ dice, resident }) => writtenGroups(dice, resident.groups),
})
const idType: Column = { title: '证件类型', write: ({ resident }) => ID_TYPE_NAMES[resident.idType] }
const runningNumber: Column = { title: '序号', write: ({ number }) => String(number) }
const note: Column = {
  title: '备注',
  write: ({ dice }) => (dice.chance(0.03) ? dice.pick(['已电话核实', '晚上在家', '养狗', '见附页']) : ''),
}

export const LAYOUTS: Readonly<Record<Layout, { title: string[][]; columns: readonly Column[] }>> = {
  columns: {
    title: [['居民信息登记表（内部资料）'], ['填表日期：2026.1.5', '', '', '填表人：']],
    columns: [
      runningNumber,
      { title: '小区', ofHousehold: true, write: ({ compound }) => compound },
      { title: '楼号', ofHousehold: true, write: ({ dice, building }) => writtenBuilding(dice, building) },
      { title: '单元', ofHousehold: true, write: ({ dice, unit }) => writtenUnit(dice, unit) },
      { title: '房号', ofHousehold: true, holds: 'room', write: ({ dice, room }) => writtenRoom(dice, room) },
      { title: '户主姓名', ofHousehold: true, write: ({ head }) => head },
      name('姓名'),
      { title: '与户主关系', write: ({ dice, resident }) => writtenRelation(dice, resident) },
      sex,
      { title: '出生年月日', holds: 'birth', write: ({ dice, resident }) => writtenDate(dice, resident.birthDate) },
      idNumber('身份证号'),
      phone('联系电话'),
      residence('户籍情况'),
      tenancy('房屋性质'),
      groups('重点人群'),
      note,
    ],
  },
  address: {
    title: [],
    columns: [
      name('姓 名'),
      idType,
      idNumber('证件号码'),
      phone('手机号码'),
      { title: '现住址', ofHousehold: true, write: ({ dice, ...place }) => writtenAddress(dice, place) },
      sex,
      residence('人员类别'),
      tenancy('是否租住'),
      { title: '网格', write: ({ grid }) => grid },
      note,
    ],
  },
  lane: {
    title: [['出租房屋及人员登记台账']],
    columns: [
      { title: '巷名', ofHousehold: true, write: ({ compound }) => compound },
      { title: '门牌', ofHousehold: true, write: ({ building }) => building },
      { title: '房间号', ofHousehold: true, holds: 'room', write: ({ dice, room }) => writtenRoom(dice, room) },
      idNumber('身份证号码'),
      name('居民姓名'),
      phone('联系方式'),
      residence('人口类型'),
      sex,
      { title: '出生日期', holds: 'birth', write: ({ dice, resident }) => writtenDate(dice, resident.birthDate) },
      groups('特殊人群'),
      tenancy('居住情况'),
      idType,
    ],
  },
}
