/** Measures with their order, their days left, and what a person does about them: confirm, drop, extend, print the notice, record the release. */
import { App, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import { serverNow, wordsOf } from '../../../platform/web/client.ts'
import { Answer } from '../../../platform/web/desk/answer.tsx'
import { Block, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { Facts } from '../../../platform/web/desk/facts.tsx'
import { LinkButton } from '../../../platform/web/desk/link-button.tsx'
import { useAct, useAsk } from '../../../platform/web/desk/queries.ts'
import { useLang, useT } from '../../../platform/web/lang.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { web } from '../../../platform/web/words.ts'
import { pass } from '../contract.ts'
import { daysLeft, lateHours, type Measure, measureStates } from '../measure.ts'
import { passKinds } from '../model.ts'
import { Mark } from './mark.tsx'
import { NoticePaper } from './notice-paper.tsx'
import { deskWords as w } from './words.ts'

const ops = pass.operations
const OVER = ['released', 'dropped']

/** @param current leaves out those that are over */
export function MeasureCards({ operationId, current = false }: { operationId: string; current?: boolean }) {
  const t = useT()
  const answer = useAsk(ops.measures, { operationId })
  const drafts = useMay(ops.draftMeasure.roles)
  return (
    <Answer of={answer}>
      {({ measures }) => {
        const shown = measures.filter(({ state }) => !current || !OVER.includes(state))
        return shown.length === 0 ? (
          <Block>
            <Nothing
              title={t(w.noMeasures)}
              hint={t(w.noMeasuresHint)}
              action={
                drafts && (
                  <LinkButton to="/passes/measures/new" type="primary">
                    {t(w.newMeasure)}
                  </LinkButton>
                )
              }
            />
          </Block>
        ) : (
          shown.map((measure) => <MeasureCard key={measure.id} measure={measure} />)
        )
      }}
    </Answer>
  )
}

function MeasureCard({ measure }: { measure: Measure }) {
  const { t, lang } = useLang()
  const { message, modal } = App.useApp()
  const [releasing, release] = useState<string | null>(null)
  const [printing, print] = useState(false)
  const after = {
    refresh: [pass.room],
    onDone: () => {
      release(null)
      void message.success(t(w.saved))
    },
    onProblem: (error: Error) => void message.error(t(wordsOf(error))),
  }
  const confirm = useAct(ops.confirmMeasure, after)
  const drop = useAct(ops.dropMeasure, after)
  const lift = useAct(ops.releaseMeasure, after)
  const confirms = useMay(ops.confirmMeasure.roles)
  const decides = useMay(ops.draftMeasure.roles)
  const now = serverNow()
  const late = lateHours(measure, now)
  const { state, policy, document } = measure
  const tone = ({ 'in-force': 'good', draft: 'hand', 'to-release': 'alarm' } as const)[state as 'draft'] ?? 'plain'
  const kinds = passKinds.values.filter((kind) => policy.validDays[kind] !== undefined)
  const limits = [
    policy.household && `${t(w.householdPeople)} ${policy.household.people} / ${policy.household.days}`,
    policy.outHours !== null && `${t(w.outHours)} ${policy.outHours}`,
    `${t(w.feverAt)} ${policy.feverAt}`,
    `${t(w.codeMinutes)} ${policy.codeMinutes}`,
  ].filter((text) => typeof text === 'string')
  return (
    <Block
      title={`${measure.areaName} · ${document}`}
      note={
        <>
          <Mark tone={tone}>{t(measureStates.words[state])}</Mark>
          {state === 'in-force' && t(w.daysLeft, { n: daysLeft(measure, now) })}
          {late > 0 && <strong className="pass-late">{t(w.lateBy, { n: late })}</strong>}
        </>
      }
      actions={
        <>
          {state === 'draft' && confirms && !measure.mine && (
            <Button
              type="primary"
              loading={confirm.isPending}
              onClick={() =>
                modal.confirm({
                  title: t(w.confirm),
                  content: t(w.confirmSure, { document }),
                  okText: t(w.confirm),
                  cancelText: t(web.cancel),
                  onOk: () => confirm.mutate({ id: measure.id }),
                })
              }
            >
              {t(w.confirm)}
            </Button>
          )}
          {state === 'draft' && decides && (
            <Button loading={drop.isPending} onClick={() => drop.mutate({ id: measure.id })}>
              {t(w.drop)}
            </Button>
          )}
          {state !== 'draft' && state !== 'dropped' && <Button onClick={() => print(true)}>{t(w.notice)}</Button>}
          {(state === 'in-force' || state === 'to-release') && decides && (
            <LinkButton to="/passes/measures/new" search={{ extends: measure.id } as never}>
              {t(w.extend)}
            </LinkButton>
          )}
          {measure.confirmedAt !== null && measure.releasedAt === null && decides && (
            <Button {...(late > 0 ? { type: 'primary' as const } : {})} onClick={() => release('')}>
              {t(w.release)}
            </Button>
          )}
        </>
      }
    >
      <Facts
        rows={[
          [t(w.decidedBy), `${measure.decidedBy} ${measure.documentOn}`],
          [t(w.article), measure.article],
          [t(w.evidence), measure.evidence],
          [t(w.term), `${shanghaiMinute(measure.startsAt)} – ${shanghaiMinute(measure.endsAt)}`],
          [t(w.kinds), kinds.map((kind) => t(passKinds.words[kind])).join(lang === 'zh' ? '、' : ', ')],
          [t(w.policy), limits.join(' · ')],
          [t(w.drafter), measure.draftedBy ?? ''],
          [t(w.confirmer), measure.confirmedBy ?? ''],
          ...(measure.releaseDocument === null ? [] : [[t(w.releaseDocument), measure.releaseDocument] as const]),
        ]}
      />
      <Modal
        open={releasing !== null}
        title={t(w.release)}
        onCancel={() => release(null)}
        okText={t(w.release)}
        cancelText={t(web.cancel)}
        okButtonProps={{ disabled: (releasing ?? '').trim().length < 2, loading: lift.isPending }}
        onOk={() => lift.mutate({ id: measure.id, document: (releasing ?? '').trim() })}
      >
        <p className="muted">{t(w.releaseHint)}</p>
        <Input
          aria-label={t(w.releaseDocument)}
          placeholder={t(w.releaseDocument)}
          maxLength={80}
          value={releasing ?? ''}
          onChange={({ target }) => release(target.value)}
        />
      </Modal>
      {printing && <NoticePaper measure={measure} onPrinted={() => print(false)} />}
    </Block>
  )
}
