/** The public draw: officials commit, the office publishes, officials reveal, the draw follows. */
import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { shanghaiClock } from '../../../../platform/pure/time.ts'
import { call, ClientProblem } from '../../../../platform/web/client.ts'
import { useAct, useRefresh } from '../../../../platform/web/desk/queries.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import { useMe } from '../../../../platform/web/session.tsx'
import { problems } from '../../call-up-model.ts'
import { mobilize } from '../../contract.ts'
import { commitmentOf } from '../../transcript.ts'
import { useLeads } from '../use-call-up.ts'
import { deskWords as w } from '../words.ts'
import { freshSecret, ownSecret, type Place } from './own-secret.ts'
import { TranscriptButton } from './transcript-button.tsx'
import { type StepProps, useTold } from './wave-steps.tsx'

const ops = mobilize.operations

export function DrawSteps({ callUp, wave }: StepProps) {
  const t = useT()
  const told = useTold()
  const of = { callUpId: callUp.id, wave: wave.no }
  const options = { refresh: [mobilize.room], onProblem: told }
  const publish = useAct(ops.publish, options)
  const leads = useLeads(callUp)
  if (wave.state === 'planned' && callUp.way === 'named')
    return (
      leads && (
        <Button type="primary" loading={publish.isPending} onClick={() => publish.mutate(of)}>
          {t(w.publish)}
        </Button>
      )
    )
  if (wave.state === 'planned')
    return (
      <>
        <h3>{t(w.stepCommit)}</h3>
        <p className="muted">{t(w.stepCommitHint)}</p>
        <Officials callUp={callUp} wave={wave} />
        <h3>{t(w.stepPublish)}</h3>
        <p className="muted">{t(w.stepPublishHint)}</p>
        {leads && (
          <Button
            type="primary"
            disabled={wave.commitments.length < 2}
            loading={publish.isPending}
            onClick={() => publish.mutate(of)}
          >
            {t(w.publish)}
          </Button>
        )}
      </>
    )
  return <Published callUp={callUp} wave={wave} />
}

function Published({ callUp, wave }: StepProps) {
  const t = useT()
  const told = useTold()
  const { modal } = App.useApp()
  const of = { callUpId: callUp.id, wave: wave.no }
  const options = { refresh: [mobilize.room], onProblem: told }
  const draw = useAct(ops.draw, options)
  const leads = useLeads(callUp)
  // The server says so itself, and asks the beacon once more before it goes on without.
  const away = draw.error instanceof ClientProblem && BEACON_FAULTS.includes(draw.error.code)
  const withdraw = useAct(ops.withdraw, options)
  return (
    <>
      <p>
        {t(w.digest)} <code className="mobilize-digest">{wave.digest}</code>
      </p>
      {wave.beacon && (
        <p>
          {t(w.beaconPromised, {
            host: new URL(wave.beacon.source).host,
            round: wave.beacon.round,
            clock: shanghaiClock(wave.beacon.at),
          })}{' '}
          {t(wave.beacon.rule === 'required' ? w.beaconRequired : w.beaconIfReachable)}
        </p>
      )}
      {wave.beacon === null && callUp.ask.beacon === 'if-reachable' && <p>{t(w.beaconLeftOut)}</p>}
      <p className="mobilize-actions">
        <TranscriptButton callUpId={callUp.id} wave={wave.no} />
        {leads && (
          <Button
            onClick={() =>
              void modal.confirm({
                title: t(w.withdraw),
                content: t(w.withdrawSure),
                okText: t(w.withdraw),
                onOk: () => withdraw.mutate(of),
              })
            }
          >
            {t(w.withdraw)}
          </Button>
        )}
      </p>
      <h3>{t(w.stepReveal)}</h3>
      <Officials callUp={callUp} wave={wave} />
      <h3>{t(w.stepDraw)}</h3>
      {leads ? (
        <Button
          type="primary"
          size="large"
          disabled={wave.commitments.some(({ revealedAt }) => revealedAt === null)}
          loading={draw.isPending}
          onClick={() => draw.mutate(of)}
        >
          {t(w.draw)}
        </Button>
      ) : (
        <p className="muted">{t(w.officeDraws)}</p>
      )}
      {away && wave.beacon?.rule === 'if-reachable' && (
        <WithoutBeacon busy={draw.isPending} onDraw={(without) => draw.mutate({ ...of, without })} />
      )}
    </>
  )
}

const BEACON_FAULTS: readonly string[] = [
  problems.beaconAway.code,
  problems.beaconNotYet.code,
  problems.beaconWrong.code,
]

function WithoutBeacon({ busy, onDraw }: { busy: boolean; onDraw: (why: string) => void }) {
  const t = useT()
  const [why, setWhy] = useState('')
  return (
    <form
      className="mobilize-hand mobilize-without"
      onSubmit={(event) => {
        event.preventDefault()
        onDraw(why)
      }}
    >
      <p>{t(w.withoutHint)}</p>
      <label htmlFor="without-beacon">{t(w.withoutWhy)}</label>
      <Input id="without-beacon" value={why} maxLength={200} onChange={(event) => setWhy(event.target.value)} />
      <Button htmlType="submit" loading={busy} disabled={why.trim().length < 2}>
        {t(w.drawWithout)}
      </Button>
    </form>
  )
}

function Officials({ callUp, wave }: StepProps) {
  const t = useT()
  const told = useTold()
  const refresh = useRefresh()
  const { accountId } = useMe()
  const [busy, setBusy] = useState(false)
  const of = { callUpId: callUp.id, wave: wave.no }
  const place: Place = { ...of, turn: wave.turn, accountId }
  const own = wave.commitments.find((one) => one.accountId === accountId)
  const reveal = useAct(ops.reveal, { refresh: [mobilize.room], onProblem: told })
  const commit = async (): Promise<void> => {
    setBusy(true)
    try {
      const { by } = await call(ops.officialName, of)
      const secret = freshSecret(place, by)
      await call(ops.commit, { ...of, by, hash: commitmentOf(secret) })
      await refresh(mobilize.room)
    } catch (error) {
      told(error as Error)
    } finally {
      setBusy(false)
    }
  }
  const kept = ownSecret(place)
  return (
    <>
      <ul className="mobilize-officials">
        {wave.commitments.map(({ accountId: who, by, hash, revealedAt }) => (
          <li key={who}>
            <strong>{by}</strong>
            <span>{t(wave.state === 'planned' ? w.committed : revealedAt === null ? w.notRevealed : w.revealed)}</span>
            <code title={hash}>{hash.slice(0, 16)}…</code>
          </li>
        ))}
      </ul>
      {wave.state === 'planned' && !own && (
        <Button loading={busy} onClick={() => void commit()}>
          {t(w.commit)}
        </Button>
      )}
      {own && own.revealedAt === null && <p className="muted">{t(kept ? w.keptHere : w.lostValue)}</p>}
      {wave.state === 'published' && own?.revealedAt === null && kept && (
        <Button
          type="primary"
          loading={reveal.isPending}
          onClick={() => reveal.mutate({ ...of, value: kept.value, nonce: kept.nonce })}
        >
          {t(w.reveal)}
        </Button>
      )}
    </>
  )
}
