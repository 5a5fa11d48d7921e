/** One application at the door: what they say, what the register knows, what is to be looked into; then the decision, which needs the network. */
import { useEffect, useRef, useState } from 'react'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import type { Word } from '../../../platform/pure/words.ts'
import { wordsOf } from '../../../platform/web/client.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { sayAge } from '../../../platform/web/phone/age.ts'
import { useCell } from '../../../platform/web/phone/cell.ts'
import { Page } from '../../../platform/web/phone/page.tsx'
import { Button, Notice } from '../../../platform/web/phone/parts.tsx'
import { usePhone } from '../../../platform/web/phone/phone.tsx'
import { reach } from '../../../platform/web/phone/reach.ts'
import { useScreens } from '../../../platform/web/phone/screens.tsx'
import { play } from '../../../platform/web/phone/sound.ts'
import { useKept } from '../../../platform/web/phone/use-kept.ts'
import { useNow } from '../../../platform/web/phone/use-now.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { StorageProblem } from '../../../platform/web/pocket/storage-problem.ts'
import { type Application, findings } from '../application.ts'
import { pass } from '../contract.ts'
import { saidOf } from '../last-step.ts'
import { passKinds } from '../model.ts'
import { unseen } from '../verify.ts'
import { DeclineSheet } from './decline-sheet.tsx'
import { type Decided, type Deciding, decide, type Standing, standingOf } from './decisions.ts'
import { type Choices, dropDraft, isChosen, keepDraft, nothingChosen, readDrafts } from './draft.ts'
import { HowChecked } from './how-checked.tsx'
import { InRegister } from './in-register.tsx'
import { ToLookAt } from './to-look-at.tsx'
import { linesOf, noteStanding, readWaiting } from './waiting-list.ts'
import { order } from './waiting-screen.tsx'
import { fieldWords as w } from './words.ts'

export function ApplicationScreen({ applicationId }: { applicationId: string }) {
  const t = useT()
  const { db } = usePhone()
  const kept = useKept(async () => {
    const draft = (await readDrafts(db)).find(({ application }) => application.id === applicationId) ?? null
    const list = await readWaiting(db)
    const row = list?.rows.find(({ id }) => id === applicationId)
    const [application, at] = list && row ? [row, list.at] : [draft?.application ?? null, draft?.at ?? 0]
    return { application, at, choices: draft?.choices ?? nothingChosen }
  }, [db, applicationId])
  // What was opened stays on the screen, also when its decision takes it off the list.
  const opened = useRef<OpenedProps | null>(null)
  if (opened.current === null && kept?.application) opened.current = { ...kept, application: kept.application }
  if (opened.current === null)
    return <Page title={t(w.one)}>{kept === undefined ? null : <Notice>{t(w.gone)}</Notice>}</Page>
  return <Opened {...opened.current} />
}

const waits = ({ state }: Application): boolean => state === 'asked' || state === 'verified'

