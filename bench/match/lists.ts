/**
 * Lists that come down, each line with the truth about it: residents written rightly or with one or several mistakes, and
 * outsiders chosen to be mistaken for residents. Seeded.
 */
import type { ListLine } from '../../modules/matching/model.ts'
import { Cast } from './cast.ts'
import { draftOf, type Gaps, isIdentifiable, someGaps, written } from './draft.ts'
import { type ErrorKind, errors, mistakes } from './mistakes.ts'
import { type OutsiderKind, outsider, outsiders } from './outsiders.ts'
import type { Register } from './world.ts'

export type Kind = ErrorKind | OutsiderKind

export interface Line extends ListLine {
  readonly kind: Kind
  /** Id in the register; null for an outsider. */
  readonly truth: string | null
  /** What the line says is enough to tell who it is. */
  readonly identifiable: boolean
}

const POOLS: Partial<Record<ErrorKind, 'passport' | 'dotted' | 'twin'>> = {
  passport: 'passport',
  'minority-written': 'dotted',
  twin: 'twin',
}

const residentLine = (id: string, cast: Cast, kind: ErrorKind, gaps: Gaps): Line => {
  const person = cast.anyone(POOLS[kind])
  const draft = draftOf(cast.dice, person)
  mistakes[kind](draft, person, cast)
  const cells = written(cast.dice, draft, gaps)
  return { id, ...cells, kind, truth: person.id, identifiable: isIdentifiable(draft, cells) }
}

const outsiderLine = (id: string, cast: Cast, kind: OutsiderKind, usual: Gaps): Line => {
  const { draft, gaps } = outsider(cast, kind, usual)
  return { id, ...written(cast.dice, draft, gaps), kind, truth: null, identifiable: false }
}

const errorOr = ({ dice }: Cast, exact: number): ErrorKind => {
  if (dice.chance(exact)) return 'exact'
  const kind = dice.pick(errors)
  // Rarer than the others by far: somebody else's number in one's own line.
  return kind === 'number-of-another' && dice.chance(0.8) ? 'exact' : kind
}

/** Lines in random order: `share` of them residents, `exact` of those without any mistake. */
export function* listOf(
  register: Register,
  seed: number,
  count: number,
  { share = 0.85, gaps = someGaps, exact = 0.3 } = {},
): Generator<Line> {
  const cast = new Cast(register, seed)
  const { dice } = cast
  for (let i = 0; i < count; i++) {
    const id = `L${String(i + 1).padStart(7, '0')}`
    yield dice.chance(share)
      ? residentLine(id, cast, errorOr(cast, exact), gaps)
      : outsiderLine(id, cast, dice.chance(0.3) ? 'stranger' : dice.pick(outsiders), gaps)
  }
}
