/**
 * Reads one row of a list into the place and the post that it says. What a row does not speak of stays out, so that a list never
 * empties what is known. Faults keep the row out, remarks do not. Never throws.
 */
import { foldWidth } from '../../platform/pure/fullwidth.ts'
import { readCount, readDate, saysNothing } from '../../platform/pure/list-cells.ts'
import type { ColumnMapping } from '../../platform/pure/list-columns.ts'
import { carryDown, type Cells, listRows, type RowInHand } from '../../platform/pure/list-row.ts'
import { skillOf } from '../staff/skills.ts'
import { skills as knownSkills } from '../staff/model.ts'
import {
  CARRIED,
  type Fault,
  type FaultCode,
  postColumns,
  type PostField,
  type Remark,
  type RemarkCode,
  riskyWritings,
} from './list-fields.ts'
import { type Clock, readClock, readSpan, shiftOf } from './list-times.ts'
import type { SkillNeed } from './need.ts'

export interface PlaceSaid {
  name: string
  areaName: string
  address?: string
  contactName?: string
  contactPhone?: string
}
export interface PostSaid {
  task: string
  startsAt: string
  endsAt: string
  needed?: number
  skills?: SkillNeed[]
  risky?: boolean
  bring?: string
  reportsTo?: string
}
export type Carried = Partial<Record<(typeof CARRIED)[number], string>>
export type RowReading =
  | { kind: 'row'; place: PlaceSaid; post: PostSaid | null; faults: Fault[]; remarks: Remark[]; carried: Carried }
  | { kind: 'skipped'; remark: Remark; carried: Carried | null }

type Row = RowInHand<PostField, FaultCode, RemarkCode>
const MOST = 500

/** The text of a cell, '' where it says nothing; a fault where it is too long. */
const textOf = (row: Row, field: PostField, most: number, written = row.text(field)): string => {
  const text = foldWidth(written)
  if (saysNothing(text)) return ''
  if (text.length > most) row.fault(field, 'long-text', { most })
  return text.slice(0, most)
}

/** 护士2, 司机×1, 2名护士, C1驾照: the skill and how many of it. */
const readNeed = (written: string): SkillNeed | null => {
  const whole = skillOf(written)
  if (whole !== null && knownSkills.has(whole) && !/\d\)?$/u.test(written)) return { skill: whole, least: 1 }
  const before = /^(\d{1,3})\s*[人名位个]\s*(.+)$/u.exec(written)
  const after = /^(.+?)\s*[×xX*:(]?\s*(\d{1,3})\s*[人名位个]?\)?$/u.exec(written)
  const [word, n] = before ? [before[2], before[1]] : after ? [after[1], after[2]] : [written, '1']
  const skill = skillOf(word ?? '')
  return skill === null || Number(n) < 1 ? null : { skill, least: Number(n) }
}

const readNeeds = (row: Row): SkillNeed[] | undefined => {
  const text = row.text('skills')
  if (saysNothing(text.trim())) return undefined
  const needs = text
    .split(/[、，,;；/+\n]/u)
    .map(foldWidth)
    .filter((part) => part !== '')
    .map(readNeed)
  const least = new Map<string, number>()
  for (const need of needs) {
    if (need === null || needs.length > 10) {
      row.fault('skills', 'bad-skill')
      return undefined
    }
    if (!knownSkills.has(need.skill)) row.remark('skills', 'own-skill', { name: need.skill })
    least.set(need.skill, Math.max(need.least, least.get(need.skill) ?? 0))
  }
  return [...least].map(([skill, n]) => ({ skill, least: n }))
}

const readTimes = (row: Row): readonly [Clock, Clock] | null => {
  const [starts, ends] = [row.text('starts'), row.text('ends')]
  if (saysNothing(ends.trim())) {
    const span = readSpan(starts)
    if ('value' in span) return span.value
  }
  const [from, to] = [readClock(starts), readClock(ends)]
  if ('fault' in from) row.fault('starts', 'bad-time')
  if ('fault' in to) row.fault('ends', 'bad-time')
  if ('empty' in from || 'empty' in to) row.fault('empty' in from ? 'starts' : 'ends', 'no-times')
  return 'value' in from && 'value' in to ? [from.value, to.value] : null
}

const readPost = (row: Row, now: number): PostSaid | null => {
  const task = textOf(row, 'task', 120)
  if (task === '') row.fault('task', 'no-task')
  const day = row.take('day', readDate(row.text('day')))
  if (day === undefined && !row.faults.some(({ field }) => field === 'day')) row.fault('day', 'no-day')
  const times = readTimes(row)
  if (day === undefined || times === null) return null
  const shift = shiftOf(day, ...times)
  if (shift === null) {
    row.fault('ends', 'bad-times')
    return null
  }
  const { startsAt, endsAt, assumed } = shift
  if (assumed) row.remark('ends', 'next-day')
  if (Date.parse(endsAt) <= now) row.remark('day', 'over-already')
  const post: PostSaid = { task, startsAt, endsAt }
  const needed = row.take('needed', readCount(row.text('needed'), MOST))
  if (needed === 0) row.fault('needed', 'no-needed')
  else if (needed !== undefined) post.needed = needed
  const skills = readNeeds(row)
  if (skills !== undefined) post.skills = skills
  const risky = row.code('risky', riskyWritings, row.text('risky'), 'bad-risky')
  if (risky !== null) post.risky = risky === 'yes'
  for (const [field, most] of [
    ['bring', 300],
    ['reportsTo', 60],
  ] as const) {
    const text = textOf(row, field, most)
    if (text !== '') post[field] = text
  }
  return post
}

/** Without a task and without times a row is of a place alone. */
const OF_POST = ['task', 'day', 'starts', 'ends', 'needed'] as const

/** A reader for the rows of one list. `now`: ms since 1970. `above` is the `carried` of the row before, null for the first. */
export const rowReader = (mapping: Pick<ColumnMapping<PostField>, 'columns'>, now: number) => {
  const rows = listRows<PostField, FaultCode, RemarkCode>(mapping, postColumns.titles, 'place')
  return (cells: Cells, above: Carried | null): RowReading => {
    const aside = rows.aside(cells)
    if (aside !== null) return { kind: 'skipped', remark: { field: null, code: aside }, carried: above }
    const row = rows.open(cells)
    const written: Carried = {}
    for (const field of CARRIED) if (rows.has(field)) written[field] = row.text(field)
    const ofPost = OF_POST.some((field) => !saysNothing(row.cell(field).text.trim()))
    const { places, carried } = carryDown(CARRIED, written, above, ofPost && saysNothing((written.place ?? '').trim()))
    if (carried) row.remark('place', 'place-carried')
    const said = (field: (typeof CARRIED)[number], most: number): string =>
      textOf(row, field, most, places[field] ?? '')
    const place: PlaceSaid = { name: said('place', 80), areaName: said('area', 80) }
    if (place.name === '') row.fault('place', 'no-place')
    const [address, contactName, contactPhone] = [
      said('address', 200),
      said('contactName', 60),
      said('contactPhone', 20),
    ]
    if (address !== '') place.address = address
    if (contactName !== '') place.contactName = contactName
    if (!/^[0-9+ -]*$/u.test(contactPhone)) row.fault('contactPhone', 'bad-office-phone')
    else if (contactPhone !== '') place.contactPhone = contactPhone
    const post = ofPost ? readPost(row, now) : null
    return { kind: 'row', place, post, faults: row.faults, remarks: row.remarks, carried: places }
  }
}
