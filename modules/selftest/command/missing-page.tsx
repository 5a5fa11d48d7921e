/** Who has not reported: whoever is best rung now first, or door by door; what they say is entered where they stand. */
import { App, Button, Input, Segmented } from 'antd'
import { useState } from 'react'
import { call, wordsOf } from '../../../platform/web/client.ts'
import { AreaPicker } from '../../../platform/web/desk/area-picker.tsx'
import { type Column, DataTable } from '../../../platform/web/desk/data-table.tsx'
import { Block, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { Figure, Figures } from '../../../platform/web/desk/figure.tsx'
import { share } from '../../../platform/web/desk/figures.ts'
import { ExportButton } from '../../../platform/web/desk/export-button.tsx'
import { DoorIcon, PhoneIcon } from '../../../platform/web/desk/icons.tsx'
import { useAct } from '../../../platform/web/desk/queries.ts'
import { usePages } from '../../../platform/web/desk/use-pages.ts'
import { useSettled } from '../../../platform/web/desk/use-settled.ts'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { groups } from '../../register/model.ts'
import { clockOf } from '../../testing/call-time.ts'
import { selftest } from '../contract.ts'
import { type MissingPerson, tryOutcomes } from '../model.ts'
import { selftestWords } from '../words.ts'
import { CollectionFrame, type Framed } from './collection-frame.tsx'
import { HouseholdEntry } from './household-entry.tsx'
import { PhoneNumber } from './phone-number.tsx'
import { useAreaName, useFollowing } from './use-collections.ts'
import { deskWords as w } from './words.ts'

type Order = 'call' | 'door'

export default function MissingPage() {
  return <CollectionFrame section="missing">{(framed) => <Missing {...framed} />}</CollectionFrame>
}

function Missing({ collection, on, search, go }: Framed) {
  const { t, lang } = useLang()
  const mayAct = useMay(selftest.operations.recordReports.roles)
  const [order, setOrder] = useState<Order>('call')
  const [typed, setTyped] = useState('')
  const [text, setText] = useState('')
  const [entering, enter] = useState<string | null>(null)
  const settle = useSettled(() => setText(typed.trim()), 250, 800)
  const under = search.under ?? collection.path
  const areaName = useAreaName(under, collection)
  const question = { collectionId: collection.id, on, under, order, ...(text === '' ? {} : { text }) }
  const people = usePages(selftest.operations.missing, question, { keep: true })
  useFollowing(people.query.refetch, [selftest.events.personTried.type])
  const { due } = collection.figures
  return (
    <>
      <Figures label={t(w.missing)}>
        <Figure
          lead
          label={t(selftestWords.missing)}
          value={people.total ?? null}
          {...(collection.state === 'open' && people.total ? { tone: 'hand' as const } : {})}
          note={
            under === collection.path && text === '' ? t(w.ofDue, { share: share(people.total ?? 0, due) }) : undefined
          }
        />
      </Figures>
      <Block flush>
        <DataTable
          id="selftest.missing"
          label={t(w.missing)}
          rows={people.rows}
          rowKey={(row) => row.residentId}
          columns={useColumns(mayAct, collection.id, on, enter)}
          loading={people.reading}
          total={people.total}
          onMore={people.more}
          empty={<Nothing title={t(text === '' ? w.nobodyMissing : w.nobodyFound)} />}
          filters={
            <>
              <Segmented<Order>
                aria-label={t(w.order)}
                value={order}
                onChange={setOrder}
                options={[
                  { value: 'call', label: t(w.byCall), icon: <PhoneIcon /> },
                  { value: 'door', label: t(w.byDoor), icon: <DoorIcon /> },
                ]}
              />
              <div className="selftest-filter">
                <AreaPicker
                  root={{ path: collection.path, name: collection.areaName }}
                  value={under}
                  shownAs={areaName}
                  label={t(w.area)}
                  onChange={(path) => go({ on, ...(path === collection.path ? {} : { under: path }) })}
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
          actions={
            mayAct && (
              <ExportButton
                start={(purpose) =>
                  call(selftest.operations.exportMissing, {
                    collectionId: collection.id,
                    on,
                    under,
                    order,
                    purpose,
                    lang,
                  })
                }
              />
            )
          }
        />
      </Block>
      {entering && <HouseholdEntry collectionId={collection.id} on={on} path={entering} onClose={() => enter(null)} />}
    </>
  )
}

function useColumns(
  mayAct: boolean,
  collectionId: string,
  on: string,
  enter: (path: string) => void,
): Column<MissingPerson>[] {
  const { t } = useLang()
  return [
    { key: 'name', title: w.person, width: 120, cell: (p) => <strong>{p.name}</strong> },
    {
      key: 'about',
      title: w.remark,
      width: 150,
      cell: (p) =>
        [p.age === null ? '' : t(w.age, { n: p.age }), ...p.groups.map((group) => t(groups.words[group]))]
          .filter(Boolean)
          .join(' · '),
    },
    { key: 'address', title: w.address, cell: (p) => p.address },
    {
      key: 'call',
      title: w.bestCall,
      width: 130,
      cell: ({ bestCall }) =>
        bestCall.now ? (
          <strong>{t(w.callNow)}</strong>
        ) : (
          t(w.callAt, { from: clockOf(bestCall.from), to: clockOf(bestCall.to) })
        ),
    },
    { key: 'phone', title: w.phone, width: 190, cell: (p) => <PhoneNumber {...p} may={mayAct} /> },
    {
      key: 'tries',
      title: w.tries,
      width: 130,
      cell: (p) => p.lastOutcome && t(w.triedAs, { n: p.tries, outcome: t(tryOutcomes.words[p.lastOutcome]) }),
    },
    ...(mayAct
      ? [
          {
            key: 'act',
            title: w.enter,
            width: 190,
            cell: (p: MissingPerson) => (
              <span className="selftest-cell-actions">
                <Button size="small" type="primary" onClick={() => enter(p.path)}>
                  {t(w.enter)}
                </Button>
                <TryButton {...{ collectionId, on }} person={p} />
              </span>
            ),
          },
        ]
      : []),
  ]
}

function TryButton({ collectionId, on, person }: { collectionId: string; on: string; person: MissingPerson }) {
  const { t } = useLang()
  const { message } = App.useApp()
  const record = useAct(selftest.operations.recordTry, {
    refresh: [selftest.operations.missing],
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  return (
    <Button
      size="small"
      loading={record.isPending}
      onClick={() =>
        record.mutate({ id: freshId(), collectionId, on, residentId: person.residentId, outcome: 'no-answer' })
      }
    >
      {t(w.tried)}
    </Button>
  )
}
