/** Who is near or over the cap, shown before the next call-up. */
import { Switch } from 'antd'
import { useState } from 'react'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import { type OutputFor, serverNow } from '../../../platform/web/client.ts'
import { DataTable } from '../../../platform/web/desk/data-table.tsx'
import { Block, DeskPage, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { Figure, Figures } from '../../../platform/web/desk/figure.tsx'
import { LinkButton } from '../../../platform/web/desk/link-button.tsx'
import { useAsk } from '../../../platform/web/desk/queries.ts'
import { DayPicker } from '../../../platform/web/desk/when-picker.tsx'
import { useT } from '../../../platform/web/lang.tsx'
import { deployment } from '../contract.ts'
import { deployWords as w } from '../words.ts'
import { fatigueTone, useFatigueColumns } from './fatigue-columns.tsx'
import './deployment.css'

type Row = OutputFor<typeof deployment.operations.fatigue>['people'][number]

export default function FatiguePage() {
  const t = useT()
  const [day, setDay] = useState(() => shanghaiDay(serverNow()))
  const [all, setAll] = useState(false)
  const asked = useAsk(deployment.operations.fatigue, { day, all }, { keep: true })
  const columns = useFatigueColumns<Row>()
  const told = asked.data
  return (
    <DeskPage
      title={t(w.fatigue)}
      lead={told && t(w.fatigueLead, { hours: told.caps.hours, nights: told.caps.nights, rest: told.caps.rest })}
      actions={
        <div className="deploy-head">
          <LinkButton to="/staff/caps">{t(w.capsLink)}</LinkButton>
          <DayPicker label={t(w.day)} value={day} onChange={(next) => next && setDay(next)} />
        </div>
      }
    >
      <Figures label={t(w.fatigue)}>
        <Figure lead label={t(w.over)} value={told?.over ?? null} {...(told?.over ? { tone: 'alarm' as const } : {})} />
        <Figure label={t(w.near)} value={told?.near ?? null} {...(told?.near ? { tone: 'hand' as const } : {})} />
        <Figure label={t(w.working)} value={told?.working ?? null} />
      </Figures>
      <Block flush>
        <DataTable<Row>
          id="deployment.fatigue"
          label={t(w.fatigue)}
          columns={columns}
          rows={told?.people}
          rowKey={(p) => p.personId}
          rowTone={fatigueTone}
          loading={asked.isLoading}
          filters={
            <label className="deploy-acts">
              <Switch size="small" checked={all} onChange={setAll} aria-label={t(w.showAll)} /> {t(w.showAll)}
            </label>
          }
          empty={<Nothing title={t(w.fatigueNone)} hint={t(w.fatigueNoneHint)} />}
        />
      </Block>
    </DeskPage>
  )
}
