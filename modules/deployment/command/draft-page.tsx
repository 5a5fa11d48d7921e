/** The plan being worked on: what was proposed with its reasons, beside what could not be met and the nearest change. */
import { App, Button } from 'antd'
import { useState } from 'react'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import { serverNow, wordsOf } from '../../../platform/web/client.ts'
import { Answer } from '../../../platform/web/desk/answer.tsx'
import { Block, DeskPage, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { NoOperation } from '../../../platform/web/desk/no-operation.tsx'
import { Figure, Figures } from '../../../platform/web/desk/figure.tsx'
import { useAct, useAsk } from '../../../platform/web/desk/queries.ts'
import { DayPicker } from '../../../platform/web/desk/when-picker.tsx'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { web } from '../../../platform/web/words.ts'
import { deployment } from '../contract.ts'
import { type Draft, refusals, solvings } from '../model.ts'
import { deployWords as w } from '../words.ts'
import { DraftSeats } from './draft-seats.tsx'
import { Shortfalls } from './shortfalls.tsx'
import { useDo, useOpenOperation } from './use-deployment.ts'
import { useNames } from './use-names.ts'
import './deployment.css'

const ops = deployment.operations

export default function DraftPage() {
  const t = useT()
  const operation = useOpenOperation()
  const back = { to: '/deployment', label: t(w.title) }
  if (!operation)
    return (
      <DeskPage title={t(w.draft)} back={back}>
        <NoOperation />
      </DeskPage>
    )
  return <Plan key={operation.id} operationId={operation.id} />
}

function Plan({ operationId }: { operationId: string }) {
  const t = useT()
  const { message, modal } = App.useApp()
  const today = shanghaiDay(serverNow())
  const asked = useAsk(ops.draft, { operationId })
  const draft = asked.data?.draft ?? null
  const [days, setDays] = useState<{ from: string; to: string } | null>(null)
  const from = days?.from ?? draft?.fromDay ?? today
  const to = days?.to ?? draft?.toDay ?? today
  const propose = useDo(ops.propose)
  const discard = useDo(ops.discardDraft)
  const publish = useAct(ops.publish, {
    refresh: [deployment.room],
    onDone: ({ placed, refused }) => {
      if (refused.length === 0) void message.success(t(w.published, { n: placed }))
      else
        modal.warning({
          title: t(w.notPublished),
          content: refused
            .map(({ personId, why }) => {
              const name = draft?.seats.find((seat) => seat.personId === personId)?.name ?? ''
              return `${name}: ${t(refusals.words[why])}`
            })
            .join(t(w.listed)),
        })
    },
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  const begin = () =>
    propose.mutate({
      ...{ operationId, draftId: draft?.id ?? freshId(), version: draft?.version ?? null },
      ...{ fromDay: from, toDay: to < from ? from : to },
    })
  return (
    <DeskPage
      title={t(w.draft)}
      lead={t(w.draftLead)}
      back={{ to: '/deployment', label: t(w.title) }}
      actions={
        <div className="deploy-head">
          <DayPicker
            label={t(w.from)}
            value={from}
            onChange={(next) => next && setDays({ from: next, to: next > to ? next : to })}
          />
          <DayPicker label={t(w.to)} value={to} onChange={(next) => next && setDays({ from, to: next })} />
          <Button loading={propose.isPending} onClick={begin} type={draft ? 'default' : 'primary'}>
            {t(propose.isPending ? w.proposing : draft ? w.proposeAgain : w.propose)}
          </Button>
          {draft && (
            <>
              <Button
                danger
                loading={discard.isPending}
                onClick={() => discard.mutate({ draftId: draft.id, version: draft.version })}
              >
                {t(w.discard)}
              </Button>
              <Button
                type="primary"
                loading={publish.isPending}
                disabled={draft.seats.length === 0}
                onClick={() =>
                  modal.confirm({
                    title: t(w.publishSure, { n: draft.seats.length }),
                    okText: t(w.publish),
                    cancelText: t(web.cancel),
                    onOk: () =>
                      publish.mutateAsync({ draftId: draft.id, version: draft.version }).catch(() => undefined),
                  })
                }
              >
                {t(w.publish)}
              </Button>
            </>
          )}
        </div>
      }
    >
      <Answer of={asked}>
        {() =>
          draft ? (
            <Seats operationId={operationId} draft={draft} />
          ) : (
            <Block>
              <Nothing title={t(w.draftNone)} hint={t(w.draftNoneHint)} />
            </Block>
          )
        }
      </Answer>
    </DeskPage>
  )
}

function Seats({ operationId, draft }: { operationId: string; draft: Draft }) {
  const t = useT()
  const { posts, people } = useNames(operationId, draft)
  const { shortfalls } = draft.outcome
  return (
    <>
      <Figures label={t(w.draft)}>
        <Figure
          lead
          label={t(w.unmet)}
          value={shortfalls.length}
          {...(shortfalls.length > 0 ? { tone: 'hand' as const } : {})}
        />
        <Figure label={t(w.seats)} value={draft.seats.length} note={t(solvings.words[draft.outcome.how])} />
        <Figure label={t(w.pinnedCount)} value={draft.seats.filter(({ pinned }) => pinned).length} />
        <Figure label={t(w.free)} value={draft.outcome.people} />
      </Figures>
      <div className="deploy-two deploy-wide-left">
        <Block title={t(w.seats)}>
          <DraftSeats draft={draft} posts={posts} />
        </Block>
        <Block title={t(w.missing)}>
          <Shortfalls shortfalls={shortfalls} posts={posts} people={people} />
        </Block>
      </div>
    </>
  )
}
