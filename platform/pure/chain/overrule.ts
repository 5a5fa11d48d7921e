/**
 * Later lines over earlier ones: a correction by number or by person, and somebody who writes again. Nothing is dropped;
 * whoever is overruled says by which line. Two people behind one number (two posted at once) both stay, and are asked about.
 */
import { foldName } from '../fullwidth.ts'
import type { ChainDoubt, ChainEntry, ChainPerson } from './model.ts'

/** An entry as its line says it, before it is held against the others. */
export interface DraftEntry<A, V extends string> {
  readonly lines: readonly number[]
  readonly number: number | null
  readonly text: string
  readonly people: readonly Omit<ChainPerson<A, V>, 'overruledBy'>[]
  readonly doubts: readonly ChainDoubt[]
  readonly correction: boolean
  /** The number that it says it corrects. */
  readonly target: number | null
}

type Person<A, V extends string> = { -readonly [K in keyof ChainPerson<A, V>]: ChainPerson<A, V>[K] }
interface Entry<A, V extends string> {
  readonly lines: readonly number[]
  readonly number: number | null
  people: Person<A, V>[]
  readonly corrects: Set<number>
  readonly doubts: Set<ChainDoubt>
}

const nameKey = (name: string): string => foldName(name).toLowerCase()
const lineOf = (entry: { readonly lines: readonly number[] }): number => entry.lines[0] ?? 0

function samePerson<A, V extends string>(a: Person<A, V>, b: Person<A, V>): boolean {
  // A household and one of it are held apart: whoever is matched later wins for the one person.
  if (a.heads !== b.heads) return false
  if (a.name === null || b.name === null)
    return a.name === b.name && a.address !== null && a.address.key === b.address?.key
  if (nameKey(a.name) !== nameKey(b.name)) return false
  return a.address === null || b.address === null || a.address.key === b.address.key
}

/** What can be found by name or by door, so that a long chain is not compared line by line. */
const keysOf = <A, V extends string>(person: Person<A, V>): string[] =>
  person.name === null ? (person.address ? [`@${person.address.key}`] : []) : [nameKey(person.name)]

/** The people of a line that names a number instead of somebody: those of that number, with the new value. */
function takeOver<A, V extends string>(entry: Entry<A, V>, of: Entry<A, V>): boolean {
  const [said] = entry.people
  const value = said?.value ?? null
  const named = entry.people.filter((person) => person.name !== null)
  const meant = of.people.filter(
    (p) => named.length === 0 || named.some((n) => nameKey(n.name ?? '') === nameKey(p.name ?? '')),
  )
  if (value === null || meant.length === 0) return false
  entry.people = meant.map((person) => ({ ...person, value, overruledBy: null }))
  // Which of two people of one line is meant is not said.
  if (named.length > 0 || meant.length === 1) entry.doubts.delete('no-person')
  else entry.doubts.add('no-person')
  return true
}

const nobody = <A, V extends string>(entry: Entry<A, V>): boolean =>
  entry.people.every((person) => person.name === null && person.address === null)

export function overrule<A, V extends string>(drafts: readonly DraftEntry<A, V>[]): ChainEntry<A, V>[] {
  const entries: Entry<A, V>[] = []
  const byNumber = new Map<number, Entry<A, V>>()
  const standing = new Map<string, { person: Person<A, V>; entry: Entry<A, V> }[]>()

  for (const draft of drafts) {
    const entry: Entry<A, V> = {
      lines: draft.lines,
      number: draft.number,
      people: draft.people.map((person) => ({ ...person, overruledBy: null })),
      corrects: new Set(),
      doubts: new Set(draft.doubts),
    }
    const repeated = draft.number === null ? undefined : byNumber.get(draft.number)
    const meant = draft.target === null ? (nobody(entry) ? repeated : undefined) : byNumber.get(draft.target)
    if (meant) {
      if (!takeOver(entry, meant) && draft.correction) entry.doubts.add('corrects-nothing')
    } else if (draft.target !== null || (draft.correction && nobody(entry))) entry.doubts.add('corrects-nothing')

    for (const person of entry.people) {
      if (person.value === null) continue
      for (const key of keysOf(person)) {
        const before = standing.get(key) ?? []
        for (const earlier of before) {
          if (earlier.person.overruledBy !== null || !samePerson(earlier.person, person)) continue
          earlier.person.overruledBy = lineOf(entry)
          const byNameOnly = earlier.person.address === null || person.address === null
          person.address ??= earlier.person.address
          if (earlier.person.value === person.value) continue
          entry.corrects.add(lineOf(earlier.entry))
          if (byNameOnly && person.name !== null && !draft.correction && !meant) entry.doubts.add('name-again')
        }
        standing.set(key, [...before.filter(({ person: p }) => p.overruledBy === null), { person, entry }])
      }
    }
    if (repeated && !meant && entry.people.length > 0 && repeated.people.length > 0 && !sharesSomebody(entry, repeated))
      entry.doubts.add('number-repeated')
    if (draft.number !== null && !draft.doubts.includes('empty')) byNumber.set(draft.number, entry)
    entries.push(entry)
  }
  return entries.map(({ corrects, doubts, ...entry }) => ({ ...entry, corrects: [...corrects], doubts: [...doubts] }))
}

const sharesSomebody = <A, V extends string>(a: Entry<A, V>, b: Entry<A, V>): boolean =>
  a.people.some((one) => b.people.some((other) => samePerson(one, other)))
