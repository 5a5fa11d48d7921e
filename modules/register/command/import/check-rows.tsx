/** The figures of a checked list, its rows with their reasons, and the one button that writes. */
import { App, Button, Checkbox, Segmented } from 'antd'
import { useState } from 'react'
import { call } from '../../../../platform/web/client.ts'
import { DataTable } from '../../../../platform/web/desk/data-table.tsx'
import { Block } from '../../../../platform/web/desk/desk-page.tsx'
import { ExportButton } from '../../../../platform/web/desk/export-button.tsx'
import { Figure, Figures } from '../../../../platform/web/desk/figure.tsx'
import { count } from '../../../../platform/web/desk/figures.ts'
import { usePages } from '../../../../platform/web/desk/use-pages.ts'
import { useLang } from '../../../../platform/web/lang.tsx'
import { register } from '../../contract.ts'
import { changeText } from '../../import-change.ts'
import { importFields, type ImportRow, importVerdicts } from '../../import-model.ts'
import { discard, useImportAct } from './import-page.tsx'
import { type ImportView, isJudged } from './import-view.ts'
import { importWords } from './words.ts'

type Verdict = ImportRow['verdict']
const WRONG: readonly Verdict[] = ['bad', 'conflict']

export function CheckRows({ view }: { view: ImportView }) {
  const { t, lang } = useLang()
  const { counts } = view
  const wrong = counts.bad + counts.conflict
  const [shown, setShown] = useState<Verdict | 'all'>(counts.bad > 0 ? 'bad' : counts.conflict > 0 ? 'conflict' : 'all')
  const done = view.state === 'applied'
  const figure = (verdict: Exclude<Verdict, 'unjudged'>, tone?: 'hand') => (
    <Figure
      label={t(importVerdicts.words[verdict])}
      value={counts[verdict]}
      {...(tone && counts[verdict] > 0 ? { tone } : {})}
      {...(verdict === 'bad' ? { note: t(importWords.badNote) } : {})}
      onOpen={() => setShown(verdict)}
    />
  )
  // Not compared at all: what stands above says why, and there is nothing to show yet.
  if (!isJudged(view)) return <Confirm view={view} />
  return (
    <>
      {!done && (
        <Figures label={t(importWords.stepCheck)}>
          {figure('bad', 'hand')}
          {figure('conflict', 'hand')}
          {figure('new')}
          {figure('changed')}
          {figure('same')}
          {figure('skipped')}
        </Figures>
      )}
      <Block
        title={t(importWords.rowsTitle)}
        flush
        actions={
          wrong > 0 && (
            <ExportButton
              noPurpose
              label={t(importWords.downloadBad)}
              title={t(importWords.downloadBadTitle)}
              start={() => call(register.operations.exportBadRows, { id: view.id, lang })}
            />
          )
        }
      >
        {wrong > 0 && <p className="import-inset muted">{t(importWords.fixHint)}</p>}
        <Rows view={view} shown={shown} onShow={setShown} />
      </Block>
      {!done && <Confirm view={view} />}
    </>
  )
}

function Rows(props: { view: ImportView; shown: Verdict | 'all'; onShow: (verdict: Verdict | 'all') => void }) {
  const { t } = useLang()
  const { view, shown, onShow } = props
  const pages = usePages(
    register.operations.importRows,
    { id: view.id, limit: 100, ...(shown === 'all' ? {} : { verdict: [shown] }) },
    { keep: true },
  )
  const titles = view.columns.filter((c) => c.field !== null)
  return (
    <DataTable<ImportRow>
      id="register.import-rows"
      label={t(importWords.rowsTitle)}
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
            { value: 'all', label: t(importWords.all) },
            ...(['bad', 'conflict', 'new', 'changed', 'same', 'skipped'] as const)
              .filter((v) => view.counts[v] > 0)
              .map((v) => ({ value: v, label: t(importVerdicts.words[v]) })),
          ]}
        />
      }
      columns={[
        { key: 'row', title: importWords.rowNo, width: 70, right: true, cell: (row) => row.rowNo },
        { key: 'verdict', title: importWords.verdict, width: 110, cell: (row) => t(importVerdicts.words[row.verdict]) },
        { key: 'why', title: importWords.why, width: 340, cell: (row) => <Why row={row} /> },
        ...titles.map((column) => ({
          key: `c${column.index}`,
          title: [column.title, column.title] as const,
          cell: (row: ImportRow) => row.cells[column.index] ?? '',
        })),
      ]}
    />
  )
}

function Why({ row }: { row: ImportRow }) {
  const { t, lang } = useLang()
  return (
    <ul className="import-why">
      {row.problems.map((problem) => (
        <li key={`${problem.field}.${problem.code}`} className={WRONG.includes(row.verdict) ? '' : 'muted'}>
          {t(problem.words)}
        </li>
      ))}
      {row.changes.map((change) => (
        <li key={change.field}>
          {t(importWords.change, {
            field: t(importFields.words[change.field]),
            from: changeText(change.field, change.from, lang) || t(importWords.empty),
            to: changeText(change.field, change.to, lang) || t(importWords.empty),
          })}
        </li>
      ))}
    </ul>
  )
}

function Confirm({ view }: { view: ImportView }) {
  const { t, lang } = useLang()
  const { modal } = App.useApp()
  const act = useImportAct()
  const [leaveBad, setLeaveBad] = useState(false)
  const { counts } = view
  const wrong = counts.bad + counts.conflict
  const toWrite = counts.new + counts.changed
  const figures = { new: count(counts.new, lang), changed: count(counts.changed, lang) }
  const apply = () =>
    modal.confirm({
      title: t(importWords.applySure),
      content: t(importWords.applySureText, figures),
      okText: t(importWords.apply, { rows: count(toWrite, lang) }),
      cancelText: t(importWords.cancel),
      onOk: () => act(() => call(register.operations.applyImport, { id: view.id, leaveBad })),
    })
  const giveUp = () =>
    modal.confirm({
      title: t(importWords.discard),
      content: t(importWords.discardSure),
      okText: t(importWords.discard),
      cancelText: t(importWords.cancel),
      onOk: () => act(() => discard(view.id)),
    })
  return (
    <div className="import-confirm">
      {wrong > 0 && toWrite > 0 && (
        <Checkbox checked={leaveBad} onChange={(e) => setLeaveBad(e.target.checked)}>
          {t(importWords.leaveBad, { bad: count(wrong, lang) })}
        </Checkbox>
      )}
      <span className="import-confirm-buttons">
        <Button type="text" onClick={giveUp}>
          {t(importWords.discard)}
        </Button>
        <Button type="primary" size="large" disabled={toWrite === 0 || (wrong > 0 && !leaveBad)} onClick={apply}>
          {toWrite === 0 ? t(importWords.applyNothing) : t(importWords.apply, { rows: count(toWrite, lang) })}
        </Button>
      </span>
    </div>
  )
}
