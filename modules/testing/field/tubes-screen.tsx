/** Custody on the phone: closed tubes are packed about every two hours and handed over; each step is a fact of its own. */
import { useState } from 'react'
import { useT } from '../../../platform/web/lang.tsx'
import { NextIcon } from '../../../platform/web/phone/icons.tsx'
import { Page } from '../../../platform/web/phone/page.tsx'
import { Button, Field, Notice, Sheet } from '../../../platform/web/phone/parts.tsx'
import { usePhone } from '../../../platform/web/phone/phone.tsx'
import { useScreens } from '../../../platform/web/phone/screens.tsx'
import { play } from '../../../platform/web/phone/sound.ts'
import { useKept } from '../../../platform/web/phone/use-kept.ts'
import { phoneWords } from '../../../platform/web/phone/words.ts'
import { useStored } from '../../../platform/web/phone/use-stored.ts'
import { shanghaiClock } from '../../../platform/pure/time.ts'
import type { Word } from '../../../platform/pure/words.ts'
import { countsIn, decideStep, isMismatched, isOpen, type Tube } from '../tube.ts'
import { stepTubes, tubesOf } from './lane.ts'
import type { Shift } from './shift.ts'
import { useHand } from './use-lane.ts'
import { laneWords as w } from './words.ts'

export function TubesScreen({ shift }: { shift: Shift }) {
  const t = useT()
  const { db } = usePhone()
  const hand = useHand()
  const stored = useStored()
  const tubes = useKept(() => tubesOf(db, shift.roundId), [db, shift.roundId]) ?? []
  const [said, setSaid] = useState<string | null>(null)
  const [problem, setProblem] = useState<Word | null>(null)
  const [handing, setHanding] = useState(false)
  const [place, setPlace] = useState('')
  const toPack = tubes.filter((tube) => decideStep(tube, 'packed').verdict === 'record')
  const toHand = tubes.filter((tube) => decideStep(tube, 'handed-over').verdict === 'record')
  const gone = tubes.filter((tube) => tube.custody.some((c) => c.step === 'handed-over'))

  async function step(which: readonly Tube[], what: 'packed' | 'handed-over', word: Word): Promise<void> {
    const done = await stored(() => stepTubes(hand, which, what, what === 'packed' ? null : place.trim() || null))
    setHanding(false)
    setProblem('problem' in done ? done.problem : null)
    setSaid('problem' in done ? null : t(word, { n: done.value }))
    play('problem' in done ? 'problem' : 'done')
  }
  return (
    <Page title={t(w.tubes)} small={t(w.lane, { lane: shift.lane })}>
      <p className="row-more">{t(w.tubesHint)}</p>
      {problem ? <Notice kind="alarm">{t(problem)}</Notice> : null}
      {said ? <Notice kind="good">{said}</Notice> : null}
      {tubes.length === 0 ? (
        <div className="empty">
          <strong>{t(w.tubesNone)}</strong>
        </div>
      ) : null}
      <Group word={w.filling} tubes={tubes.filter(isOpen)} />
      <Group word={w.toPack} tubes={toPack}>
        <Button kind="primary" onClick={() => void step(toPack, 'packed', w.packed)}>
          {t(w.pack, { n: toPack.length })}
        </Button>
      </Group>
      <Group word={w.toHandOver} tubes={toHand}>
        <Button kind="primary" onClick={() => setHanding(true)}>
          {t(w.handOver, { n: toHand.length })}
        </Button>
      </Group>
      <Group word={w.handedOver} tubes={gone} />
      {handing ? (
        <Sheet title={t(w.handOver, { n: toHand.length })} onClose={() => setHanding(false)}>
          <Field
            label={t(w.place)}
            value={place}
            onChange={(e) => setPlace(e.target.value)}
            maxLength={80}
            placeholder={t(w.placeHint)}
          />
          <Button kind="primary" size="huge" onClick={() => void step(toHand, 'handed-over', w.handed)}>
            {t(w.handOver, { n: toHand.length })}
          </Button>
          <Button onClick={() => setHanding(false)}>{t(phoneWords.cancel)}</Button>
        </Sheet>
      ) : null}
    </Page>
  )
}

function Group({ word, tubes, children }: { word: Word; tubes: readonly Tube[]; children?: React.ReactNode }) {
  const t = useT()
  const { go } = useScreens()
  if (tubes.length === 0) return null
  return (
    <section aria-label={t(word)} className="household">
      <h2 className="section-title">
        {t(word)} · {tubes.length}
      </h2>
      {children}
      <ul className="rows">
        {tubes.map((tube) => (
          <li key={tube.id}>
            <button type="button" className="row" onClick={() => go('tube', { tubeId: tube.id })}>
              <span className="row-main">
                <span className="row-title code">{tube.code}</span>
                <span className="row-more">
                  {t(w.headsShort, { n: countsIn(tube) })} · {shanghaiClock(tube.closedAt ?? tube.openedAt)}
                </span>
              </span>
              {isMismatched(tube) ? <span className="badge badge-stop">{t(w.differs)}</span> : null}
              <NextIcon />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
