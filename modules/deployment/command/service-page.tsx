/** Who served how long, by department and person; certificates on paper, Excel for recognition. */
import { App, Button, Switch } from 'antd'
import { useState } from 'react'
import { dayPlus, shanghaiDay } from '../../../platform/pure/time.ts'
import { call, type OutputFor, serverNow, wordsOf } from '../../../platform/web/client.ts'
import { type Column, DataTable } from '../../../platform/web/desk/data-table.tsx'
import { useDesk } from '../../../platform/web/desk/desk-context.tsx'
import { Block, DeskPage, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { ExportButton } from '../../../platform/web/desk/export-button.tsx'
import { Figure, Figures } from '../../../platform/web/desk/figure.tsx'
import { useAct, useAsk } from '../../../platform/web/desk/queries.ts'
import { DayPicker } from '../../../platform/web/desk/when-picker.tsx'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import { inFours } from '../certificate.ts'
import { deployment } from '../contract.ts'
import { deployWords as w } from '../words.ts'
import { Certificates } from './certificates.tsx'
import { CertificatePaper } from './papers.tsx'
import '../../../platform/web/desk/record.css'
import './deployment.css'

const ops = deployment.operations
type Told = OutputFor<typeof ops.service>
type Served = Told['people'][number]

const departmentColumns: Column<Told['departments'][number]>[] = [
  { key: 'name', title: w.department, cell: (d) => d.name },
  { key: 'people', title: w.served, width: 140, right: true, cell: (d) => d.people },
  { key: 'days', title: w.days, width: 90, right: true, cell: (d) => d.days },
  { key: 'hours', title: w.hours, width: 90, right: true, cell: (d) => d.hours },
]

export default function ServicePage() {
  const { t, lang } = useLang()
  const { message } = App.useApp()
  const { operation } = useDesk()
  const today = shanghaiDay(serverNow())
  const [from, setFrom] = useState(dayPlus(today, -30))
  const [to, setTo] = useState(today)
  const [only, setOnly] = useState(false)
  const [paper, setPaper] = useState<OutputFor<typeof ops.issueCertificate> | null>(null)
  const [seen, setSeen] = useState<Served | null>(null)
  const period = { from, to, operationId: only ? (operation?.id ?? null) : null }
  const asked = useAsk(ops.service, period, { keep: true })
  const issue = useAct(ops.issueCertificate, {
    onDone: (made) => {
      setPaper(made)
      void message.success(t(w.certificateMade, { number: inFours(made.number) }))
    },
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  const columns: Column<Served>[] = [
    {
      ...{ key: 'name', title: w.name, width: 100 },
      cell: (p) => (
        <button type="button" className="row-link row-button" onClick={() => setSeen(p)}>
          {p.name}
        </button>
      ),
    },
    { key: 'department', title: w.department, width: 160, cell: (p) => p.department },
    { key: 'days', title: w.days, width: 80, right: true, cell: (p) => p.days, sort: (a, b) => a.days - b.days },
    { key: 'hours', title: w.hours, width: 80, right: true, cell: (p) => p.hours, sort: (a, b) => a.hours - b.hours },
    { key: 'nights', title: w.nights, width: 80, right: true, cell: (p) => p.nights },
    { key: 'first', title: w.first, width: 110, cell: (p) => p.first },
    { key: 'last', title: w.last, width: 110, cell: (p) => p.last },
    { key: 'tasks', title: w.tasks, width: 220, cell: (p) => p.tasks.join(t(w.listed)) },
    {
      key: 'certificate',
      title: w.certificate,
      width: 110,
      cell: (p) => (
        <Button
          size="small"
          loading={issue.isPending && issue.variables?.personId === p.personId}
          onClick={() => issue.mutate({ id: freshId(), personId: p.personId, ...period })}
        >
          {t(w.certificate)}
        </Button>
      ),
    },
  ]
  const told = asked.data
  return (
    <DeskPage
      title={t(w.service)}
      lead={t(w.serviceLead)}
      actions={
        <div className="deploy-head">
          <DayPicker label={t(w.from)} value={from} onChange={(next) => next && setFrom(next)} />
          <DayPicker label={t(w.to)} value={to} onChange={(next) => next && setTo(next)} />
          {operation && (
            <label className="deploy-acts">
              <Switch size="small" checked={only} onChange={setOnly} aria-label={t(w.onlyOperation)} />
              {t(w.onlyOperation)}
            </label>
          )}
        </div>
      }
    >
      <Figures label={t(w.service)}>
        <Figure lead label={t(w.served)} value={told?.total.people ?? null} />
        <Figure label={t(w.days)} value={told?.total.days ?? null} />
        <Figure label={t(w.hours)} value={told?.total.hours ?? null} />
      </Figures>
      <Block flush>
        <DataTable<Served>
          id="deployment.service"
          label={t(w.service)}
          columns={columns}
          rows={told?.people}
          rowKey={(p) => p.personId}
          loading={asked.isLoading}
          {...((told?.people.length ?? 0) > 50 ? { height: 560 } : {})}
          actions={
            <ExportButton
              title={t(w.exportTitle)}
              disabled={!told?.people.length}
              start={(purpose) => call(ops.exportService, { ...period, purpose, lang })}
            />
          }
          empty={<Nothing title={t(w.serviceNone)} hint={t(w.serviceNoneHint)} />}
        />
      </Block>
      {told !== undefined && told.departments.length > 0 && (
        <Block flush title={t(w.byDepartment)}>
          <DataTable
            id="deployment.departments"
            label={t(w.byDepartment)}
            columns={departmentColumns}
            rows={told.departments}
            rowKey={(d) => d.name}
          />
        </Block>
      )}
      {seen && <Certificates person={seen} onClose={() => setSeen(null)} />}
      {paper && <CertificatePaper paper={paper} onPrinted={() => setPaper(null)} />}
    </DeskPage>
  )
}
