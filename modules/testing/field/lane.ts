/**
 * What a lane does on the phone. Each act asks the rules, then stores its facts and the tube they are in together;
 * when its promise resolves they are on the disk, and only then may the screen say done.
 */
import type { CodeOf } from '../../../platform/pure/codes.ts'
import { type Change, change } from '../../../platform/web/pocket/change.ts'
import type { PhoneDatabase } from '../../../platform/web/pocket/database.ts'
import { testing } from '../contract.ts'
import type { Mark } from '../identify.ts'
import type { howTaken, SampleFact } from '../model.ts'
import {
  closed,
  type CustodyStep,
  decideAdding,
  decideClosing,
  decideOpening,
  decideStep,
  type Head,
  isOpen,
  type PoolSize,
  type Ruling,
  type Tube,
  tubeFactOf,
  type VoidReason,
  withHead,
  withStep,
  withVoid,
} from '../tube.ts'
import { ALL_TUBES, OPEN_TUBE, pocketKey, type Shift, tubeKey, tubeKeys, walkInMark } from './shift.ts'

const { recordCustody, recordSamples, recordTubes, voidSamples } = testing.operations

/** This phone's clock and dice. */
export interface Hand {
  readonly db: PhoneDatabase
  now(): number
  freshId(): string
}

const iso = (millis: number): string => new Date(millis).toISOString()
const currentTube = async (inside: Change): Promise<Tube | null> => {
  const key = await inside.note<string>(OPEN_TUBE)
  return key === undefined ? null : ((await inside.note<Tube>(key)) ?? null)
}
const keepTube = (inside: Change, tube: Tube): Promise<void> => inside.setNote(tubeKey(tube.roundId, tube.id), tube)

export async function openTube(
  hand: Hand,
  shift: Shift,
  typed: string,
  poolSize: PoolSize,
): Promise<Ruling<'open' | 'refuse'>> {
  const now = hand.now()
  return change(hand.db, now, async (inside) => {
    const used = await inside.notesUnder<Tube>(tubeKeys(shift.roundId))
    const standing = await currentTube(inside)
    const ruling = decideOpening(typed, standing ? [...used.filter((t) => t.id !== standing.id), standing] : used)
    if (ruling.verdict === 'refuse') return ruling
    const tube: Tube = {
      id: hand.freshId(),
      roundId: shift.roundId,
      siteId: shift.siteId,
      lane: shift.lane,
      code: ruling.code,
      poolSize,
      openedAt: iso(now),
      closedAt: null,
      counted: null,
      heads: [],
      custody: [],
    }
    await keepTube(inside, tube)
    await inside.setNote(OPEN_TUBE, tubeKey(tube.roundId, tube.id))
    await inside.send(recordTubes, tubeFactOf(tube))
    return ruling
  })
}

export type Swabbed =
  | { readonly residentId: string; readonly name: string }
  | { readonly walkIn: NonNullable<SampleFact['walkIn']>; readonly idKey: string | null }

/** One swab. A tube for one person closes with it: there is nothing to count. */
export async function checkIn(
  hand: Hand,
  who: Swabbed,
  how: CodeOf<typeof howTaken>,
): Promise<Ruling<'add' | 'refuse'> & { readonly tube: Tube | null }> {
  const now = hand.now()
  const at = iso(now)
  return change(hand.db, now, async (inside) => {
    const tube = await currentTube(inside)
    const residentId = 'residentId' in who ? who.residentId : null
    const ruling = decideAdding(tube, residentId)
    if (tube === null || ruling.verdict === 'refuse') return { ...ruling, tube }
    const sampleId = hand.freshId()
    const name = 'name' in who ? who.name : who.walkIn.name
    const filled = withHead(tube, { sampleId, residentId, name, at, markId: markIdOf(who) })
    await inside.send(recordSamples, {
      id: sampleId,
      roundId: tube.roundId,
      siteId: tube.siteId,
      lane: tube.lane,
      tubeId: tube.id,
      residentId,
      walkIn: 'walkIn' in who ? who.walkIn : null,
      how,
      takenAt: at,
    })
    const mark: Mark = { tested: true, sampleId, at, tube: tube.code }
    const markId = markIdOf(who)
    if (markId !== null) await inside.setMark(pocketKey(tube.siteId), markId, mark)
    const after = filled.poolSize === 1 ? await shut(inside, filled, 1, at) : filled
    await keepTube(inside, after)
    return { ...ruling, tube: after }
  })
}

