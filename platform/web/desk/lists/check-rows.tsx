/** The figures of a checked list, its rows with their reasons, and the one button that writes. */
import { App, Button, Checkbox, Segmented } from 'antd'
import { useState } from 'react'
import { call } from '../../client.ts'
import { useLang } from '../../lang.tsx'
import { DataTable } from '../data-table.tsx'
import { Block } from '../desk-page.tsx'
import { ExportButton } from '../export-button.tsx'
import { Figure, Figures } from '../figure.tsx'
import { count } from '../figures.ts'
import { usePages } from '../use-pages.ts'
import { isJudged, type ListRow, type ListView, useListDesk, verdictWord } from './list-desk.ts'
import { useListAct } from './use-list-act.ts'
import { listWords } from './words.ts'

type Verdict = ListRow['verdict']
const WRONG: readonly Verdict[] = ['bad', 'conflict']

export function CheckRows({ view }: { view: ListView }) {
  const { t, lang } = useLang()
  const desk = useListDesk()
  const { operations, confirm: Last = Confirm } = desk
  const { counts } = view
  const wrong = counts.bad + counts.conflict
  const [shown, setShown] = useState<Verdict | 'all'>(counts.bad > 0 ? 'bad' : counts.conflict > 0 ? 'conflict' : 'all')
  const done = view.state === 'applied'
  const figure = (verdict: Exclude<Verdict, 'unjudged'>, tone?: 'hand') =>
    desk.verdicts?.[verdict] !== null && (
      <Figure
        label={t(verdictWord(desk, verdict))}
        value={counts[verdict]}
        {...(tone && counts[verdict] > 0 ? { tone } : {})}
        {...(verdict === 'bad' ? { note: t(listWords.badNote) } : {})}
        onOpen={() => setShown(verdict)}
      />
    )
  // Not compared at all: what stands above says why, and there is nothing to show yet.
  if (!isJudged(view)) return <Last view={view} />
  return (
    <>
      {!done && (
        <Figures label={t(listWords.stepCheck)}>
          {figure('bad', 'hand')}
          {figure('conflict', 'hand')}
          {figure('new')}
          {figure('changed')}
          {figure('same')}
          {figure('skipped')}
        </Figures>
      )}
      <Block
        title={t(listWords.rowsTitle)}
        flush
        actions={
          wrong > 0 && (
            <ExportButton
              noPurpose
              label={t(listWords.downloadBad)}
              title={t(listWords.downloadBadTitle)}
              start={() => call(operations.exportBadRows, { id: view.id, lang })}
            />
          )
        }
      >
        {wrong > 0 && <p className="import-inset muted">{t(listWords.fixHint)}</p>}
        <Rows view={view} shown={shown} onShow={setShown} />
      </Block>
      {!done && <Last view={view} />}
    </>
  )
}

function Rows(props: { view: ListView; shown: Verdict | 'all'; onShow: (verdict: Verdict | 'all') => void }) {
  const { t } = useLang()
  const desk = useListDesk()
  const { operations, room } = desk
  const { view, shown, onShow } = props
  const pages = usePages(
    operations.importRows,
    { id: view.id, limit: 100, ...(shown === 'all' ? {} : { verdict: [shown] }) },
    { keep: true },
  )
  const titles = view.columns.filter((c) => c.field !== null)
  return (
    <DataTable<ListRow>
      id={`${room}.import-rows`}
      label={t(listWords.rowsTitle)}
      rows={pages.rows}
      rowKey={(row) => String(row.rowNo)}
      loading={pages.reading}
      onMore={pages.more}
      rowTone={(row) => (WRONG.includes(row.verdict) ? 'hand' : undefined)}
      filters={
        <Segmented<Verdict | 'all'>
          value={shown}
          onChange={onShow}
          options={[
            { value: 'all', label: t(listWords.all) },
            ...(['bad', 'conflict', 'new', 'changed', 'same', 'skipped'] as const)
              .filter((v) => view.counts[v] > 0)
              .map((v) => ({ value: v, label: t(verdictWord(desk, v)) })),
          ]}
        />
      }
      columns={[
        { key: 'row', title: listWords.rowNo, width: 70, right: true, cell: (row) => row.rowNo },
        { key: 'verdict', title: listWords.verdict, width: 110, cell: (row) => t(verdictWord(desk, row.verdict)) },
        { key: 'why', title: listWords.why, width: 340, cell: (row) => <Why row={row} /> },
        ...titles.map((column) => ({
          key: `c${column.index}`,
          title: [column.title, column.title] as const,
          cell: (row: ListRow) => row.cells[column.index] ?? '',
        })),
      ]}
    />
  )
}

function Why({ row }: { row: ListRow }) {
  const { t, lang } = useLang()
  const { fields, changeText } = useListDesk()
  return (
    <ul className="import-why">
      {row.problems.map((problem) => (
        <li key={`${problem.field}.${problem.code}`} className={WRONG.includes(row.verdict) ? '' : 'muted'}>
          {t(problem.words)}
        </li>
      ))}
      {row.changes.map((change) => (
        <li key={change.field}>
          {t(listWords.change, {
            field: t(fields.words[change.field] ?? [change.field, change.field]),
            from: changeText(change.field, change.from, lang) || t(listWords.empty),
            to: changeText(change.field, change.to, lang) || t(listWords.empty),
          })}
        </li>
      ))}
    </ul>
  )
}

function Confirm({ view }: { view: ListView }) {
  const { t, lang } = useLang()
  const { operations, words } = useListDesk()
  const { applyImport } = operations
  const { modal } = App.useApp()
  const act = useListAct()
  const [leaveBad, setLeaveBad] = useState(false)
  const { counts } = view
  const wrong = counts.bad + counts.conflict
  const toWrite = counts.new + counts.changed
  const figures = { new: count(counts.new, lang), changed: count(counts.changed, lang) }
  const apply = () =>
    modal.confirm({
      title: t(listWords.applySure),
      content: t(words.applySure, figures),
      okText: t(listWords.apply, { rows: count(toWrite, lang) }),
      cancelText: t(listWords.cancel),
      onOk: () => act(async () => applyImport && call(applyImport, { id: view.id, leaveBad })),
    })
  return (
    <div className="import-confirm">
      {wrong > 0 && toWrite > 0 && (
        <Checkbox checked={leaveBad} onChange={(e) => setLeaveBad(e.target.checked)}>
          {t(listWords.leaveBad, { bad: count(wrong, lang) })}
        </Checkbox>
      )}
      <span className="import-confirm-buttons">
        <Discard view={view} />
        <Button type="primary" size="large" disabled={toWrite === 0 || (wrong > 0 && !leaveBad)} onClick={apply}>
          {toWrite === 0 ? t(listWords.applyNothing) : t(listWords.apply, { rows: count(toWrite, lang) })}
        </Button>
      </span>
    </div>
  )
}

/** Nothing of it is written. */
export function Discard({ view }: { view: ListView }) {
  const { t } = useLang()
  const { operations } = useListDesk()
  const { modal } = App.useApp()
  const act = useListAct()
  const giveUp = () =>
    modal.confirm({
      title: t(listWords.discard),
      content: t(listWords.discardSure),
      okText: t(listWords.discard),
      cancelText: t(listWords.cancel),
      onOk: () => act(() => call(operations.discardImport, { id: view.id })),
    })
  return (
    <Button type="text" onClick={giveUp}>
      {t(listWords.discard)}
    </Button>
  )
}
