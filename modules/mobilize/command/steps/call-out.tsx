/** The notice: by which channels, to how many. From here the clock runs. */
import { Link } from '@tanstack/react-router'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { useAct, useAsk } from '../../../../platform/web/desk/queries.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import { channelKinds } from '../../call-up-model.ts'
import { mobilize } from '../../contract.ts'
import { deskWords as w } from '../words.ts'
import { TranscriptButton } from './transcript-button.tsx'
import { type StepProps, useTold } from './wave-steps.tsx'

const ops = mobilize.operations

export function CallOut({ callUp, wave }: StepProps) {
  const t = useT()
  const told = useTold()
  const channels = (useAsk(ops.channels, {}).data?.channels ?? []).filter(({ on }) => on)
  const [chosen, setChosen] = useState<readonly string[] | null>(null)
  const act = useAct(ops.callOut, { refresh: [mobilize.room], onProblem: told })
  const ids = chosen ?? channels.map(({ id }) => id)
  return (
    <>
      <p className="mobilize-drawn">{t(w.drawnCount, { people: wave.people })}</p>
      {callUp.way === 'drawn' && <TranscriptButton callUpId={callUp.id} wave={wave.no} />}
      <h3>{t(w.stepCall)}</h3>
      <p className="muted">{t(w.stepCallHint)}</p>
      {channels.length === 0 ? (
        <p>
          {t(w.noChannels)} · <Link to="/call-ups/channels">{t(w.channels)}</Link>
        </p>
      ) : (
        <Checkbox.Group
          aria-label={t(w.channelsFor)}
          value={[...ids]}
          options={channels.map(({ id, name, kind }) => ({
            value: id,
            label: `${name} · ${t(channelKinds.words[kind])}`,
          }))}
          onChange={(next) => setChosen(next.map(String))}
        />
      )}
      <p>
        <Button
          type="primary"
          size="large"
          loading={act.isPending}
          onClick={() =>
            act.mutate({ callUpId: callUp.id, wave: wave.no, channelIds: [...ids], origin: location.origin })
          }
        >
          {t(w.callOut, { people: wave.people })}
        </Button>
      </p>
    </>
  )
}
