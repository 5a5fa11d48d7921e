/** One call-up: the wave that is being prepared, if any, and below it the clock that everybody sees. */
import { useParams } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import { wordsOf } from '../../../platform/web/client.ts'
import { Answer } from '../../../platform/web/desk/answer.tsx'
import { DeskPage } from '../../../platform/web/desk/desk-page.tsx'
import { useAct, useAsk } from '../../../platform/web/desk/queries.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { type CallUp, callUpStates } from '../call-up-model.ts'
import { mobilize } from '../contract.ts'
import { MusterBoard } from './board/muster-board.tsx'
import { Papers } from './paper/papers.tsx'
import { WaveSteps } from './steps/wave-steps.tsx'
import { useLeads, useSteps } from './use-call-up.ts'
import { deskWords as w } from './words.ts'
import './mobilize.css'

export default function CallUpPage() {
  const t = useT()
  const { callUpId } = useParams({ strict: false }) as { callUpId: string }
  // Steps taken above a leader's own area are not heard by them: while a wave is prepared the page asks.
  const answer = useAsk(
    mobilize.operations.callUp,
    { id: callUpId },
    { every: (last) => (last?.waves.every(({ state }) => state === 'called') ? 30_000 : 4_000) },
  )
  const mayLead = useMay(mobilize.operations.draft.roles)
  useSteps()
  return (
    <Answer of={answer} height={420}>
      {({ callUp, waves }) => {
        const open = waves.find(({ state }) => state !== 'called')
        const called = waves.some(({ state }) => state === 'called')
        return (
          <DeskPage
            title={callUp.name}
            lead={`${t(stateWord(callUp))} · ${shanghaiMinute(callUp.musterAt)} · ${callUp.place}`}
            back={{ to: '/call-ups', label: t(w.all) }}
            actions={
              mayLead && (
                <>
                  {called && <LeadersPapers callUp={callUp} />}
                  <CloseButton callUp={callUp} />
                </>
              )
            }
          >
            {open && mayLead && callUp.state !== 'closed' && <WaveSteps callUp={callUp} wave={open} />}
            {called && <MusterBoard callUp={callUp} waves={waves} />}
          </DeskPage>
        )
      }}
    </Answer>
  )
}

function LeadersPapers({ callUp }: { callUp: CallUp }) {
  return useLeads(callUp) ? <Papers callUp={callUp} /> : null
}

/** Where departments name theirs nothing is drawn. */
const stateWord = ({ way, state }: CallUp) =>
  way === 'named' && state === 'published' ? w.toName : callUpStates.words[state]

function CloseButton({ callUp }: { callUp: CallUp }) {
  const t = useT()
  const { message, modal } = App.useApp()
  const close = useAct(mobilize.operations.close, {
    refresh: [mobilize.room],
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  const leads = useLeads(callUp)
  if (callUp.state === 'closed' || !leads) return null
  return (
    <Button
      loading={close.isPending}
      onClick={() =>
        void modal.confirm({
          title: t(w.close),
          content: t(w.closeSure),
          okText: t(w.close),
          onOk: () => close.mutateAsync({ id: callUp.id }).catch(() => undefined),
        })
      }
    >
      {t(w.close)}
    </Button>
  )
}
