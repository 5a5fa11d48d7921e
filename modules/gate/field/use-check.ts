/** One person after the other: what is read, shown, recorded, taken back. The screen only draws what stands here. */
import { useRef, useState } from 'react'
import type { Word } from '../../../platform/pure/words.ts'
import { useCell } from '../../../platform/web/phone/cell.ts'
import { usePhone } from '../../../platform/web/phone/phone.tsx'
import { play } from '../../../platform/web/phone/sound.ts'
import { useStored } from '../../../platform/web/phone/use-stored.ts'
import type { Verdict } from '../decide.ts'
import type { Way } from '../model.ts'
import { passIdOf, type Shown, type Standing, standingOf, verdictOn, withTemperature } from './check.ts'
import { agreedTime } from '../../../platform/web/phone/agreed-clock.ts'
import type { Pocket } from './gate-pocket.ts'
import type { PassBook } from './pass-book.ts'
import type { Done } from './recent.ts'
import { type Errand, type Outcome, recordCrossing } from './record.ts'
import { readLine } from './scan.ts'
import { direction, useHand } from './use-gate.ts'
import { gateWords as w } from './words.ts'

export interface Checking {
  readonly standing: Standing | null
  readonly verdict: Verdict | null
  /** Measured before anybody was known: the next person's. */
  readonly ahead: number | null
  readonly problem: Word | null
  /** The medical exit was opened just now. */
  readonly medicalDone: Done | null
  line(text: string): Promise<void>
  show(shown: Shown, way?: Way): Promise<void>
  measured(celsius: number): void
  record(outcome: Outcome, errand?: Errand | null): Promise<boolean>
  medical(): Promise<void>
  leave(): void
}

export function useCheck(gateId: string, pocket: Pocket, book: PassBook): Checking {
  const { db } = usePhone()
  const hand = useHand()
  const stored = useStored()
  const way = useCell(direction)
  const [standing, setStanding] = useState<Standing | null>(null)
  const [ahead, setAhead] = useState<number | null>(null)
  const [problem, setProblem] = useState<Word | null>(null)
  const [medicalDone, setMedicalDone] = useState<Done | null>(null)
  // Two reads may follow each other faster than a screen is drawn.
  const now = useRef<Standing | null>(null)
  const busy = useRef<Promise<unknown>>(Promise.resolve())
  const turn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = busy.current.then(work, work)
    busy.current = next.catch(() => undefined)
    return next
  }
  const put = (next: Standing | null): void => {
    now.current = next
    setStanding(next)
  }
  const at = { db, gateId, pocket, book }

  async function store(
    who: Standing,
    going: 'in' | 'out',
    outcome: Outcome,
    errand: Errand | null,
  ): Promise<Done | null> {
    const verdict = verdictOn(who, going, pocket)
    const crossing = { standing: who, verdict, direction: going, outcome, errand, listAt: pocket.listAt }
    const done = await stored(() => recordCrossing(hand, crossing))
    const fault = 'problem' in done ? done.problem : done.value === null ? w.offDuty : null
    setProblem(fault)
    play(fault ? 'problem' : 'done')
    return 'problem' in done ? null : done.value
  }
  const record = (outcome: Outcome, errand: Errand | null = null): Promise<boolean> =>
    turn(async () => {
      const who = now.current
      // A second tap on the same person finds nobody there any more.
      if (!who) return false
      const done = await store(who, direction.get(), outcome, errand)
      if (done) put(null)
      return done !== null
    })

  /** Whoever stands there with a green light has passed when the next one is read. */
  async function passOn(shown: Shown): Promise<void> {
    const who = now.current
    if (!who || verdictOn(who, direction.get(), pocket).light !== 'go') return
    const next = await standingOf(at, shown, agreedTime())
    if (passIdOf(next) === passIdOf(who)) return
    await store(who, direction.get(), 'passed', null)
  }
  const show = (shown: Shown, by: Way = 'pass'): Promise<void> =>
    turn(async () => {
      setProblem(null)
      setMedicalDone(null)
      if (shown.by === 'code' || shown.by === 'number') await passOn(shown)
      const who = await standingOf(at, shown, agreedTime(), by)
      put(ahead === null ? who : withTemperature(who, ahead, feverAt))
      setAhead(null)
    })
  const feverAt = pocket.measure?.policy.feverAt ?? 37.3
  const measured = (celsius: number): void => {
    if (now.current) put(withTemperature(now.current, celsius, feverAt))
    else setAhead(celsius)
    play('done')
  }
  async function line(text: string): Promise<void> {
    const read = readLine(text)
    if (read.kind === 'temperature') return measured(read.celsius)
    if (read.kind === 'slip') {
      play('problem')
      return setProblem(w.numberSlip)
    }
    if (read.kind === 'number') return show({ by: 'number', number: read.number })
    return show({ by: 'code', text: read.text })
  }
  const medical = (): Promise<void> =>
    turn(async () => {
      const who = now.current ?? (await standingOf(at, { by: 'nothing' }, agreedTime()))
      const done = await store({ ...who, way: 'medical' }, 'out', 'passed', null)
      if (!done) return
      put(null)
      setMedicalDone(done)
    })
  return {
    standing,
    verdict: standing && verdictOn(standing, way, pocket),
    ahead,
    problem,
    medicalDone,
    line,
    show,
    measured,
    record,
    medical,
    leave: () => {
      put(null)
      setProblem(null)
      setMedicalDone(null)
    },
  }
}
