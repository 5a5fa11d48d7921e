/** Who has reported and what: positive ones first. A wrong one is entered again; the earlier line stays on record. */
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import type { OutputFor } from '../../../platform/web/client.ts'
import { AreaPicker } from '../../../platform/web/desk/area-picker.tsx'
import { type Column, DataTable } from '../../../platform/web/desk/data-table.tsx'
import { Block, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { Figure, Figures } from '../../../platform/web/desk/figure.tsx'
import { usePages } from '../../../platform/web/desk/use-pages.ts'
import { useSettled } from '../../../platform/web/desk/use-settled.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { selftest } from '../contract.ts'
import { reportDoubts, results, sources, type TestResult } from '../model.ts'
import { selftestWords } from '../words.ts'
import { CollectionFrame, type Framed } from './collection-frame.tsx'
import { HouseholdEntry } from './household-entry.tsx'
import { useAreaName, useFollowing } from './use-collections.ts'
import { deskWords as w } from './words.ts'

type Row = OutputFor<typeof selftest.operations.reported>['rows'][number]

export default function ReportedPage() {
  return <CollectionFrame section="reported">{(framed) => <Reported {...framed} />}</CollectionFrame>
}

function Reported({ collection, on, search, go }: Framed) {
  const t = useT()
  const [typed, setTyped] = useState('')
  const [text, setText] = useState('')
  const [entering, enter] = useState<string | null>(null)
  const settle = useSettled(() => setText(typed.trim()), 250, 800)
  const under = search.under ?? collection.path
  const areaName = useAreaName(under, collection)
  const wanted = (search.result ?? '').split(',').filter((value): value is TestResult => results.has(value))
  const question = {
    ...{ collectionId: collection.id, on, under },
    ...(text === '' ? {} : { text }),
    ...(wanted.length > 0 ? { result: wanted } : {}),
  }
  const people = usePages(selftest.operations.reported, question, { keep: true })
  useFollowing(people.query.refetch)
  const columns: Column<Row>[] = [
    { key: 'name', title: w.person, width: 130, cell: (row) => row.name || <span className="muted">{t(w.left)}</span> },
    {
      key: 'result',
      title: w.result,
      width: 100,
      cell: (row) => (
        <span className={row.result === 'negative' ? '' : 'selftest-hand'}>{t(results.words[row.result])}</span>
      ),
    },
    { key: 'address', title: w.address, cell: (row) => row.address },
    { key: 'testedAt', title: w.testedAt, width: 150, cell: (row) => row.testedAt && shanghaiMinute(row.testedAt) },
    { key: 'source', title: w.source, width: 120, cell: (row) => t(sources.words[row.source]) },
    { key: 'at', title: w.reportedAt, width: 150, extra: true, cell: (row) => shanghaiMinute(row.statedAt) },
    {
      key: 'doubts',
      title: w.remark,
      cell: (row) => (
        <span className="muted">{row.doubts.map((doubt) => t(reportDoubts.words[doubt])).join(' · ')}</span>
      ),
    },
    {
      key: 'act',
      title: w.correct,
      width: 90,
      cell: (row) =>
        row.name && (
          <Button size="small" onClick={() => enter(row.path)}>
            {t(w.correct)}
          </Button>
        ),
    },
  ]
  return (
    <>
      <Figures label={t(w.reported)}>
        <Figure
          lead
          label={
            wanted.length === 0 ? t(selftestWords.reported) : wanted.map((value) => t(results.words[value])).join(' · ')
          }
          value={people.total ?? null}
        />
      </Figures>
      <Block flush>
        <DataTable
          id="selftest.reported"
          label={t(w.reported)}
          rows={people.rows}
          rowKey={(row) => row.residentId}
          columns={columns}
          loading={people.reading}
          total={people.total}
          onMore={people.more}
          rowTone={(row) => (row.result === 'positive' ? 'hand' : undefined)}
          empty={
            text === '' && wanted.length === 0 ? (
              <Nothing title={t(w.nobodyReported)} hint={t(w.nobodyReportedHint)} />
            ) : (
              <Nothing title={t(w.nobodyFound)} />
            )
          }
          filters={
            <>
              <Select<TestResult[]>
                mode="multiple"
                allowClear
                className="selftest-filter"
                aria-label={t(w.result)}
                placeholder={t(w.result)}
                value={wanted}
                onChange={(next) => go({ on, under, ...(next.length > 0 ? { result: next.join(',') } : {}) })}
                options={results.values.map((value) => ({ value, label: t(results.words[value]) }))}
              />
              <div className="selftest-filter">
                <AreaPicker
                  root={{ path: collection.path, name: collection.areaName }}
                  value={under}
                  shownAs={areaName}
                  label={t(w.area)}
                  onChange={(path) => go({ ...search, on, under: path })}
                />
              </div>
              <Input.Search
                allowClear
                className="selftest-filter"
                aria-label={t(w.find)}
                placeholder={t(w.find)}
                value={typed}
                onChange={(event) => {
                  setTyped(event.target.value)
                  settle()
                }}
              />
            </>
          }
        />
      </Block>
      {entering && <HouseholdEntry collectionId={collection.id} on={on} path={entering} onClose={() => enter(null)} />}
    </>
  )
}
