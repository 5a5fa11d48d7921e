/** Positive self-tests: whom to ask for a PCR test, and what came of it. A question, not a restriction: nothing here confines anybody. */
import { App, Segmented, Select } from 'antd'
import { useState } from 'react'
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import { type OutputFor, wordsOf } from '../../../platform/web/client.ts'
import { type Column, DataTable } from '../../../platform/web/desk/data-table.tsx'
import { useDesk } from '../../../platform/web/desk/desk-context.tsx'
import { Block, DeskPage, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { Figure, Figures } from '../../../platform/web/desk/figure.tsx'
import { sinceWords } from '../../../platform/web/desk/figures.ts'
import { useAct, useAsk } from '../../../platform/web/desk/queries.ts'
import { useNow } from '../../../platform/web/desk/use-now.ts'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import { selftest } from '../contract.ts'
import { followUpSteps, results, sources } from '../model.ts'
import { selftestWords } from '../words.ts'
import { PhoneNumber } from './phone-number.tsx'
import { useFollowing } from './use-collections.ts'
import { deskWords as w } from './words.ts'
import './selftest.css'

type Row = OutputFor<typeof selftest.operations.followUps>['rows'][number]
const { followUpOpened, followUpStepped } = selftest.events

export default function FollowUpsPage() {
  const { t, lang } = useLang()
  const { operation } = useDesk()
  const now = useNow(30_000)
  const [state, setState] = useState<'open' | 'closed'>('open')
  const answer = useAsk(
    selftest.operations.followUps,
    { state, ...(operation ? { operationId: operation.id } : {}) },
    { keep: true },
  )
  useFollowing(answer.refetch, [followUpOpened.type, followUpStepped.type])
  const columns: Column<Row>[] = [
    { key: 'name', title: w.person, width: 130, cell: (row) => <strong>{row.name}</strong> },
    { key: 'address', title: w.address, cell: (row) => row.address },
    { key: 'phone', title: w.phone, width: 190, cell: (row) => <PhoneNumber {...row} may /> },
    {
      key: 'at',
      title: w.reportedAt,
      width: 190,
      cell: (row) => (
        <>
          {sinceWords(row.openedAt, now, lang)}
          <br />
          <span className="muted">{t(sources.words[row.source])}</span>
        </>
      ),
    },
    {
      key: 'steps',
      title: w.stepsSoFar,
      cell: (row) => (
        <ul className="selftest-steps">
          {row.steps.map((step) => (
            <li key={`${step.step} ${step.at}`}>
              {t(followUpSteps.words[step.step])} <span className="muted">{shanghaiMinute(step.at)}</span>
            </li>
          ))}
          {row.since && <li className="muted">{t(w.followSince, { result: t(results.words[row.since]) })}</li>}
        </ul>
      ),
    },
    ...(state === 'open'
      ? [
          {
            key: 'next',
            title: w.nextStep,
            width: 240,
            cell: (row: Row) => <NextStep followUpId={row.id} name={row.name} />,
          },
        ]
      : []),
  ]
  const rows = answer.data?.rows
  return (
    <DeskPage title={t(w.followTitle)} lead={t(selftestWords.noDiagnosis)} back={{ to: '/selftest', label: t(w.all) }}>
      {state === 'open' && (
        <Figures label={t(w.toFollowUp)}>
          <Figure
            lead
            label={t(w.toFollowUp)}
            value={rows?.length ?? null}
            {...(rows?.length ? { tone: 'hand' as const } : {})}
          />
        </Figures>
      )}
      <Block flush>
        <DataTable
          id="selftest.follow-ups"
          label={t(w.followTitle)}
          rows={rows}
          rowKey={(row) => row.id}
          columns={columns}
          loading={answer.isFetching}
          filters={
            <Segmented<'open' | 'closed'>
              aria-label={t(w.followTitle)}
              value={state}
              onChange={setState}
              options={[
                { value: 'open', label: t(w.followOpen) },
                { value: 'closed', label: t(w.followDone) },
              ]}
            />
          }
          empty={<Nothing title={t(w.followNone)} hint={t(w.followNoneHint)} />}
        />
      </Block>
    </DeskPage>
  )
}

function NextStep({ followUpId, name }: { followUpId: string; name: string }) {
  const { t } = useLang()
  const { message } = App.useApp()
  const record = useAct(selftest.operations.recordStep, {
    refresh: [selftest.operations.followUps],
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  return (
    <Select
      aria-label={`${t(w.nextStep)} ${name}`}
      placeholder={t(w.nextStep)}
      style={{ width: '100%' }}
      value={null}
      loading={record.isPending}
      disabled={record.isPending}
      popupMatchSelectWidth={300}
      onChange={(step) => step && record.mutate({ id: freshId(), followUpId, step })}
      options={followUpSteps.values.map((value) => ({ value, label: t(followUpSteps.words[value]) }))}
    />
  )
}
