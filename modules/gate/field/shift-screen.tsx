/** The shift itself: the list and its age, what was counted, whom to call, what the server says otherwise, and the way off duty. */
import { useState } from 'react'
import { shanghaiClock } from '../../../platform/pure/time.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { sayAge } from '../../../platform/web/phone/age.ts'
import { Page } from '../../../platform/web/phone/page.tsx'
import { BusyBar, Button, Notice, Sheet } from '../../../platform/web/phone/parts.tsx'
import { DOUBTED, type Doubted, usePhone } from '../../../platform/web/phone/phone.tsx'
import { useScreens } from '../../../platform/web/phone/screens.tsx'
import { useKept } from '../../../platform/web/phone/use-kept.ts'
import { useNow } from '../../../platform/web/phone/use-now.ts'
import { useStored } from '../../../platform/web/phone/use-stored.ts'
import { phoneWords } from '../../../platform/web/phone/words.ts'
import { ways } from '../model.ts'
import { DutyLinks } from './duty-links.tsx'
import { useRenewNow } from './fetch-list.tsx'
import { agreedNow } from '../../../platform/web/phone/agreed-clock.ts'
import type { Pocket } from './gate-pocket.ts'
import { wordOfDone } from './last-done.tsx'
import type { PassBook } from './pass-book.ts'
import { readRecent } from './recent.ts'
import { endShift, type Shift } from './shift.ts'
import { useHand } from './use-gate.ts'
import { gateWords as w } from './words.ts'

export function ShiftScreen({ shift, pocket, book }: { shift: Shift; pocket: Pocket; book: PassBook }) {
  const t = useT()
  const { db } = usePhone()
  const { go, home } = useScreens()
  const hand = useHand()
  const stored = useStored()
  const { busy, problem, run } = useRenewNow(shift.gateId)
  const recent = useKept(() => readRecent(db), [db]) ?? []
  const doubted = useKept(async () => ((await db.notes.get(DOUBTED))?.value as Doubted[] | undefined) ?? [], [db])
  const [ending, setEnding] = useState(false)
  useNow()
  const said = doubted?.filter(({ doubts }) => doubts.some((doubt) => doubt.startsWith('gate.'))) ?? []
  return (
    <Page title={t(w.shift)} small={`${shift.gateName} · ${t(w.shiftSince, { time: shanghaiClock(shift.beganAt) })}`}>
      <p className="gate-figure">
        <strong>{shift.made}</strong> {t(w.shiftMade, { count: shift.made })}
      </p>
      <section className="card gate-list-state">
        <span className="row-title">
          {pocket.listAt === null ? t(w.noList) : t(w.list, { age: sayAge(t, agreedNow() - pocket.listAt) })}
        </span>
        <span className="row-more">{t(w.passes, { count: book.size })}</span>
        {busy ? <BusyBar label={t(w.fetching)} /> : null}
        {problem ? <Notice>{t(problem)}</Notice> : null}
        <Button size="small" onClick={() => void run()}>
          {t(w.renew)}
        </Button>
      </section>
      {said.length > 0 ? <Notice onPress={() => go('outbox')}>{t(w.otherwise, { count: said.length })}</Notice> : null}
      <DutyLinks duty={pocket.duty} />
      {recent.length > 0 ? (
        <ul className="rows">
          {recent.map((done) => (
            <li key={done.fact.id} className={`row ${done.undone ? 'gate-undone' : ''}`}>
              <span className="row-main">
                <span className="row-title">{done.name ?? t(ways.words[done.fact.way])}</span>
                <span className="row-more">{t(done.undone ? w.undone : wordOfDone(done))}</span>
              </span>
              <span className="row-side">{shanghaiClock(done.fact.at)}</span>
            </li>
          ))}
        </ul>
      ) : null}
      <Button onClick={() => go('choose')}>{t(w.changeGate)}</Button>
      <Button kind="alarm" data-end-shift onClick={() => setEnding(true)}>
        {t(w.endShift)}
      </Button>
      {ending ? (
        <Sheet title={t(w.endShift)} onClose={() => setEnding(false)}>
          <p>{t(w.endShiftWhy)}</p>
          <Button
            kind="primary"
            size="huge"
            onClick={() => void stored(() => endShift(hand)).then((done) => 'problem' in done || home())}
          >
            {t(w.endShift)}
          </Button>
          <Button onClick={() => setEnding(false)}>{t(phoneWords.cancel)}</Button>
        </Sheet>
      ) : null}
    </Page>
  )
}
