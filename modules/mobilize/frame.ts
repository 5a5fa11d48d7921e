/**
 * What every panel must be, as plain figures for a solver: people of one department, skills, gender and service band are one
 * type; a row says how many of some types there must be. Only skills and genders that the policy counts tell types apart.
 */
import { type Gender, genders, type RosterRow } from './model.ts'
import { bandOf, type Policy, weightOf } from './policy.ts'
import type { Quota } from './quotas.ts'

export interface Type {
  readonly department: string
  /** Of those that are counted, in the order of their names. */
  readonly skills: readonly string[]
  /** Null where genders are not counted. */
  readonly gender: Gender | null
  readonly band: number
  /** The chance of its people relative to others'. */
  readonly weight: number
  /** Ids, or marks that stand for them, in the order of the text. */
  readonly people: readonly string[]
}
export interface Row {
  readonly kind: 'department' | 'skill' | 'gender' | 'band'
  readonly name: string
  /** Places of types. */
  readonly types: readonly number[]
  readonly least: number
  /** Null: no end. */
  readonly most: number | null
}
export interface Frame {
  readonly sizes: readonly number[]
  readonly weights: readonly number[]
  readonly rows: readonly Row[]
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** @param people those who may be drawn */
export function typesOf(people: readonly RosterRow[], policy: Policy): Type[] {
  const counted = Object.keys(policy.skills).sort(byText)
  const byGender = Object.values(policy.genders).some((least) => least !== undefined && least > 0)
  const types = new Map<string, Type & { people: string[] }>()
  for (const person of people) {
    const skills = counted.length === 0 ? [] : counted.filter((skill) => person.skills.includes(skill))
    const gender = byGender ? person.gender : null
    const band = bandOf(policy, person.servedDays)
    const key = JSON.stringify([person.department, skills, gender, band])
    const type = types.get(key)
    if (type) type.people.push(person.id)
    else {
      const { department } = person
      types.set(key, { department, skills, gender, band, weight: weightOf(policy, band), people: [person.id] })
    }
  }
  for (const { people: ids } of types.values()) ids.sort(byText)
  return [...types.entries()].sort(([a], [b]) => byText(a, b)).map(([, type]) => type)
}

/** What those who come already bring with them. */
export interface Brought {
  readonly skills: Readonly<Record<string, number>>
  readonly genders: Readonly<Partial<Record<Gender, number>>>
}
export const broughtBy = (kept: readonly RosterRow[], policy: Policy): Brought => ({
  skills: Object.fromEntries(
    Object.keys(policy.skills).map((skill) => [skill, kept.filter((one) => one.skills.includes(skill)).length]),
  ),
  genders: Object.fromEntries(
    genders.values
      .filter((gender) => policy.genders[gender] !== undefined)
      .map((gender) => [gender, kept.filter((one) => one.gender === gender).length]),
  ),
})

const places = (types: readonly Type[], is: (type: Type) => boolean): number[] =>
  types.flatMap((type, at) => (is(type) ? [at] : []))

/** Rows that quotas and needs ask for; a department without a type and without a seat needs none. */
export function rowsOf(types: readonly Type[], quotas: readonly Quota[], policy: Policy, brought: Brought): Row[] {
  const rows: Row[] = []
  for (const { department, quota, kept } of quotas) {
    const of = places(types, (type) => type.department === department)
    if (of.length > 0 || quota > kept)
      rows.push({ kind: 'department', name: department, types: of, least: quota - kept, most: quota - kept })
  }
  for (const skill of Object.keys(policy.skills).sort(byText)) {
    const least = Math.max(0, (policy.skills[skill] as number) - (brought.skills[skill] ?? 0))
    if (least > 0)
      rows.push({
        kind: 'skill',
        name: skill,
        types: places(types, (type) => type.skills.includes(skill)),
        least,
        most: null,
      })
  }
  for (const gender of genders.values) {
    const least = Math.max(0, (policy.genders[gender] ?? 0) - (brought.genders[gender] ?? 0))
    if (least > 0)
      rows.push({
        kind: 'gender',
        name: gender,
        types: places(types, (type) => type.gender === gender),
        least,
        most: null,
      })
  }
  return rows
}

export const highestBand = (types: readonly Type[]): number =>
  types.reduce((highest, { band }) => Math.max(highest, band), 0)

/** "Who served last comes last": at most so many of a band and those above it. */
export const bandRows = (
  types: readonly Type[],
  bands: readonly { readonly band: number; readonly most: number }[],
): Row[] =>
  bands.map(({ band, most }) => ({
    kind: 'band',
    name: String(band),
    types: places(types, (type) => type.band >= band),
    least: 0,
    most,
  }))

export const frameOf = (types: readonly Type[], rows: readonly Row[]): Frame => ({
  sizes: types.map(({ people }) => people.length),
  weights: types.map(({ weight }) => weight),
  rows,
})
