/** From what an officer fills in to the policy that is published, and back: a change that the plan proposes becomes a changed form. */
import { type Lang, type Params, say, words } from '../../platform/pure/words.ts'
import { waivable } from '../staff/exempt.ts'
import { skillText } from '../staff/skills.ts'
import type { CallUpAsk } from './call-up-model.ts'
import { type NameFault, nameFaultText } from './names.ts'
import type { Policy } from './policy.ts'
import { type Change, changeText, type Shortfall, shortfallText } from './shortfall.ts'

export interface Unit {
  readonly id: string
  /** Its name, told apart from others of the same name: what stands in the transcript. */
  readonly label: string
  readonly key: boolean
}
interface Named {
  readonly id: string
  readonly name: string
  readonly parentId: string | null
}

const group = words({ key: ['重点部门', 'Key departments'] })

/** A label for each: the name, with the department above where two share it, with a piece of the id where that does not help. */
export function labelsOf(departments: readonly Named[]): Map<string, string> {
  const names = new Map(departments.map(({ id, name }) => [id, name]))
  const count = (label: (one: Named) => string): Map<string, number> => {
    const seen = new Map<string, number>()
    for (const one of departments) seen.set(label(one), (seen.get(label(one)) ?? 0) + 1)
    return seen
  }
  const plain = ({ name }: Named): string => name
  const withParent = ({ name, parentId }: Named): string => {
    const parent = parentId === null ? undefined : names.get(parentId)
    return parent === undefined ? name : `${parent}·${name}`
  }
  const [once, twice] = [count(plain), count(withParent)]
  return new Map(
    departments.map((one) => {
      if (once.get(plain(one)) === 1) return [one.id, plain(one)]
      return [one.id, twice.get(withParent(one)) === 1 ? withParent(one) : `${withParent(one)} ${one.id.slice(-6)}`]
    }),
  )
}

/**
 * @param units departments that have people; bounds of others are left out
 * @param waivedBy who set exemptions aside, by name; nobody has while it is only planned
 */
export function policyOf(ask: CallUpAsk, units: readonly Unit[], waivedBy: string | null = null): Policy {
  const keys = units.filter(({ key }) => key).map(({ label }) => label)
  const labels = new Map(units.map(({ id, label }) => [id, label]))
  const bounds = ask.bounds.flatMap(({ departmentId, floor, cap }) => {
    const label = labels.get(departmentId)
    if (label === undefined || (floor === null && cap === null)) return []
    return [[label, { ...(floor === null ? {} : { floor }), ...(cap === null ? {} : { cap }) }] as const]
  })
  return {
    apportionment: ask.apportionment,
    by: 'headcount',
    departments: Object.fromEntries(bounds),
    groups:
      ask.keyShare === null || keys.length === 0
        ? []
        : [{ name: group.key[0], departments: keys, share: ask.keyShare / 100 }],
    skills: Object.fromEntries(Object.entries(ask.skills).filter(([, least]) => least > 0)),
    genders: ask.women > 0 ? { female: ask.women } : {},
    served: { rule: ask.service, bands: [0] },
    exemptions: {
      waive: [...ask.waive.kinds],
      ...(ask.waive.kinds.length > 0 && ask.waive.reason !== '' ? { reason: ask.waive.reason } : {}),
      ...(ask.waive.kinds.length > 0 && waivedBy !== null ? { by: waivedBy } : {}),
    },
    panels: 1000,
  }
}

/** The form with a proposed change made; null where no field of it can say so. */
export function askWith(ask: CallUpAsk, { what, apply }: Change, units: readonly Unit[]): CallUpAsk | null {
  if (what === 'liftGroups') return { ...ask, keyShare: null }
  if (!apply) return null
  if (apply.waive) {
    const kinds = apply.waive.filter((kind) => waivable.has(kind))
    return kinds.length === 0
      ? null
      : { ...ask, waive: { ...ask.waive, kinds: [...new Set([...ask.waive.kinds, ...kinds])] } }
  }
  const ids = new Map(units.map(({ id, label }) => [label, id]))
  const seats = apply.seats ?? ask.seats
  const bounds = new Map(ask.bounds.map((one) => [one.departmentId, one]))
  for (const [label, floor] of Object.entries(apply.floors ?? {})) {
    const departmentId = ids.get(label)
    if (departmentId === undefined) continue
    const cap = bounds.get(departmentId)?.cap ?? null
    bounds.set(departmentId, { departmentId, floor, cap: cap === null ? null : Math.max(cap, floor) })
  }
  const [cap] = Object.values(apply.groupCaps ?? {})
  return {
    ...ask,
    seats,
    skills: { ...ask.skills, ...apply.skills },
    women: apply.genders?.female ?? ask.women,
    keyShare: cap === undefined ? ask.keyShare : Math.min(100, Math.ceil((100 * cap) / seats)),
    bounds: [...bounds.values()],
  }
}

const both = (said: (lang: Lang) => string): [zh: string, en: string] => [said('zh'), said('en')]
/** Skills and reasons stand as codes in orders; a person reads their words. */
const skillRead = (params: Params, lang: Lang): Params => {
  const { skill, reason } = params
  return {
    ...params,
    ...(typeof skill === 'string' ? { skill: skillText(skill, lang) } : {}),
    ...(typeof reason === 'string' && waivable.has(reason) ? { reason: say(waivable.words[reason], lang) } : {}),
  }
}

export const shortfallSaid = (one: Shortfall): [zh: string, en: string] =>
  both((lang) => shortfallText({ ...one, params: skillRead(one.params, lang) }, lang))

export const changeSaid = (change: Change): [zh: string, en: string] =>
  both((lang) => {
    const { apply = {} } = change
    const skills = Object.entries(apply.skills ?? {}).map(([skill, need]) => [skillText(skill, lang), need] as const)
    return changeText(
      { ...change, params: skillRead(change.params, lang), apply: { ...apply, skills: Object.fromEntries(skills) } },
      lang,
    )
  })

export const nameFaultSaid = ({ what, params }: NameFault): [zh: string, en: string] =>
  both((lang) =>
    nameFaultText(
      { what, params: what === 'skill' ? { ...params, name: skillText(String(params['name']), lang) } : params },
      lang,
    ),
  )