const markIdOf = (who: Swabbed): string | null => {
  if ('residentId' in who) return who.residentId
  return who.idKey === null ? null : walkInMark(who.idKey)
}

async function shut(inside: Change, tube: Tube, counted: number, at: string): Promise<Tube> {
  const after = closed(tube, counted, at)
  await inside.setNote(OPEN_TUBE, null)
  await inside.send(recordTubes, tubeFactOf(after))
  return after
}

/** Takes one swab back, whether its tube is open or closed; without another swab on this phone the person is due again. */
export async function takeBackSwab(hand: Hand, tube: Tube, head: Head, reason: VoidReason): Promise<boolean> {
  const now = hand.now()
  return change(hand.db, now, async (inside) => {
    const stored = await inside.note<Tube>(tubeKey(tube.roundId, tube.id))
    if (!stored?.heads.some((h) => h.sampleId === head.sampleId && h.voided === null)) return false
    await keepTube(inside, withVoid(stored, head.sampleId, reason))
    if (head.markId !== null) await unmark(inside, tube, head, head.markId)
    await inside.send(voidSamples, {
      id: hand.freshId(),
      roundId: tube.roundId,
      sampleId: head.sampleId,
      reason,
      at: iso(now),
    })
    return true
  })
}

async function unmark(inside: Change, { roundId, siteId }: Tube, head: Head, markId: string): Promise<void> {
  const list = pocketKey(siteId)
  const mark = await inside.mark<Mark>(list, markId)
  if (mark?.sampleId !== head.sampleId) return
  const tubes = await inside.notesUnder<Tube>(tubeKeys(roundId))
  const others = tubes.flatMap((tube) =>
    tube.heads.filter((h) => h.markId === markId && h.voided === null).map((h) => ({ ...h, tube: tube.code })),
  )
  const other = others.toSorted((a, b) => (a.at < b.at ? 1 : -1))[0]
  const after: Mark = other
    ? { tested: true, sampleId: other.sampleId, at: other.at, tube: other.tube }
    : { ...mark, tested: false }
  await inside.setMark(list, markId, after)
}

export async function closeTube(hand: Hand, counted: number): Promise<Ruling<'close' | 'close-differs' | 'refuse'>> {
  const now = hand.now()
  return change(hand.db, now, async (inside) => {
    const tube = await currentTube(inside)
    const ruling = decideClosing(tube, counted)
    if (tube === null || ruling.verdict === 'refuse') return ruling
    await keepTube(inside, await shut(inside, tube, counted, iso(now)))
    return ruling
  })
}

/** Packs or hands over those of the tubes that may; gives back how many. */
export async function stepTubes(
  hand: Hand,
  tubes: readonly Tube[],
  step: Extract<CustodyStep, 'packed' | 'handed-over'>,
  place: string | null,
): Promise<number> {
  const now = hand.now()
  return change(hand.db, now, async (inside) => {
    let done = 0
    for (const { id, roundId } of tubes) {
      const tube = await inside.note<Tube>(tubeKey(roundId, id))
      if (!tube || decideStep(tube, step).verdict === 'refuse') continue
      await keepTube(inside, withStep(tube, step, iso(now)))
      await inside.send(recordCustody, { id: hand.freshId(), roundId, tubeId: id, step, place, at: iso(now) })
      done++
    }
    return done
  })
}

/** The tube being filled, if any, whichever lane it belongs to. */
export async function openTubeOf(db: PhoneDatabase): Promise<Tube | null> {
  const key = (await db.notes.get(OPEN_TUBE))?.value as string | undefined
  if (key === undefined) return null
  const tube = (await db.notes.get(key))?.value as Tube | undefined
  return tube && isOpen(tube) ? tube : null
}

/** Tubes of the round on this phone, the youngest first. */
export async function tubesOf(db: PhoneDatabase, roundId: string): Promise<Tube[]> {
  const notes = await db.notes.where('key').startsWith(tubeKeys(roundId)).toArray()
  return notes.map((note) => note.value as Tube).toSorted((a, b) => (a.openedAt < b.openedAt ? 1 : -1))
}

/** The name beside a swab, or the code of a tube, as this phone remembers them. */
export async function about(db: PhoneDatabase, factId: string): Promise<string | null> {
  for (const note of await db.notes.where('key').startsWith(ALL_TUBES).toArray()) {
    const tube = note.value as Tube
    if (tube.id === factId) return tube.code
    const head = tube.heads.find((h) => h.sampleId === factId)
    if (head) return head.name
  }
  return null
}
