/** The many ways in which people write what is right: every one of them must be read as the same. */
import type { Dice } from '../../database/taohua/dice.ts'
import { zhNumber } from '../../database/taohua/area-names.ts'
import type { Dwelling, Person } from './world.ts'

const fullWidth = (text: string): string =>
  text.replace(/[0-9A-Z]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))

export const writtenDate = (dice: Dice, date: string): string => {
  const [year = '', month = '', day = ''] = date.split('-')
  const way = dice.weighted([45, 15, 10, 10, 15, 3, 2])
  if (way === 1) return `${year}/${Number(month)}/${Number(day)}`
  if (way === 2) return `${year}.${month}.${day}`
  if (way === 3) return `${year}年${Number(month)}月${Number(day)}日`
  if (way === 4) return year + month + day
  if (way === 5) return fullWidth(date)
  return way === 6 ? `${date} 00:00:00` : date
}

export const writtenSex = (dice: Dice, sex: 'male' | 'female'): string =>
  sex === 'male'
    ? dice.pick(['男', '男', 'M', '1', '男性', 'male'])
    : dice.pick(['女', '女', 'F', '2', '女性', 'Female'])

export const writtenNumber = (dice: Dice, number: string): string => {
  const way = dice.weighted([88, 3, 3, 2, 4])
  if (way === 1 && number.length === 18) return `${number.slice(0, 6)} ${number.slice(6, 14)} ${number.slice(14)}`
  if (way === 2) return fullWidth(number)
  if (way === 3) return `'${number}`
  return way === 4 ? number.toLowerCase() : number
}

export const writtenPhone = (dice: Dice, phone: string): string => {
  const way = dice.weighted([82, 4, 4, 3, 5, 2])
  if (way === 1) return `${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}`
  if (way === 2) return `${phone.slice(0, 3)}-${phone.slice(3, 7)}-${phone.slice(7)}`
  if (way === 3) return fullWidth(phone)
  if (way === 4) return `+86${phone}`
  return way === 5 ? `86-${phone}` : phone
}

export const writtenName = (dice: Dice, { name }: Pick<Person, 'name'>): string => {
  if (name.length === 2 && dice.chance(0.15)) return `${name[0]}　${name[1]}`
  if (name.includes('·') && dice.chance(0.6)) return name.replace('·', dice.pick(['•', '．', '・', ' ', '', '.']))
  return name
}

export const writtenAddress = (dice: Dice, { compound, building, unit, room }: Dwelling): string => {
  const way = dice.weighted([30, 14, 8, 8, 8, 6, 6, 5, 5, 4, 3, 3])
  const plain = `${compound}${building}号楼${unit}单元${room}室`
  if (way === 1) return `${compound}${building}-${unit}-${room}`
  if (way === 2) return `${compound}${building}栋${unit}单元${room}`
  if (way === 3) return `${compound}${building}幢${room}室`
  if (way === 4) return fullWidth(plain)
  if (way === 5) return `${compound}${zhNumber(building)}号楼${zhNumber(unit)}单元${room}室`
  if (way === 6) return `云溪区桃花街道${plain}`
  if (way === 7) return `${compound} ${building}# ${unit}-${room}`
  if (way === 8) return `${building}-${unit}-${room}`
  if (way === 9) return `江北省云溪市云溪区桃花街道松影社区${plain}`
  if (way === 10) return `${compound}${building}号楼${unit}单元${Math.floor(room / 100)}层${room}`
  return way === 11 ? `${compound}${building}号${unit}门${room}` : plain
}
