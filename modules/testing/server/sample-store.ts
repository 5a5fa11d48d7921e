/** Writes a batch of samples by testing.take_in(). Arrays go as literals made here: the driver's own quoting costs more than the rows. */
import type { Context } from '../../../platform/server/database/database.ts'
import type { SampleFact } from '../model.ts'
import type { Papers } from './walk-in.ts'

/** A sample as it is to be recorded, with who sent it. */
export interface SentSample {
  readonly fact: SampleFact
  /** ISO, by the server's clock. */
  readonly takenAt: string
  /** Doubts that are known before the database is asked, comma-joined. */
  readonly told: string | null
  readonly deviceId: string | null
  readonly accountId: string
  readonly area: string
  readonly papers: Papers | null
}

export interface Taken {
  readonly known: boolean
  /** 'round': no such round in the street; 'site': no such site in the sender's area. Nothing was recorded. */
  readonly refused: 'round' | 'site' | null
  readonly doubts: readonly string[]
}

const TEXT = `SELECT ordinal, known, refused, doubts FROM testing.take_in(${Array.from({ length: 23 }, (_, i) => `$${i + 1}`).join(', ')})`
const PLAIN: Taken = { known: false, refused: null, doubts: [] }

/** For values of a known alphabet only: uuids, codes, paths, moments, numbers. */
const literal = (values: readonly (string | number | null)[]): string => `{${values.map((v) => v ?? 'NULL').join(',')}}`

/** Where items come from. What is the same for a whole shift goes once a batch; items name theirs by its place, from 1. */
function postsOf(items: readonly SentSample[]): { posts: SentSample[]; places: number[] } {
  const posts: SentSample[] = []
  const known = new Map<string, number>()
  const places = items.map((item) => {
    const { roundId, siteId, lane } = item.fact
    const key = `${siteId}${lane}/${item.deviceId}${item.accountId}${roundId}${item.area}`
    const place = known.get(key)
    if (place !== undefined) return place
    known.set(key, posts.push(item))
    return posts.length
  })
  return { posts, places }
}

/** One statement. Batches are sorted alike, so that two of them lock in the same order. */
export async function takeIn(context: Context, items: readonly SentSample[]): Promise<Taken[]> {
  const order = items.map((_, i) => i).sort((a, b) => compare(items[a] as SentSample, items[b] as SentSample))
  const sorted = order.map((i) => items[i] as SentSample)
  const facts = sorted.map((item) => item.fact)
  const { posts, places } = postsOf(sorted)
  const papers = sorted.some((item) => item.papers) ? sorted.map((item) => item.papers) : []
  const { rows } = await context.client.query<{
    ordinal: number
    known: boolean
    refused: Taken['refused']
    doubts: string | null
  }>({
    name: 'testing.take_in',
    text: TEXT,
    values: [
      context.actor.streetId,
      literal(posts.map((p) => p.fact.roundId)),
      literal(posts.map((p) => p.fact.siteId)),
      literal(posts.map((p) => p.fact.lane)),
      literal(posts.map((p) => p.deviceId)),
      literal(posts.map((p) => p.accountId)),
      literal(posts.map((p) => p.area)),
      literal(facts.map((f) => f.id)),
      literal(places),
      literal(facts.map((f) => f.tubeId)),
      literal(facts.map((f) => f.residentId)),
      literal(facts.map((f) => f.how)),
      literal(sorted.map((s) => s.takenAt)),
      literal(facts.map((f) => f.takenAt)),
      literal(sorted.map((s) => (s.told === null ? null : `"${s.told}"`))),
      papers.map((p) => p?.key ?? null),
      papers.map((p) => p?.digest ?? null),
      papers.map((p) => p?.name ?? null),
      papers.map((p) => p?.idType ?? null),
      papers.map((p) => p?.idMasked ?? null),
      papers.map((p) => p?.phoneMasked ?? null),
      papers.map((p) => p?.idNumber ?? null),
      papers.map((p) => p?.phone ?? null),
    ],
  })
  const taken: Taken[] = items.map(() => PLAIN)
  for (const { ordinal, known, refused, doubts } of rows)
    taken[order[ordinal - 1] as number] = { known, refused, doubts: doubts ? doubts.split(',') : [] }
  return taken
}

const compare = (a: SentSample, b: SentSample): number =>
  a.fact.roundId < b.fact.roundId ? -1 : a.fact.roundId > b.fact.roundId ? 1 : text(keyOf(a), keyOf(b))
const keyOf = ({ fact, papers }: SentSample): string => fact.residentId ?? papers?.key ?? ''
const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
