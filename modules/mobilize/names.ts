/** The other way: departments name their people, and the names are held against the quotas and the needs. */
import { type Lang, type Params, say, words } from '../../platform/pure/words.ts'
import { type Gender, genders, type RosterRow } from './model.ts'
import { barrier, type Plan } from './plan.ts'

const nameFaults = words({
  unknown: ['名册上没有这个人：{id}', 'Not in the roster: {id}'],
  twice: ['{id} 报了两次', '{id} is named twice'],
  exempt: ['{id} 已免除', '{id} is exempt'],
  served: ['{id} 近期上岗天数已超过上限', '{id} has served more days than allowed'],
  asked: ['{id} 已经问过', '{id} has been asked already'],
  kept: ['{id} 已经在来', '{id} is coming already'],
  tooFew: [
    '{department}还差 {count} 人：名额 {quota}，报了 {named}',
    '{department} lacks {count}: quota {quota}, named {named}',
  ],
  tooMany: [
    '{department}多了 {count} 人：名额 {quota}，报了 {named}',
    '{department} has {count} too many: quota {quota}, named {named}',
  ],
  skill: ['会“{name}”的还差 {count} 人', '{count} more with “{name}” are needed'],
  gender: ['性别“{name}”还差 {count} 人', '{count} more {name} are needed'],
})
export interface NameFault {
  readonly what: keyof typeof nameFaults
  readonly params: Params
}

export const nameFaultText = ({ what, params }: NameFault, lang: Lang): string =>
  say(nameFaults[what], lang, {
    ...params,
    ...(what === 'gender' ? { name: say(genders.words[params.name as Gender], lang) } : {}),
  })

/** Everything that is wrong with the names; empty when they fill the quotas and meet the needs. */
export function checkNames(
  { order, policy, quotas, brought }: Plan,
  roster: readonly RosterRow[],
  names: readonly string[],
): NameFault[] {
  const faults: NameFault[] = []
  const people = new Map(roster.map((person) => [person.id, person]))
  const barOf = barrier(policy, order)
  const named: RosterRow[] = []
  for (const [at, id] of names.entries()) {
    const person = people.get(id)
    const bar = person && barOf(person)
    if (!person) faults.push({ what: 'unknown', params: { id } })
    else if (names.indexOf(id) < at) faults.push({ what: 'twice', params: { id } })
    else if (bar) faults.push({ what: bar, params: { id } })
    else named.push(person)
  }
  for (const { department, quota, kept } of quotas) {
    const count = named.filter((person) => person.department === department).length
    const params = { department, quota: quota - kept, named: count, count: Math.abs(quota - kept - count) }
    if (count < quota - kept) faults.push({ what: 'tooFew', params })
    if (count > quota - kept) faults.push({ what: 'tooMany', params })
  }
  for (const [name, least] of Object.entries(policy.skills)) {
    const count = least - (brought.skills[name] ?? 0) - named.filter(({ skills }) => skills.includes(name)).length
    if (count > 0) faults.push({ what: 'skill', params: { name, count } })
  }
  for (const name of genders.values) {
    const count =
      (policy.genders[name] ?? 0) - (brought.genders[name] ?? 0) - named.filter(({ gender }) => gender === name).length
    if (count > 0) faults.push({ what: 'gender', params: { name, count } })
  }
  return faults
}
