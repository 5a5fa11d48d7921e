/** One question a page: who, when, what result of each, a last look, sent. What is not answered yet leads back to its question. */
import { useState } from 'react'
import type { Word } from '../../../platform/pure/words.ts'
import { call, isOffline, wordsOf } from '../../../platform/web/client.ts'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useScreens } from '../../../platform/web/phone/screens.tsx'
import { selftest } from '../contract.ts'
import type { TestResult } from '../model.ts'
import { CheckStep } from './check-step.tsx'
import { DoneStep } from './done-step.tsx'
import type { HouseholdView } from './household.tsx'
import { OwnSteps } from './own-steps.tsx'
import { ResultStep } from './result-step.tsx'
import { WhenStep } from './when-step.tsx'
import { WhoStep } from './who-step.tsx'
import { residentWords as w } from './words.ts'

export type Member = HouseholdView['members'][number]
/** What was said of one member; its id makes a second sending harmless. */
export interface Answer {
  readonly id: string
  readonly member: Member
  readonly result: TestResult | null
}

interface ReportStepsProps {
  readonly household: HouseholdView
  readonly householdKey: string
  /** Sent: begin anew with what is on record now. */
  readonly onAgain: () => void
}

export function ReportSteps({ household, householdKey, onAgain }: ReportStepsProps) {
  const { screen, go, swap } = useScreens()
  const [answers, setAnswers] = useState<readonly Answer[]>([])
  const [testedAt, setTestedAt] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<Word | null>(null)
  const at = Number(screen.with?.['n'] ?? 0)
  const person = answers[at]

  async function send(): Promise<void> {
    setBusy(true)
    setFault(null)
    try {
      await call(selftest.operations.reportFromHousehold, {
        key: householdKey,
        sentAt: new Date().toISOString(),
        items: answers.flatMap(({ id, member, result }) =>
          result === null || testedAt === null ? [] : [{ id, residentId: member.id, result, testedAt }],
        ),
      })
      swap('done')
    } catch (error) {
      setFault(isOffline(error) ? w.offline : wordsOf(error))
    } finally {
      setBusy(false)
    }
  }

  if (screen.name === 'when' && answers.length > 0)
    return (
      <WhenStep
        onWhen={(when) => {
          setTestedAt(when)
          go('result', { n: '0' })
        }}
      />
    )
  if (screen.name === 'result' && person && testedAt !== null)
    return (
      <ResultStep
        key={person.id}
        {...{ person, at }}
        all={answers.length}
        onResult={(result) => {
          setAnswers(answers.map((answer, i) => (i === at ? { ...answer, result } : answer)))
          if (at + 1 < answers.length) go('result', { n: String(at + 1) })
          else go('check')
        }}
      />
    )
  if (
    screen.name === 'check' &&
    testedAt !== null &&
    answers.length > 0 &&
    answers.every(({ result }) => result !== null)
  )
    return <CheckStep {...{ answers, testedAt, busy, fault }} onSend={() => void send()} />
  if (screen.name === 'done' && answers.length > 0) return <DoneStep answers={answers} onAgain={onAgain} />
  if (screen.name.startsWith('own')) return <OwnSteps members={household.members} householdKey={householdKey} />
  return (
    <WhoStep
      household={household}
      onOwn={() => go('own')}
      chosen={answers.map(({ member }) => member.id)}
      onWho={(members) => {
        setAnswers(members.map((member) => ({ id: freshId(), member, result: null })))
        setFault(null)
        go('when')
      }}
    />
  )
}
