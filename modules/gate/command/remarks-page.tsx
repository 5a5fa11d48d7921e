/** Who was not let through, and where phone and server say different things: both reasons side by side. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Segmented, Tag } from 'antd'
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import { DataTable } from '../../../platform/web/desk/data-table.tsx'
import { Block, DeskPage, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { usePages } from '../../../platform/web/desk/use-pages.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { gates } from '../contract.ts'
import type { Remarked } from '../desk-contract.ts'
import { directions, doubts, type Light, lights, outcomes, type Reason, reasons, ways } from '../model.ts'
import { useGateLive, useGateNames } from './use-gates.ts'
import { gateDesk as w } from './words.ts'

export default function RemarksPage() {
  const t = useT()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as { of?: string }
  const of = search.of === 'different' ? 'different' : 'refused'
  const nameOf = useGateNames()
  const list = usePages(gates.operations.remarks, { of }, { keep: true })
  useGateLive(gates.operations.remarks)
  const verdict = (light: Light, because: readonly Reason[]) => (
    <>
      <Tag>{t(lights.words[light])}</Tag>
      {because.map((reason) => t(reasons.words[reason])).join('；')}
    </>
  )
  return (
    <DeskPage title={t(w.remarks)} lead={t(w.remarksLead)}>
      <Block flush>
        <DataTable<Remarked>
          id="gate.remarks"
          label={t(w.remarks)}
          rows={list.rows}
          rowKey={(row) => row.id}
          loading={list.reading}
          onMore={list.more}
          filters={
            <Segmented
              value={of}
              aria-label={t(w.remarks)}
              options={[
                { value: 'refused', label: t(w.refused) },
                { value: 'different', label: t(w.differing) },
              ]}
              onChange={(next) => void navigate({ to: '/gates/remarks', search: { of: next } })}
            />
          }
          empty={<Nothing title={t(w.noRemarks)} />}
          columns={[
            { key: 'at', title: w.at, width: 150, cell: (row) => shanghaiMinute(row.at) },
            { key: 'gate', title: w.gate, width: 180, cell: (row) => nameOf(row.gateId) },
            { key: 'direction', title: w.direction, width: 80, cell: (row) => t(directions.words[row.direction]) },
            { key: 'way', title: w.way, width: 100, cell: (row) => t(ways.words[row.way]) },
            { key: 'told', title: w.told, width: 260, cell: (row) => verdict(row.light, row.because) },
            { key: 'server', title: w.server, width: 260, cell: (row) => verdict(row.serverLight, row.serverBecause) },
            { key: 'outcome', title: w.outcome, width: 120, cell: (row) => t(outcomes.words[row.outcome]) },
            {
              ...{ key: 'person', title: w.person, width: 170 },
              cell: (row) => (row.number === null ? t(w.noPass) : `${row.number} ${row.name ?? ''}`),
            },
            {
              ...{ key: 'doubts', title: w.doubts, width: 160, extra: true },
              cell: (row) => row.doubts.map((doubt) => t(doubts.words[doubt])).join('；') || '–',
            },
          ]}
        />
      </Block>
    </DeskPage>
  )
}
