/** The phones in use: what still waits on them, when they were last heard of, and reporting one lost. */
import { App, Button } from 'antd'
import { access } from '../../pure/access-contract.ts'
import { type OutputFor, serverNow, wordsOf } from '../client.ts'
import { Answer } from '../desk/answer.tsx'
import { type Column, DataTable } from '../desk/data-table.tsx'
import { Block, DeskPage, Nothing } from '../desk/desk-page.tsx'
import { Figure, Figures } from '../desk/figure.tsx'
import { count, sinceWords } from '../desk/figures.ts'
import { useAct, useAsk } from '../desk/queries.ts'
import { useLang } from '../lang.tsx'
import { useLive } from '../live.ts'
import { web } from '../words.ts'
import { accessWords as w } from './words.ts'

type Device = OutputFor<typeof access.operations.devices>['devices'][number]
const stateOf = (d: Device) => (d.wipedAt ? w.deviceWiped : d.lostAt ? w.deviceLost : w.deviceInUse)
const topics = [access.events.deviceLost.type]

export default function DevicesPage() {
  const { t, lang } = useLang()
  const { modal, message } = App.useApp()
  const asked = useAsk(access.operations.devices, {}, { every: 30_000 })
  useLive(topics, () => void asked.refetch())
  const lose = useAct(access.operations.loseDevice, {
    refresh: [access.operations.devices],
    onDone: () => void message.success(t(w.loseDone)),
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  const confirmLoss = (d: Device) =>
    modal.confirm({
      title: t(w.loseTitle),
      content: t(w.loseText, { label: d.label, waiting: d.waiting ?? 0 }),
      okText: t(w.lose),
      okButtonProps: { danger: true },
      onOk: () => lose.mutateAsync({ deviceId: d.id }).catch(() => undefined),
    })
  const columns: Column<Device>[] = [
    { key: 'label', title: w.deviceLabel, cell: (d) => d.label },
    { key: 'seen', title: w.deviceSeen, cell: (d) => sinceWords(d.lastSeenAt, serverNow(), lang) },
    {
      key: 'waiting',
      title: w.deviceWaiting,
      right: true,
      cell: (d) =>
        d.waiting === null ? <span className="muted">{t(w.deviceWaitingUnknown)}</span> : count(d.waiting, lang),
      sort: (a, b) => (a.waiting ?? -1) - (b.waiting ?? -1),
    },
    { key: 'state', title: w.deviceState, cell: (d) => t(stateOf(d)) },
    {
      key: 'act',
      title: web.actions,
      width: 120,
      cell: (d) =>
        !d.lostAt && (
          <Button size="small" danger onClick={() => confirmLoss(d)} aria-label={`${t(w.lose)} ${d.label}`}>
            {t(w.lose)}
          </Button>
        ),
    },
  ]
  return (
    <DeskPage title={t(w.devices)} lead={t(w.devicesLead)}>
      <Answer of={asked} height={240}>
        {({ devices }) => {
          const holding = devices.filter((d) => !d.wipedAt && (d.waiting ?? 0) > 0).length
          const lost = devices.filter((d) => d.lostAt && !d.wipedAt).length
          return (
            <>
              {devices.length > 0 && (
                <Figures>
                  <Figure label={t(w.devicesInUse)} value={devices.filter((d) => !d.lostAt).length} lead />
                  <Figure label={t(w.devicesHolding)} value={holding} {...(holding > 0 ? { tone: 'hand' } : {})} />
                  <Figure label={t(w.devicesLost)} value={lost} {...(lost > 0 ? { tone: 'alarm' } : {})} />
                </Figures>
              )}
              <Block flush>
                <DataTable
                  id="access.devices"
                  label={t(w.devices)}
                  columns={columns}
                  rows={devices}
                  rowKey={(d) => d.id}
                  rowTone={(d) => (d.wipedAt ? 'quiet' : d.lostAt ? 'alarm' : undefined)}
                  empty={<Nothing title={t(w.devicesNone)} hint={t(w.devicesNoneHint)} />}
                />
              </Block>
            </>
          )
        }}
      </Answer>
    </DeskPage>
  )
}
