/** What the invented staff can do and why some are excused: shares by the kind of their department. */
import type { DepartmentKind, ExemptionKind } from '../../modules/staff/model.ts'
import type { Dice } from './dice.ts'

type Shares = readonly (readonly [skill: string, share: number])[]

const ANY: Shares = [
  ['driver', 0.42],
  ['data', 0.2],
  ['writer', 0.16],
  ['it', 0.05],
  ['interpreter', 0.03],
  ['psychologist', 0.02],
  ['electrician', 0.02],
  ['cook', 0.02],
  ['first-aid', 0.03],
]
const OF_KIND: Readonly<Partial<Record<DepartmentKind, Shares>>> = {
  health: [
    ['nurse', 0.48],
    ['doctor', 0.24],
    ['sampler', 0.4],
    ['first-aid', 0.3],
  ],
  police: [
    ['security', 0.9],
    ['first-aid', 0.15],
  ],
  community: [
    ['data', 0.3],
    ['cook', 0.05],
  ],
  school: [
    ['psychologist', 0.1],
    ['interpreter', 0.1],
  ],
}
/** By a word of the department's name; the last is a place's own word. */
const OF_NAME: readonly (readonly [RegExp, Shares])[] = [
  [/劳动监察/u, [['labour-inspector', 0.8]]],
  [
    /园林|种植|应急|减灾/u,
    [
      ['chainsaw', 0.25],
      ['冲锋舟', 0.08],
    ],
  ],
  [/统计/u, [['data', 0.7]]],
  [/执法|综合执法队/u, [['security', 0.5]]],
  [/疾控/u, [['sampler', 0.5]]],
]

export const skillsOf = (dice: Dice, kind: DepartmentKind, name: string): string[] => {
  const named = OF_NAME.flatMap(([word, shares]) => (word.test(name) ? shares : []))
  const thrown = [...(OF_KIND[kind] ?? []), ...named, ...ANY].flatMap(([skill, share]) =>
    dice.chance(share) ? [skill] : [],
  )
  return [...new Set(thrown)].slice(0, 5)
}

export const womenOf = (kind: DepartmentKind): number =>
  ({ health: 0.76, school: 0.7, police: 0.18 })[kind as string] ?? 0.48

export const exemptionOf = (dice: Dice, woman: boolean): ExemptionKind =>
  woman && dice.chance(0.35) ? 'pregnant' : dice.pick(['ill', 'carer', 'leave', 'leave', 'key-post', 'other'])

export const TITLES = ['科员', '科员', '科员', '一级科员', '副科长', '科长', '干事', '干事', '主任科员'] as const
