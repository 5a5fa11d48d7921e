/** From the pieces of one line to its people: whose value is whose, who lives where, and what the line leaves open. */
import type { Address, ChainDoubt, ChainPerson } from './model.ts'
import type { Token } from './tokens.ts'

/** What a line may take from elsewhere where it says nothing itself: the line above (ditto), or whoever sent it. */
export interface Inherited<A, V extends string> {
  readonly name?: string | null
  readonly address?: Address<A> | null
  readonly value?: V | null
}

interface Draft<A, V extends string> {
  name: string | null
  /** Place among the tokens. */
  readonly at: number
  address: Address<A> | null
  value: V | null
  told: boolean
  heads: number | 'all' | null
}
type Person<A, V extends string> = Omit<ChainPerson<A, V>, 'overruledBy'>
export interface Assembled<A, V extends string> {
  readonly people: readonly Person<A, V>[]
  readonly doubts: readonly ChainDoubt[]
}

const draftAt = <A, V extends string>(at: number, name: string | null): Draft<A, V> => ({
  name,
  at,
  address: null,
  value: null,
  told: false,
  heads: null,
})

/** People named, or without names the addresses, or without either the household that is counted. */
function whoIsMeant<A, V extends string>(tokens: readonly Token<A, V>[], doubts: Set<ChainDoubt>): Draft<A, V>[] {
  const drafts = (kind: Token<A, V>['kind']): Draft<A, V>[] =>
    tokens.flatMap((token, at) =>
      token.kind === kind ? [draftAt<A, V>(at, token.kind === 'name' ? token.name : null)] : [],
    )
  const named = drafts('name')
  const people = named.length > 0 ? named : drafts('address')
  if (people.length === 0) people.push(draftAt(-1, null))
  if (tokens.some((token) => token.kind === 'name' && token.unclear)) doubts.add('name-unclear')
  const counted = tokens.flatMap((token, at) => (token.kind === 'heads' ? [{ heads: token.heads, at }] : []))
  for (const { heads, at } of counted) {
    const before = people.filter((person) => person.at < at)
    const whose = before.at(-1) ?? people[0]
    if (!whose || heads === 1) continue
    if (named.length > 1) {
      if (heads !== named.length && heads !== 'all') doubts.add('heads-differ')
    } else if (whose.heads === null || whose.heads === 'all') whose.heads = heads
  }
  return people
}

/** A value counts for everybody since the value before it; where values stand in front of the names, for those behind. */
function giveValues<A, V extends string>(
  people: readonly Draft<A, V>[],
  tokens: readonly Token<A, V>[],
  doubts: Set<ChainDoubt>,
): void {
  const values = tokens.flatMap((token, at) => (token.kind === 'value' ? [{ value: token.value, at }] : []))
  const [first] = values
  if (!first) return
  if (values.some(({ value }) => value === null)) doubts.add('value-unclear')
  const inFront = people.length === values.length && people.length > 1 && first.at < (people[0]?.at ?? 0)
  for (const [i, { value, at }] of values.entries()) {
    const waiting = inFront ? people.slice(i, i + 1) : people.filter((person) => person.at < at && !person.told)
    for (const person of waiting) Object.assign(person, { value, told: true })
    const last = people.findLast((person) => person.at < at)
    if (waiting.length === 0 && last && last.told && last.value !== value) {
      doubts.add('two-values')
      last.value = null
    }
  }
  const distinct = new Set(values.map(({ value }) => value))
  for (const person of people)
    if (!person.told && distinct.size === 1) Object.assign(person, { value: first.value, told: true })
}

function giveAddresses<A, V extends string>(people: readonly Draft<A, V>[], tokens: readonly Token<A, V>[]): void {
  const addresses = tokens.flatMap((token, at) => (token.kind === 'address' ? [{ address: token.address, at }] : []))
  for (const [i, person] of people.entries()) {
    const paired = addresses.length === people.length ? addresses[i] : undefined
    const nearest = addresses.findLast(({ at }) => at <= person.at) ?? addresses[0]
    person.address = (paired ?? nearest)?.address ?? null
  }
}

/** @param inherited by this line where it has nothing of its own */
export function assemble<A, V extends string>(
  tokens: readonly Token<A, V>[],
  inherited: Inherited<A, V>,
): Assembled<A, V> {
  const doubts = new Set<ChainDoubt>()
  const people = whoIsMeant(tokens, doubts)
  giveValues(people, tokens, doubts)
  giveAddresses(people, tokens)
  const says = (kind: Token<A, V>['kind']): boolean => tokens.some((token) => token.kind === kind)
  for (const person of people) {
    if (person.name === null && person.address === null) person.name = inherited.name ?? null
    person.address ??= inherited.address ?? null
    if (!says('value')) person.value ??= inherited.value ?? null
  }
  if (people.some((person) => person.name === null && person.address === null)) doubts.add('no-person')
  if (!doubts.has('two-values') && !doubts.has('value-unclear') && people.some((person) => person.value === null))
    doubts.add('no-value')
  const [only] = people
  if (says('shared') && people.length === 1 && only && only.heads === null) {
    if (only.name === null || !says('name')) only.heads = 'all'
    else if ([...only.name].length >= 4) doubts.add('name-unclear')
  }
  if (says('digits') && !says('address')) doubts.add('address-unclear')
  for (const mark of ['ditto', 'photo', 'photo-missing'] as const) if (says(mark)) doubts.add(mark)
  return {
    people: people.map(({ name, address, value, heads }) => ({ name, address, value, heads })),
    doubts: [...doubts],
  }
}
