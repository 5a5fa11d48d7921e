/** Where the chosen tubes are to go: what the lab's day has room for is told before they are sent. */
import { App, Button, Select } from 'antd'
import { useState } from 'react'
import { shanghaiDay } from '../../../../platform/pure/time.ts'
import { serverNow, wordsOf } from '../../../../platform/web/client.ts'
import { count } from '../../../../platform/web/desk/figures.ts'
import { useAct, useAsk } from '../../../../platform/web/desk/queries.ts'
import { DayPicker } from '../../../../platform/web/desk/when-picker.tsx'
import { freshId } from '../../../../platform/web/fresh-id.ts'
import { useLang } from '../../../../platform/web/lang.tsx'
import { laboratory } from '../../contract.ts'
import { decideLoad } from '../../load.ts'
import { POLICY } from '../../policy.ts'
import { sendingWords as w } from '../../words.ts'
import type { Handover } from './sending-section.tsx'

interface SendFormProps {
  readonly roundId: string
  readonly batches: readonly Handover[]
  readonly onSent: () => void
}

export function SendForm({ roundId, batches, onSent }: SendFormProps) {
  const { t, lang } = useLang()
  const { message } = App.useApp()
  const [day, setDay] = useState(() => shanghaiDay(serverNow()))
  const [chosen, setLab] = useState<string | null>(null)
  const labs = useAsk(laboratory.operations.labs, { day }, { keep: true })
  const inUse = labs.data?.labs.filter((lab) => !lab.closed) ?? []
  const lab = inUse.find(({ id }) => id === chosen) ?? (inUse.length === 1 ? inUse[0] : undefined)
  const about = batches.reduce((sum, batch) => sum + batch.tubes, 0)
  const ruling = lab && decideLoad({ capacity: lab.capacity, assigned: lab.load, about }, POLICY)
  const send = useAct(laboratory.operations.consign, {
    refresh: [laboratory.room],
    onDone: ({ tubes }) => {
      void message.success(t(w.sent, { n: count(tubes, lang) }))
      onSent()
    },
    onProblem: (error) => {
      void message.error(t(wordsOf(error)))
      void labs.refetch()
    },
  })
  const over = ruling?.verdict === 'over'
  return (
    <div className="send-form">
      <strong>{t(w.chosen, { n: count(about, lang) })}</strong>
      {labs.data && inUse.length === 0 ? (
        <span className="hand">{t(w.noLabs)}</span>
      ) : (
        <>
          <label htmlFor="send-lab">{t(w.to)}</label>
          <Select
            id="send-lab"
            value={lab?.id ?? null}
            onChange={setLab}
            options={inUse.map(({ id, name }) => ({ value: id, label: name }))}
            style={{ minWidth: 180 }}
          />
          <label htmlFor="send-day">{t(w.day)}</label>
          <span className="send-day">
            <DayPicker id="send-day" value={day} onChange={(next) => next && setDay(next)} />
          </span>
        </>
      )}
      {ruling && (
        <span className={ruling.verdict === 'room' ? 'muted' : 'hand'} role={over ? 'alert' : 'status'}>
          {t(ruling.because)}
        </span>
      )}
      <Button
        type="primary"
        danger={over}
        disabled={!lab}
        loading={send.isPending}
        onClick={() =>
          lab &&
          send.mutate({
            id: freshId(),
            roundId,
            labId: lab.id,
            day,
            batches: batches.map(({ siteId, place, at }) => ({ siteId, place, at })),
            overCapacity: over,
          })
        }
      >
        {t(over ? w.sendOver : w.send, { n: count(about, lang) })}
      </Button>
    </div>
  )
}
