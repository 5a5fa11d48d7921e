/** One call: its figures, its poster, and for those who may read names who came forward. */
import { useParams } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { useState } from 'react'
import { isBelow } from '../../../platform/pure/area.ts'
import { wordsOf } from '../../../platform/web/client.ts'
import { Answer } from '../../../platform/web/desk/answer.tsx'
import { useDesk } from '../../../platform/web/desk/desk-context.tsx'
import { Block, DeskPage, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { NoOperation } from '../../../platform/web/desk/no-operation.tsx'
import { useAct } from '../../../platform/web/desk/queries.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { volunteer } from '../contract.ts'
import type { VolunteerCall } from '../model.ts'
import { daysText } from '../rules.ts'
import { volunteerWords } from '../words.ts'
import { CallFigures } from './call-figures.tsx'
import { ComingList } from './coming-list.tsx'
import { EnterDrawer } from './enter-drawer.tsx'
import { Poster } from './poster.tsx'
import { useCalls } from './use-calls.ts'
import { deskWords as w } from './words.ts'

const ops = volunteer.operations

export default function CallPage() {
  const t = useT()
  const { operation } = useDesk()
  const { callId } = useParams({ strict: false }) as { callId: string }
  const answer = useCalls(operation?.id)
  const back = { to: '/volunteers', label: t(w.all) }
  if (operation === null)
    return (
      <DeskPage title={t(volunteerWords.title)} back={back}>
        <NoOperation />
      </DeskPage>
    )
  return (
    <Answer of={answer}>
      {({ calls }) => {
        const call = calls.find(({ id }) => id === callId)
        return call ? (
          <OneCall call={call} back={back} />
        ) : (
          <DeskPage title={t(volunteerWords.title)} back={back}>
            <Block>
              <Nothing title={t(w.none)} />
            </Block>
          </DeskPage>
        )
      }}
    </Answer>
  )
}

function OneCall({ call, back }: { call: VolunteerCall; back: { to: string; label: string } }) {
  const t = useT()
  const { message, modal } = App.useApp()
  const [posting, setPosting] = useState(false)
  const [entering, enter] = useState<'came' | 'desk' | null>(null)
  const { area } = useDesk()
  const mayPost = useMay(ops.poster.roles)
  // A leader sees the calls of the whole sub-district, and keeps those of their own community.
  const mayKeep = mayPost && isBelow(call.path, area.path)
  const mayEnter = useMay(ops.enter.roles)
  const close = useAct(ops.closeCall, {
    refresh: [volunteer.room],
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  const actions = (
    <>
      {mayKeep && call.open && (
        <Button
          onClick={() =>
            void modal.confirm({
              title: t(w.closeCall),
              content: t(w.closeSure),
              onOk: () => close.mutate({ callId: call.id }),
            })
          }
        >
          {t(w.closeCall)}
        </Button>
      )}
      {mayEnter && <Button onClick={() => enter('desk')}>{t(w.enter)}</Button>}
      {mayEnter && <Button onClick={() => enter('came')}>{t(w.enterCame)}</Button>}
      {mayPost && (
        <Button type="primary" onClick={() => setPosting(true)}>
          {t(w.poster)}
        </Button>
      )}
    </>
  )
  return (
    <DeskPage
      title={call.name}
      lead={[call.areaName, `${daysText(call)} ${call.hours}`, call.place, call.open ? '' : t(w.closed)]
        .filter(Boolean)
        .join(' · ')}
      actions={actions}
      back={back}
    >
      <CallFigures figures={call.figures} />
      {mayKeep ? <ComingList call={call} /> : <p className="muted">{t(w.reader)}</p>}
      {posting && <Poster call={call} onClose={() => setPosting(false)} />}
      {entering && <EnterDrawer call={call} came={entering === 'came'} onClose={() => enter(null)} />}
    </DeskPage>
  )
}
