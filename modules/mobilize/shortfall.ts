/** What cannot be met, why, and the nearest changes with which it can: codes and figures, worded for whoever reads them. */
import { type Lang, type Params, say, words } from '../../platform/pure/words.ts'
import { type Gender, genders, type Order } from './model.ts'
import type { Policy } from './policy.ts'

export const shortfalls = words({
  unknownDepartment: [
    '政策里的部门名册上没有：{department}',
    'The policy names a department that the roster has not: {department}',
  ],
  floorTooHigh: [
    '{department}至少要 {floor} 人，可抽的只有 {most} 人',
    '{department} is to send at least {floor}; at most {most} can come',
  ],
  groupFloors: [
    '“{group}”各部门的下限合计 {least} 人，超过上限 {most} 人',
    'The floors in “{group}” add up to {least}, above its cap of {most}',
  ],
  tooFewSeats: [
    '要 {seats} 人，各部门的下限合计已是 {least} 人',
    '{seats} are asked for; the floors alone add up to {least}',
  ],
  tooFewPeople: ['要 {seats} 人，最多只能抽 {most} 人', '{seats} are asked for; at most {most} can be drawn'],
  skillTooFew: [
    '“{skill}”要 {need} 人，可抽的只有 {most} 人',
    '{need} with “{skill}” are needed; only {most} can be drawn',
  ],
  skillQuotas: [
    '“{skill}”要 {need} 人，按现在的名额最多 {most} 人',
    '{need} with “{skill}” are needed; the quotas leave room for {most}',
  ],
  genderTooFew: [
    '性别“{gender}”要 {need} 人，可抽的只有 {most} 人',
    '{need} {gender} are needed; only {most} can be drawn',
  ],
  genderQuotas: [
    '性别“{gender}”要 {need} 人，按现在的名额最多 {most} 人',
    '{need} {gender} are needed; the quotas leave room for {most}',
  ],
  together: ['各项要求分别能满足，合在一起不能', 'Each need can be met, not all of them together'],
})

export const changes = words({
  askSeats: ['改为要 {seats} 人', 'Ask for {seats}'],
  askSkill: ['“{skill}”改为要 {need} 人', 'Ask for {need} with “{skill}”'],
  askGender: ['性别“{gender}”改为要 {need} 人', 'Ask for {need} {gender}'],
  askLess: ['只要求：{needs}', 'Ask for no more than: {needs}'],
  lowerFloor: ['把{department}的下限改为 {floor} 人', 'Lower the floor of {department} to {floor}'],
  raiseGroup: ['把“{group}”的上限改为 {cap} 人', 'Raise the cap of “{group}” to {cap}'],
  liftGroups: ['取消组的上限，最多可抽 {most} 人', 'Without the caps of groups {most} can be drawn'],
  waive: ['这次不按“{reason}”免除：可多 {count} 人', 'Do not exempt for “{reason}” this time: {count} more'],
  moveSeats: ['调整名额：{floors}', 'Move seats: {floors}'],
})

/** What an officer's tap on a change would set. */
export interface Apply {
  readonly seats?: number
  readonly skills?: Readonly<Record<string, number>>
  readonly genders?: Readonly<Partial<Record<Gender, number>>>
  readonly floors?: Readonly<Record<string, number>>
  readonly groupCaps?: Readonly<Record<string, number>>
  readonly waive?: readonly string[]
}
export interface Change {
  readonly what: keyof typeof changes
  readonly params: Params
  readonly apply?: Apply
}
export interface Shortfall {
  readonly what: keyof typeof shortfalls
  readonly params: Params
  readonly changes: readonly Change[]
}
export const shortfall = (what: Shortfall['what'], params: Params, nearest: readonly Change[]): Shortfall => ({
  what,
  params,
  changes: nearest,
})
const spoken = (params: Params, lang: Lang): Params => {
  const gender = String(params.gender)
  return genders.has(gender) ? { ...params, gender: say(genders.words[gender], lang) } : params
}
/** What cannot be met, as a sentence. */
export const shortfallText = ({ what, params }: Shortfall, lang: Lang): string =>
  say(shortfalls[what], lang, spoken(params, lang))

/** What would mend it, as a sentence. */
export function changeText({ what, params, apply = {} }: Change, lang: Lang): string {
  const needs = [
    ...Object.entries(apply.skills ?? {}).map(([skill, need]) => `${skill} ${need}`),
    ...Object.entries(apply.genders ?? {}).map(
      ([gender, need]) => `${say(genders.words[gender as Gender], lang)} ${need}`,
    ),
  ]
  return say(changes[what], lang, { ...spoken(params, lang), needs: needs.join(lang === 'zh' ? '、' : ', ') })
}

/** The order and the policy with a change made. */
export function applyChange(order: Order, policy: Policy, { apply = {} }: Change): { order: Order; policy: Policy } {
  const departments = { ...policy.departments }
  for (const [department, floor] of Object.entries(apply.floors ?? {})) {
    const { cap } = departments[department] ?? {}
    departments[department] = { floor, ...(cap === undefined ? {} : { cap: Math.max(cap, floor) }) }
  }
  return {
    order: { ...order, seats: apply.seats ?? order.seats },
    policy: {
      ...policy,
      departments,
      groups: policy.groups.map((group) => {
        const cap = apply.groupCaps?.[group.name]
        return cap === undefined ? group : { name: group.name, departments: group.departments, cap }
      }),
      skills: { ...policy.skills, ...apply.skills },
      genders: { ...policy.genders, ...apply.genders },
      exemptions: { waive: [...policy.exemptions.waive, ...(apply.waive ?? [])] },
    },
  }
}
