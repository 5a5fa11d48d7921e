/** The steps of a wave that is not notified yet: the public draw or the departments' names, then the notice. One step at a time is in sight. */
import { App } from 'antd'
import { wordsOf } from '../../../../platform/web/client.ts'
import { Block } from '../../../../platform/web/desk/desk-page.tsx'
import { useT } from '../../../../platform/web/lang.tsx'
import { waivable } from '../../../staff/exempt.ts'
import type { CallUp } from '../../call-up-model.ts'
import type { Wave } from '../../contract.ts'
import { QuotaTable } from '../quota-table.tsx'
import { useLeads } from '../use-call-up.ts'
import { deskWords as w } from '../words.ts'
import { CallOut } from './call-out.tsx'
import { DrawSteps } from './draw-steps.tsx'
import { NameSteps } from './name-steps.tsx'

export interface StepProps {
  readonly callUp: CallUp
  readonly wave: Wave
}

/** Says a refusal where the officer is looking. */
export function useTold(): (error: Error) => void {
  const t = useT()
  const { message } = App.useApp()
  return (error) => void message.error(t(wordsOf(error)))
}

/** What does not exempt this time, for everybody who looks at the call-up. */
function Waived({ callUp }: { callUp: CallUp }) {
  const t = useT()
  const { kinds, reason } = callUp.ask.waive
  if (kinds.length === 0) return null
  const named = kinds.map((kind) => t(waivable.words[kind])).join(t(w.listed))
  return <p className="mobilize-tired">{t(w.waived, { kinds: named, reason, by: callUp.waivedBy ?? '' })}</p>
}

export function WaveSteps({ callUp, wave }: StepProps) {
  const t = useT()
  const leads = useLeads(callUp)
  return (
    <Block title={t(w.wave, { no: wave.no })} note={t(w.waveNote, { seats: wave.seats, kept: wave.kept })}>
      <Waived callUp={callUp} />
      {wave.state !== 'drawn' && (callUp.way === 'drawn' || wave.state === 'planned') && (
        <DrawSteps callUp={callUp} wave={wave} />
      )}
      {callUp.way === 'named' && wave.state === 'published' && <NameSteps callUp={callUp} wave={wave} />}
      {wave.state === 'drawn' &&
        (leads ? (
          <CallOut callUp={callUp} wave={wave} />
        ) : (
          <p className="mobilize-drawn">{t(w.drawnCount, { people: wave.people })}</p>
        ))}
      {wave.quotas.length > 0 && (
        <QuotaTable
          quotas={wave.quotas}
          {...(callUp.way === 'named' && wave.state !== 'planned' ? { named: wave.chosen } : {})}
        />
      )}
    </Block>
  )
}
