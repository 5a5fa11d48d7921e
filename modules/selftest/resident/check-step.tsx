/** The last look before it is sent. Without network nothing is lost: the answers stay here and are sent when it is tried again. */
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import type { Word } from '../../../platform/pure/words.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { results } from '../model.ts'
import type { Answer } from './report-steps.tsx'
import { Big, Step } from './step.tsx'
import { residentWords as w } from './words.ts'

interface CheckStepProps {
  readonly answers: readonly Answer[]
  readonly testedAt: string
  readonly busy: boolean
  readonly fault: Word | null
  readonly onSend: () => void
}

export function CheckStep({ answers, testedAt, busy, fault, onSend }: CheckStepProps) {
  const t = useT()
  return (
    <Step title={t(w.checkTitle)} fault={fault && t(fault)} onSubmit={onSend}>
      <dl className="answers">
        {answers.map(({ id, member, result }) => (
          <div key={id}>
            <dt>{member.name}</dt>
            <dd>{result && t(results.words[result])}</dd>
          </div>
        ))}
        <div>
          <dt>{t(w.testedAt)}</dt>
          <dd>{shanghaiMinute(testedAt)}</dd>
        </div>
      </dl>
      <Big busy={busy}>{t(busy ? w.sending : w.send)}</Big>
    </Step>
  )
}