interface OpenedProps {
  readonly application: Application
  /** When it was read, Unix ms. */
  readonly at: number
  readonly choices: Choices
}
function Opened({ application: listed, at, choices: begun }: OpenedProps) {
  const t = useT()
  const { db } = usePhone()
  const { back, swap } = useScreens()
  const net = useCell(reach)
  const now = useNow()
  const declines = useMay(pass.operations.decline.roles)
  const by = useCell(order)
  const [choices, setChoices] = useState(begun)
  const [standing, setStanding] = useState<Standing | null>(null)
  const [decided, setDecided] = useState<Decided | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const tell = (word: Word | null): void => setProblem(word && t(word))
  const tellFault = (error: unknown): void => tell(error instanceof StorageProblem ? error.words : wordsOf(error))
  const [busy, setBusy] = useState(false)
  const [declining, setDeclining] = useState(false)
  const application = standing?.application ?? listed
  const { id, state, wantsCard, via } = application
  const next = useKept(async () => {
    const lines = linesOf((await readWaiting(db))?.rows ?? [], [], by)
    return lines.find((line) => line.application.id !== id)?.application.id ?? null
  }, [db, id, by])

  const hear = async (stood: Standing | null): Promise<void> => {
    if (stood === null) return
    setStanding(stood)
    await noteStanding(db, stood.application).catch(tellFault)
  }
  const latest = useRef(hear)
  latest.current = hear
  /** A decision was pressed: what was asked before it is old by now. */
  const pressed = useRef(false)
  useEffect(() => {
    let gone = false
    // Without an answer the list's own line serves; its age is told there.
    standingOf(id).then(
      (stood) => (gone || pressed.current ? undefined : latest.current(stood)),
      () => undefined,
    )
    return () => {
      gone = true
    }
  }, [id])

  const choose = (part: Partial<Choices>): void => {
    if (busy) return
    const all = { ...choices, ...part }
    setChoices(all)
    setProblem(null)
    keepDraft(db, { application, choices: all, at: Date.now() }).catch(tellFault)
  }
  const drop = async (): Promise<void> => {
    await dropDraft(db, id)
    back()
  }
  const left = state === 'asked' ? unseen(application.findings, choices.looked) : []
  async function send(what: Deciding): Promise<void> {
    const [first] = left
    if (what !== 'decline' && first !== undefined) {
      play('problem')
      return setProblem(t(w.stillToLook, { n: left.length, first: t(findings.words[first]) }))
    }
    pressed.current = true
    setBusy(true)
    setDecided(null)
    setProblem(null)
    const made = await decide(application, what, choices)
    play(made.kind === 'sent' ? 'done' : 'problem')
    if (made.kind === 'sent') await dropDraft(db, id).catch(tellFault)
    await hear(made.now)
    setDeclining(false)
    setDecided(made)
    setBusy(false)
  }

  const sent = decided?.kind === 'sent'
  const open = !sent && waits(application)
  const chosen = !sent && isChosen(choices)
  const stands =
    standing && state !== 'asked' ? (
      <Notice kind={standing.last?.mine ? 'good' : 'warn'}>{t(saidOf(state, standing.last, now))}</Notice>
    ) : null
  // What came of it is told where the thumb is.
  const outcome = (
    <>
      {problem ? <Notice kind="alarm">{problem}</Notice> : null}
      {decided?.kind === 'unsent' ? <Notice kind="alarm">{t(decided.because)}</Notice> : null}
      {decided === null ? null : (stands ?? (sent ? <Notice kind="good">{t(w.sent)}</Notice> : null))}
      {state === 'issued' && standing?.last?.mine ? (
        <Notice>{t(wantsCard || via === 'desk' ? w.handDesk : w.handPhone)}</Notice>
      ) : null}
    </>
  )
  return (
    <Page
      title={t(w.one)}
      small={t(passKinds.words[application.kind])}
      foot={
        open ? (
          <>
            {outcome}
            <Button kind="primary" size="huge" disabled={busy} onClick={() => void send('issue')}>
              {t(busy ? w.sending : state === 'asked' ? w.verifyIssue : w.issue)}
            </Button>
            <div className="verify-others">
              {state === 'asked' ? (
                <Button size="small" disabled={busy} onClick={() => void send('verify')}>
                  {t(w.verifyOnly)}
                </Button>
              ) : null}
              {declines ? (
                <Button kind="alarm" size="small" disabled={busy} onClick={() => setDeclining(true)}>
                  {t(w.decline)}
                </Button>
              ) : null}
              <Button size="small" onClick={back}>
                {t(w.later)}
              </Button>
            </div>
          </>
        ) : (
          <>
            {outcome}
            {next && !chosen ? (
              <Button kind="primary" size="huge" onClick={() => swap('application', { applicationId: next })}>
                {t(w.next)}
              </Button>
            ) : null}
            <Button onClick={() => (chosen ? void drop() : back())}>{t(chosen ? w.dropLate : w.toList)}</Button>
          </>
        )
      }
    >
      {net === 'away' && open ? <Notice kind="warn">{t(w.away, { age: sayAge(t, now - at) })}</Notice> : null}
      {decided === null ? stands : null}
      <InRegister application={application} today={shanghaiDay(now)} onProblem={tell} />
      {open ? (
        <>
          <ToLookAt
            application={application}
            looked={choices.looked}
            onLook={(looked) => choose({ looked })}
            onSettled={async () => hear(await standingOf(id).catch(() => null))}
            onProblem={tell}
          />
          {state === 'asked' ? <HowChecked application={application} choices={choices} onChoose={choose} /> : null}
          {declines ? null : <p className="row-more">{t(w.declineBy)}</p>}
          {chosen ? (
            <Button kind="quiet" onClick={() => void drop()}>
              {t(w.drop)}
            </Button>
          ) : null}
        </>
      ) : null}
      {declining ? (
        <DeclineSheet
          choices={choices}
          busy={busy}
          onChoose={choose}
          onSend={() => void send('decline')}
          onClose={() => setDeclining(false)}
        />
      ) : null}
    </Page>
  )
}
