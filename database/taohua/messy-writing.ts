/** The many ways in which people write the same thing: all of them are right and must be read right. */
import { zhNumber } from './area-names.ts'
import type { Dice } from './dice.ts'
import type { WorldGroup, WorldResident } from './world.ts'

const fullWidth = (text: string): string =>
  text.replace(/[0-9A-Z]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))

const SERIAL_OF_1970 = 25_569

/** Mostly one way within a list, with strays: 1985-05-24, 1985/5/24, 1985.05.24, 1985年5月24日, 19850524, Excel's day number. */
export const writtenDate = (dice: Dice, date: string): string => {
  const [year = '', month = '', day = ''] = date.split('-')
  const way = dice.weighted([50, 20, 10, 10, 7, 3])
  if (way === 0) return date
  if (way === 1) return `${year}/${Number(month)}/${Number(day)}`
  if (way === 2) return `${year}.${month}.${day}`
  if (way === 3) return `${year}年${Number(month)}月${Number(day)}日`
  if (way === 4) return year + month + day
  return String(Date.parse(`${date}T00:00:00Z`) / 86_400_000 + SERIAL_OF_1970)
}

export const writtenIdNumber = (dice: Dice, idNumber: string | null): string => {
  if (idNumber === null) return dice.pick(['', '无', '未办理'])
  const way = dice.weighted([90, 3, 2, 2, 3])
  if (way === 1 && idNumber.length === 18)
    return `${idNumber.slice(0, 6)} ${idNumber.slice(6, 14)} ${idNumber.slice(14)}`
  if (way === 2) return fullWidth(idNumber)
  if (way === 3) return `'${idNumber}`
  if (way === 4) return ` ${idNumber.toLowerCase()}　`
  return idNumber
}

export const writtenPhone = (dice: Dice, phone: string | null): string => {
  if (phone === null) return dice.pick(['', '', '无', '—'])
  const way = dice.weighted([88, 4, 3, 2, 3])
  if (way === 1) return `${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}`
  if (way === 2) return `${phone.slice(0, 3)}-${phone.slice(3, 7)}-${phone.slice(7)}`
  if (way === 3) return fullWidth(phone)
  if (way === 4) return `+86${phone}`
  return phone
}

/** Two-character names are often spread to the width of three. */
export const writtenName = (dice: Dice, { name, tenancy }: WorldResident): string => {
  if (name.length === 2 && dice.chance(0.25)) return `${name[0]}　${name[1]}`
  if (name.includes('·') && dice.chance(0.5)) return name.replace('·', dice.pick(['•', '.', '・']))
  return tenancy === 'tenant' && dice.chance(0.02) ? `${name}（租户）` : name
}

/** '12号楼' → 12, 12#, 12栋, 12幢, 十二号楼 … */
export const writtenBuilding = (dice: Dice, building: string): string => {
  const number = Number.parseInt(building, 10)
  const way = dice.weighted([60, 22, 6, 6, 3, 3])
  if (way === 1) return String(number)
  if (way === 2) return `${number}#`
  if (way === 3) return `${number}栋`
  if (way === 4) return `${number}幢`
  return way === 5 && number < 100 ? `${zhNumber(number)}号楼` : building
}

export const writtenUnit = (dice: Dice, unit: string): string => {
  const number = Number.parseInt(unit, 10)
  const way = dice.weighted([60, 34, 6])
  if (way === 1) return String(number)
  return way === 2 ? `${zhNumber(number)}单元` : unit
}

export const writtenRoom = (dice: Dice, room: string): string => {
  const way = dice.weighted([55, 42, 3])
  if (way === 0) return room
  const number = room.replace(/\D/g, '')
  return way === 1 ? number : fullWidth(number)
}

/** Some write 3-2-1201, some spell it out, some put the community before it. */
export const writtenAddress = (
  dice: Dice,
  {
    community,
    compound,
    building,
    unit,
    room,
  }: Record<'community' | 'compound' | 'building' | 'unit' | 'room', string>,
): string => {
  const number = (text: string): string => text.replace(/\D/g, '')
  const way = dice.weighted([60, 25, 15])
  if (way === 1) return `${compound}${number(building)}-${number(unit)}-${number(room)}`
  return `${way === 2 ? community : ''}${compound}${building}${unit}${room}`
}

const AWAY_BORN: Record<WorldResident['residence'], readonly string[]> = {
  local: ['本地', '户籍', '人户一致', '常住'],
  incoming: ['外来', '流动人口', '暂住', '外地'],
  away: ['户在人不在', '外出', '空挂户'],
}
export const writtenResidence = (dice: Dice, residence: WorldResident['residence']): string =>
  dice.pick(AWAY_BORN[residence])

export const writtenTenancy = (dice: Dice, tenancy: WorldResident['tenancy']): string =>
  dice.pick(tenancy === 'owner' ? ['自有', '自住', '业主'] : ['租住', '租户', '出租'])

export const writtenRelation = (dice: Dice, { relation, sex }: WorldResident): string => {
  const male = sex === 'male'
  if (relation === 'head') return dice.chance(0.8) ? '户主' : '本人'
  if (relation === 'spouse') return dice.chance(0.5) ? '配偶' : male ? '丈夫' : '妻'
  if (relation === 'child') return dice.chance(0.3) ? '子女' : male ? '儿子' : '女儿'
  if (relation === 'parent') return dice.chance(0.3) ? '父母' : male ? '父亲' : '母亲'
  return relation === 'roommate' ? dice.pick(['合租', '同住', '室友']) : dice.pick(['其他', '亲戚', '亲属'])
}

export const writtenSex = (dice: Dice, sex: WorldResident['sex']): string =>
  (sex === 'male' ? ['男', '男性', '1'] : ['女', '女性', '2'])[dice.weighted([94, 4, 2])] as string

export const ID_TYPE_NAMES: Record<WorldResident['idType'], string> = {
  'resident-id': '身份证',
  passport: '护照',
  'hk-macau-permit': '港澳居民来往内地通行证',
  'taiwan-permit': '台胞证',
  'foreign-resident': '外国人永久居留身份证',
  none: '无',
}

const GROUP_NAMES: Record<WorldGroup, string> = {
  medical: '医务人员',
  courier: '快递员',
  market: '市场从业人员',
  'school-staff': '教师',
  property: '物业人员',
  'public-transport': '公交司机',
  'cold-chain': '冷链',
  dialysis: '血透',
  pregnant: '孕妇',
  'alone-old': '独居老人',
  disabled: '残疾人',
}
export const writtenGroups = (dice: Dice, groups: readonly WorldGroup[]): string =>
  groups.map((group) => GROUP_NAMES[group]).join(dice.pick(['、', ',', ' ']))
