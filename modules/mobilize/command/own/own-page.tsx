/** My calls at the desk: where and when, one tap for the answer, and the check-in by the code on the poster. */
import { Link } from '@tanstack/react-router'
import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { shanghaiClock, shanghaiMinute } from '../../../../platform/pure/time.ts'
import { type OutputFor, serverNow, wordsOf } from '../../../../platform/web/client.ts'
import { Answer } from '../../../../platform/web/desk/answer.tsx'
import { Block, DeskPage, Nothing } from '../../../../platform/web/desk/desk-page.tsx'
import { Facts } from '../../../../platform/web/desk/facts.tsx'
import { useAct } from '../../../../platform/web/desk/queries.ts'
import { freshId } from '../../../../platform/web/fresh-id.ts'
import { useLang, useT } from '../../../../platform/web/lang.tsx'
import { reasons } from '../../call-up-model.ts'
import { mobilize } from '../../contract.ts'
import { arrivalTimes, type Said, siteCodeIn } from '../../own-call.ts'
import { calledWords as c } from '../../resident/words.ts'
import { useOwnCalls } from './use-own-calls.ts'
import { ownWords as w } from './words.ts'
import '../mobilize.css'

const ops = mobilize.operations
type Call = OutputFor<typeof ops.mine>['calls'][number]
const nowText = (): string => new Date(serverNow()).toISOString()

export default function OwnPage() {
  const t = useT()
  const answer = useOwnCalls()
  return (
    <DeskPage title={t(w.title)} lead={t(w.lead)} actions={<Link to="/me/record">{t(w.record)}</Link>}>
      <Answer of={answer} height={300}>
        {({ calls }) =>
          calls.length === 0 ? (
            <Block>
              <Nothing title={t(w.none)} hint={t(w.noneHint)} />
            </Block>
          ) : (
            calls.map((call) => <OneCall key={call.callId} call={call} />)
          )
        }
      </Answer>
    </DeskPage>
  )
}

function useTold() {
  const t = useT()
  const { message } = App.useApp()
  return (error: Error) => void message.error(t(wordsOf(error)))
}

function OneCall({ call }: { call: Call }) {
  const { t, lang } = useLang()
  const told = useTold()
  const [why, setWhy] = useState(false)
  const act = useAct(ops.answerMine, { refresh: [ops.mine], onProblem: told, onDone: () => setWhy(false) })
  const answer = (said: Said): void =>
    act.mutate({ sentAt: nowText(), items: [{ id: freshId(), callId: call.callId, at: nowText(), ...said }] })
  const come = (arrivesAt: string | null): void => answer({ said: 'coming', arrivesAt, reason: null })
  const { said, reason, arrivesAt, hereAt } = call
  return (
    <Block title={call.callUp}>
      <Facts
        rows={[
          [t(c.by), shanghaiMinute(call.musterAt)],
          [t(c.place), call.placeNote === null ? call.place : `${call.place} · ${call.placeNote}`],
          ...(call.bring === null ? [] : [[t(c.bring), call.bring] as const]),
          ...(call.reportTo === null ? [] : [[t(c.reportTo), call.reportTo] as const]),
        ]}
      />
      <div className="mobilize-own" aria-live="polite">
        {hereAt !== null && <p className="mobilize-drawn">{t(c.here, { clock: shanghaiClock(hereAt) })}</p>}
        {hereAt === null && said === null && <p className="mobilize-drawn">{t(c.question, { name: call.name })}</p>}
        {hereAt === null && said === 'cannot' && (
          <p>{t(c.cannotNoted, { reason: reason === null ? '' : reasons.words[reason][lang === 'zh' ? 0 : 1] })}</p>
        )}
        {hereAt === null && said === 'coming' && (
          <p className="mobilize-drawn">
            {arrivesAt === null ? t(c.thanks) : t(c.chosen, { clock: shanghaiClock(arrivesAt) })}
          </p>
        )}
        {hereAt === null && said === 'coming' && (
          <>
            <fieldset className="mobilize-choices">
              <legend>{t(c.when)}</legend>
              {arrivalTimes(serverNow()).map((at) => (
                <Button key={at} onClick={() => come(at)}>
                  {shanghaiClock(at)}
                </Button>
              ))}
            </fieldset>
            <CheckIn call={call} />
          </>
        )}
        {hereAt === null && (
          <p className="mobilize-actions">
            {said !== 'coming' && (
              <Button type="primary" size="large" loading={act.isPending} onClick={() => come(null)}>
                {t(said === null ? c.coming : c.change)}
              </Button>
            )}
            {said !== 'cannot' && !why && (
              <Button size="large" onClick={() => setWhy(true)}>
                {t(said === null ? c.cannot : c.changeNot)}
              </Button>
            )}
          </p>
        )}
        {why && (
          <fieldset className="mobilize-choices">
            <legend>{t(c.why)}</legend>
            {reasons.values.map((code) => (
              <Button key={code} onClick={() => answer({ said: 'cannot', arrivesAt: null, reason: code })}>
                {t(reasons.words[code])}
              </Button>
            ))}
            <Button type="text" onClick={() => setWhy(false)}>
              {t(c.back)}
            </Button>
          </fieldset>
        )}
      </div>
    </Block>
  )
}

function CheckIn({ call }: { call: Call }) {
  const t = useT()
  const told = useTold()
  const { message } = App.useApp()
  const [typed, setTyped] = useState('')
  const act = useAct(ops.musterMine, { refresh: [ops.mine], onProblem: told })
  const send = (): void => {
    const code = siteCodeIn(typed)
    if (code === null) return void message.error(t(c.notTheCode))
    const item = { id: freshId(), callId: call.callId, code, how: 'code' as const, at: nowText() }
    act.mutate({ sentAt: nowText(), items: [item] })
  }
  return (
    <form
      className="mobilize-actions"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <label htmlFor={`code-${call.callId}`}>{t(c.codeTyped)}</label>
      <Input
        id={`code-${call.callId}`}
        className="mobilize-site-code"
        value={typed}
        maxLength={10}
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button htmlType="submit" loading={act.isPending}>
        {t(c.checkIn)}
      </Button>
    </form>
  )
}
