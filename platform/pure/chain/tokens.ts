/** Cuts one line into what it is made of: addresses, values, counts of heads, ditto, pictures; what is left over are names. */
import type { Address, ChainReaders, Found } from './model.ts'
import { COPULA, DITTO, headPhrases, KINSHIP, NOISE, PHOTO, PHOTO_MISSING, SHARED } from './phrases.ts'

export type Token<A, V extends string> =
  | { readonly kind: 'name'; readonly name: string; readonly unclear: boolean }
  | { readonly kind: 'character'; readonly name: string }
  | { readonly kind: 'address'; readonly address: Address<A> }
  | { readonly kind: 'value'; readonly value: V | null }
  | { readonly kind: 'heads'; readonly heads: number | 'all' }
  | { readonly kind: 'ditto' | 'shared' | 'photo' | 'photo-missing' | 'gap' | 'digits' }

type Piece<A, V extends string> = string | Token<A, V>

/** Every string piece is searched until nothing more is found in it. */
function cut<A, V extends string, T>(
  pieces: readonly Piece<A, V>[],
  find: (text: string) => Found<T> | null,
  make: (value: T) => Token<A, V>,
): Piece<A, V>[] {
  return pieces.flatMap((piece) => {
    if (typeof piece !== 'string') return [piece]
    const out: Piece<A, V>[] = []
    let rest = piece
    for (let found = find(rest); found !== null && found.to > found.from; found = find(rest)) {
      out.push(rest.slice(0, found.from), make(found.value))
      rest = rest.slice(found.to)
    }
    return [...out, rest]
  })
}

const byPattern =
  <T>(pattern: RegExp, read: (found: RegExpExecArray) => T) =>
  (text: string): Found<T> | null => {
    const found = pattern.exec(text)
    return found && found[0] !== ''
      ? { value: read(found), from: found.index, to: found.index + found[0].length }
      : null
  }

const HAN = /\p{Script=Han}/u
const PARTICLES = '的了是也和与及我你他她在有没不都均全皆已测做个大小条号楼层室户人口家个名位'
const SEPARATORS = /[\s,、;:/|&+。.!?~()"'“”‘’<>《》=^_—–「」『』…-]+/u

/** 张三和李四 → two; 李和平 stays one: both sides must be names. */
function parted(run: string): string[] {
  for (const found of run.matchAll(/(?<=\p{Script=Han}{2})[和与及跟](?=\p{Script=Han}{2})/gu))
    return [run.slice(0, found.index), ...parted(run.slice(found.index + 1))]
  return [run]
}

function namesIn<A, V extends string>(text: string): Token<A, V>[] {
  return text
    .replace(/(?<=[A-Za-z]) (?=[A-Za-z])/gu, '\u0001')
    .split(SEPARATORS)
    .flatMap(parted)
    .flatMap((joined): Token<A, V>[] => {
      const part = joined.replaceAll('\u0001', ' ')
      const masked = /^\p{Script=Han}\*{1,3}\p{Script=Han}{0,2}$/u.test(part)
      const name = (masked ? part : part.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')).replace(KINSHIP, '')
      const length = [...name].length
      if (/^\d+$/u.test(name)) return length >= 5 ? [{ kind: 'digits' }] : []
      if (/^\p{Script=Han}$/u.test(name) && !PARTICLES.includes(name)) return [{ kind: 'character', name }]
      if (length < 2 || !/\p{L}/u.test(name)) return []
      const han = HAN.test(name) && !/[·A-Za-z\d]/u.test(name)
      return length > 30 ? [] : [{ kind: 'name', name, unclear: han && !masked && length > 4 }]
    })
}

/** @param text one line, half-width, without its number */
export function tokensOf<A, V extends string>(text: string, readers: ChainReaders<A, V>): Token<A, V>[] {
  let pieces: Piece<A, V>[] = [text]
  const gap = (): Token<A, V> => ({ kind: 'gap' })
  pieces = cut(
    pieces,
    byPattern(PHOTO_MISSING, () => null),
    () => ({ kind: 'photo-missing' }),
  )
  pieces = cut(
    pieces,
    byPattern(PHOTO, () => null),
    () => ({ kind: 'photo' }),
  )
  pieces = cut(
    pieces,
    byPattern(DITTO, () => null),
    () => ({ kind: 'ditto' }),
  )
  pieces = cut(pieces, readers.value, (value) => ({ kind: 'value', value }))
  pieces = pieces.flatMap((piece, i) => {
    const next = pieces[i + 1]
    if (typeof piece !== 'string' || typeof next !== 'object' || next.kind !== 'value') return [piece]
    const said = piece.trimEnd()
    const word = SHARED.exec(said)?.[0]
    if (word === undefined) return [said.replace(COPULA, '')]
    const before = said.slice(0, -word.length)
    // 张全 is a name, and so may be any single character before one of these words.
    if (/(?:^|[^\p{Script=Han}])\p{Script=Han}$/u.test(before)) return [piece]
    if (word === '全' && HAN.test(before.slice(-1))) return [piece]
    return [before, { kind: 'shared' as const }]
  })
  for (const noise of NOISE)
    pieces = cut(
      pieces,
      byPattern(noise, () => null),
      gap,
    )
  pieces = cut(pieces, readers.address, (address) => ({ kind: 'address', address }))
  for (const { pattern, read } of headPhrases)
    pieces = cut(pieces, byPattern(pattern, read), (heads) => ({ kind: 'heads', heads }))
  const tokens = pieces.flatMap((piece) => (typeof piece === 'string' ? namesIn<A, V>(piece) : [piece]))
  // 卫 阴性: a surname alone is all that some write; beside names a single character is a slip.
  const named = tokens.some(({ kind }) => kind === 'name')
  return tokens.flatMap((token): Token<A, V>[] =>
    token.kind !== 'character' ? [token] : named ? [] : [{ kind: 'name', name: token.name, unclear: false }],
  )
}
