/** Tubes and their custody: a tube whose recorded swabs differ from the heads counted stands out until it is settled. */
import { Checkbox, Select } from 'antd'
import { useState } from 'react'
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import type { OutputFor } from '../../../platform/web/client.ts'
import { type Column, DataTable } from '../../../platform/web/desk/data-table.tsx'
import { Block, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { Figure, Figures } from '../../../platform/web/desk/figure.tsx'
import { useAsk } from '../../../platform/web/desk/queries.ts'
import { usePages } from '../../../platform/web/desk/use-pages.ts'
import { useSettled } from '../../../platform/web/desk/use-settled.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { useLive } from '../../../platform/web/live.ts'
import { testing } from '../contract.ts'
import { custodySteps } from '../model.ts'
import { tubeWords } from '../words.ts'
import { RoundFrame } from './round-frame.tsx'
import type { RoundWithSites } from './use-round.ts'

type Tube = OutputFor<typeof testing.operations.tubes>['rows'][number]
const topics = ['testing.sample', testing.events.sampleVoided.type]
/** Closed, and the heads counted are not the swabs recorded. */
const mismatched = (tube: Tube): boolean => tube.closedAt !== null && tube.counted !== tube.samples

export default function TubesPage() {
  return <RoundFrame section="tubes">{(data) => <TubeList {...data} />}</RoundFrame>
}

function TubeList({ round, sites }: RoundWithSites) {
  const t = useT()
  const [onlyMismatched, setOnly] = useState(false)
  const [siteId, setSite] = useState<string | null>(null)
  const totals = useAsk(testing.operations.report, { id: round.id }, { every: round.state === 'open' ? 30_000 : false })
  const list = usePages(
    testing.operations.tubes,
    { roundId: round.id, onlyMismatched, ...(siteId ? { siteId } : {}) },
    { keep: true },
  )
  const readAgain = useSettled(
    () => {
      void list.query.refetch()
      void totals.refetch()
    },
    1000,
    5000,
  )
  useLive(topics, readAgain, { onRestart: readAgain })
  const siteName = new Map(sites.map((site) => [site.id, site.name]))
  const sum = totals.data?.tubes
  const columns: Column<Tube>[] = [
    { key: 'code', title: tubeWords.code, width: 150, cell: (tube) => <span className="mono">{tube.code}</span> },
    { key: 'site', title: tubeWords.site, width: 200, cell: (tube) => siteName.get(tube.siteId) ?? '–' },
    { key: 'lane', title: tubeWords.lane, width: 70, right: true, cell: (tube) => tube.lane },
    { key: 'pool', title: tubeWords.filled, width: 70, right: true, cell: (tube) => tube.poolSize },
    { key: 'samples', title: tubeWords.samples, width: 80, right: true, cell: (tube) => tube.samples },
    {
      key: 'counted',
      title: tubeWords.counted,
      width: 120,
      right: true,
      cell: (tube) =>
        mismatched(tube) ? (
          <strong className="tube-differs">
            {tube.counted ?? '–'} · {t(tubeWords.differ, { n: Math.abs((tube.counted ?? 0) - tube.samples) })}
          </strong>
        ) : (
          (tube.counted ?? '')
        ),
    },
    {
      key: 'closed',
      title: tubeWords.closedAt,
      width: 150,
      cell: (tube) =>
        tube.closedAt ? shanghaiMinute(tube.closedAt) : <span className="muted">{t(tubeWords.filling)}</span>,
    },
    {
      key: 'step',
      title: tubeWords.step,
      cell: (tube) =>
        tube.lastStep && (
          <>
            {t(custodySteps.words[tube.lastStep])}{' '}
            <span className="muted">{tube.lastStepAt && shanghaiMinute(tube.lastStepAt)}</span>
          </>
        ),
    },
  ]
  return (
    <>
      <Figures label={t(tubeWords.opened)}>
        <Figure
          lead
          label={t(tubeWords.mismatched)}
          value={sum?.mismatched ?? null}
          {...(sum && sum.mismatched > 0 ? { tone: 'hand' as const } : {})}
          onOpen={() => setOnly(true)}
        />
        <Figure label={t(tubeWords.opened)} value={sum?.opened ?? null} />
        <Figure label={t(tubeWords.closed)} value={sum?.closed ?? null} />
        <Figure label={t(tubeWords.packed)} value={sum?.packed ?? null} />
        <Figure label={t(tubeWords.received)} value={sum?.receivedByLab ?? null} />
      </Figures>
      <Block flush>
        <DataTable
          id="testing.tubes"
          label={t(tubeWords.code)}
          columns={columns}
          rows={list.rows}
          rowKey={(tube) => tube.id}
          loading={list.reading && list.rows === undefined}
          total={list.total}
          onMore={list.more}
          rowTone={(tube) => (mismatched(tube) ? 'hand' : undefined)}
          filters={
            <>
              <Select
                aria-label={t(tubeWords.site)}
                value={siteId ?? ''}
                onChange={(value) => setSite(value === '' ? null : value)}
                options={[
                  { value: '', label: t(tubeWords.allSites) },
                  ...sites.map((site) => ({ value: site.id, label: site.name })),
                ]}
                style={{ minWidth: 180 }}
              />
              <Checkbox checked={onlyMismatched} onChange={(e) => setOnly(e.target.checked)}>
                {t(tubeWords.onlyMismatched)}
              </Checkbox>
            </>
          }
          empty={
            onlyMismatched ? (
              <Nothing title={t(tubeWords.noneMismatched)} />
            ) : (
              <Nothing title={t(tubeWords.none)} hint={t(tubeWords.noneHint)} />
            )
          }
        />
      </Block>
      <p className="muted">{t(tubeWords.lead)}</p>
    </>
  )
}
