/** What the test of one person shows, told by its lines: by picture and words together, never by colour. */
import { useState } from 'react'
import { useT } from '../../../platform/web/lang.tsx'
import { results, type TestResult } from '../model.ts'
import type { Answer } from './report-steps.tsx'
import { Big, ChoiceRow, Step } from './step.tsx'
import { Strip } from './strip.tsx'
import { residentWords as w } from './words.ts'

const say = { negative: w.negativeSay, positive: w.positiveSay, invalid: w.invalidSay } as const

interface ResultStepProps {
  readonly person: Answer
  readonly at: number
  readonly all: number
  readonly onResult: (result: TestResult) => void
}

export function ResultStep({ person, at, all, onResult }: ResultStepProps) {
  const t = useT()
  const [chosen, choose] = useState<TestResult | null>(person.result)
  const [wrong, setWrong] = useState(false)
  const title = t(w.resultTitle, { name: person.member.name })
  return (
    <Step
      title={title}
      hint={all > 1 ? t(w.resultOf, { n: at + 1, all }) : undefined}
      fault={wrong && chosen === null ? t(w.chooseResult) : null}
      onSubmit={() => {
        setWrong(true)
        if (chosen !== null) onResult(chosen)
      }}
    >
      <fieldset className="choice-rows">
        <legend className="visually-hidden">{title}</legend>
        {results.values.map((value) => (
          <ChoiceRow
            key={value}
            type="radio"
            name="result"
            checked={chosen === value}
            onChange={() => choose(value)}
            title={t(results.words[value])}
            note={t(say[value])}
            side={<Strip result={value} />}
          />
        ))}
      </fieldset>
      <Big>{t(w.next)}</Big>
    </Step>
  )
}
