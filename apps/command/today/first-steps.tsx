/** What to do first, in order, with what is done already struck: shown until a round can run. */
import { Link } from '@tanstack/react-router'
import { operations } from '../../../modules/operation/contract.ts'
import { register } from '../../../modules/register/contract.ts'
import { Block } from '../../../platform/web/desk/desk-page.tsx'
import { CheckIcon } from '../../../platform/web/desk/icons.tsx'
import { useT } from '../../../platform/web/lang.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { today } from '../words.ts'

export function FirstSteps({ empty, running }: { empty: boolean; running: boolean }) {
  const t = useT()
  const keeps = useMay(register.operations.uploadList.roles)
  const opens = useMay(operations.operations.openOperation.roles)
  if (!keeps) return null
  const steps = [
    { key: 'list', done: !empty, word: today.stepList, hint: today.stepListHint, to: '/register/imports', may: keeps },
    { key: 'open', done: running, word: today.stepOpen, hint: today.stepOpenHint, to: '/operations/new', may: opens },
    { key: 'round', done: false, word: today.stepRound, hint: today.stepRoundHint, to: '/testing', may: opens },
  ]
  return (
    <Block title={t(today.first)}>
      <ol className="steps">
        {steps.map((step, i) => (
          <li key={step.key} className={step.done ? 'step-done' : ''}>
            <span className="step-mark" aria-hidden="true">
              {step.done ? <CheckIcon /> : i + 1}
            </span>
            <div>
              {step.done || !step.may ? <strong>{t(step.word)}</strong> : <Link to={step.to}>{t(step.word)}</Link>}
              <p>{t(step.done ? today.stepDone : step.hint)}</p>
            </div>
          </li>
        ))}
      </ol>
    </Block>
  )
}
