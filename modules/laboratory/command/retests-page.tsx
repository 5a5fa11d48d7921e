/** Whom to tell and to swab alone, the most urgent first, as grid workers see it: no outcome, no tube. */
import { App, Select } from 'antd'
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import { serverNow, wordsOf } from '../../../platform/web/client.ts'
import { DataTable } from '../../../platform/web/desk/data-table.tsx'
import { Block, DeskPage, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { Figure, Figures } from '../../../platform/web/desk/figure.tsx'
import { useAct, useAsk } from '../../../platform/web/desk/queries.ts'
import { useNow } from '../../../platform/web/desk/use-now.ts'
import { useSettled } from '../../../platform/web/desk/use-settled.ts'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { useLive } from '../../../platform/web/live.ts'
import { laboratory } from '../contract.ts'
import { type Retest, tellingOutcomes } from '../model.ts'
import { laboratoryWords as l, retestWords as w } from '../words.ts'
import { Deadline } from './follow/deadline.tsx'
import './laboratory.css'

const { retestsAsked, retestsEnded, personTold, deadlinePassed } = laboratory.events
const topics = ['testing.sample', ...[retestsAsked, retestsEnded, personTold, deadlinePassed].map((e) => e.type)]

export default function RetestsPage() {
  const t = useT()
  const now = useNow(15_000)
  const list = useAsk(laboratory.operations.retests, {})
  const soon = useSettled(() => void list.refetch(), 500, 3000)
  useLive(topics, soon, { onRestart: soon })
  const rows = list.data?.rows
  const count = (is: (row: Retest) => boolean): number | null => rows?.filter(is).length ?? null
  const overdue = (row: Retest): boolean => row.resampledAt === null && now >= Date.parse(row.dueAt)
  const late = count(overdue)
  return (
    <DeskPage title={t(l.retests)} lead={t(w.lead)}>
      <Figures label={t(l.retests)}>
        <Figure lead label={t(w.toDo)} value={count((row) => row.resampledAt === null)} />
        <Figure label={t(w.overdue)} value={late} {...(late ? { tone: 'alarm' as const } : {})} />
        <Figure label={t(w.notTold)} value={count((row) => row.lastTold !== 'told')} />
        <Figure label={t(w.done)} value={count((row) => row.resampledAt !== null)} />
      </Figures>
      <Block flush>
        <DataTable<Retest>
          id="laboratory.retests"
          label={t(l.retests)}
          rows={rows}
          rowKey={(row) => row.sampleId}
          empty={<Nothing title={t(w.none)} hint={t(w.noneHint)} />}
          rowTone={(row) => (row.resampledAt ? 'quiet' : overdue(row) ? 'alarm' : undefined)}
          columns={[
            { key: 'name', title: l.name, width: 120, cell: (row) => row.name },
            { key: 'address', title: l.address, width: 280, cell: (row) => row.address },
            {
              key: 'phone',
              title: l.phone,
              width: 140,
              cell: (row) => <span className="mono">{row.phoneMasked ?? '–'}</span>,
            },
            {
              key: 'due',
              title: w.due,
              width: 260,
              cell: (row) =>
                row.resampledAt ? (
                  `${t(w.done)} ${shanghaiMinute(row.resampledAt)}`
                ) : (
                  <Deadline due={row.dueAt} now={now} />
                ),
            },
            { key: 'told', title: w.record, cell: (row) => <Told row={row} /> },
          ]}
        />
      </Block>
    </DeskPage>
  )
}

/** What came of telling them: chosen where it is seen. */
function Told({ row }: { row: Retest }) {
  const t = useT()
  const { message } = App.useApp()
  const record = useAct(laboratory.operations.recordTold, {
    refresh: [laboratory.operations.retests],
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  const note = (outcome: NonNullable<Retest['lastTold']>) => {
    const at = new Date(serverNow()).toISOString()
    record.mutate({ sentAt: at, items: [{ id: freshId(), sampleId: row.sampleId, way: 'call', outcome, at }] })
  }
  return (
    <Select
      size="small"
      aria-label={`${t(w.record)} ${row.name}`}
      placeholder={t(w.notTold)}
      value={row.lastTold}
      loading={record.isPending}
      onChange={(outcome) => outcome && note(outcome)}
      options={tellingOutcomes.values.map((value) => ({ value, label: t(tellingOutcomes.words[value]) }))}
      style={{ minWidth: 130 }}
    />
  )
}
