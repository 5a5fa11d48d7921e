/** The reports: how much is asked and how much fills itself, the daily report of open rounds, saved and ready questions, templates. */
import { Link } from '@tanstack/react-router'
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import { Answer } from '../../../platform/web/desk/answer.tsx'
import { type Column, DataTable } from '../../../platform/web/desk/data-table.tsx'
import { useDesk } from '../../../platform/web/desk/desk-context.tsx'
import { Block, DeskPage, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { count, share } from '../../../platform/web/desk/figures.ts'
import { NextIcon, PinIcon, PlusIcon } from '../../../platform/web/desk/icons.tsx'
import { LinkButton } from '../../../platform/web/desk/link-button.tsx'
import { useAsk } from '../../../platform/web/desk/queries.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import { useMay, useMe } from '../../../platform/web/session.tsx'
import { testing } from '../../testing/contract.ts'
import { builtIns } from '../built-in.ts'
import { checkQuestion } from '../check-question.ts'
import { picture } from '../contract.ts'
import type { Report } from '../model.ts'
import { sourceOf } from '../sources.ts'
import { LoadFigures } from './load-figures.tsx'
import { TemplateList } from './template/template-list.tsx'
import { dailyWords, reportWords as w } from './words.ts'
import './reports.css'

export default function ReportsPage() {
  const { t } = useLang()
  const all = useAsk(picture.operations.reports, {})
  return (
    <DeskPage
      title={t(w.title)}
      lead={t(w.lead)}
      actions={
        <LinkButton to="/reports/ask" type="primary" icon={<PlusIcon />}>
          {t(w.ask)}
        </LinkButton>
      }
    >
      <LoadFigures />
      <Dailies />
      <Answer of={all} height={240}>
        {({ reports, templates }) => (
          <>
            <Block title={t(w.saved)} note={t(w.savedNote)} flush>
              <SavedReports reports={reports} />
            </Block>
            <div className="reports-columns">
              <Ready />
              <TemplateList templates={templates} />
            </div>
          </>
        )}
      </Answer>
    </DeskPage>
  )
}

function Dailies() {
  const { t, lang } = useLang()
  const { operation } = useDesk()
  const { data } = useAsk(
    testing.operations.rounds,
    { state: 'open', ...(operation ? { operationId: operation.id } : {}) },
    { every: 30_000 },
  )
  const rounds = data?.rounds ?? []
  return (
    <Block title={t(w.daily)} note={t(w.dailyNote)} flush>
      {rounds.length === 0 ? (
        <p className="reports-none muted">{t(w.noRound)}</p>
      ) : (
        <ul className="report-rows">
          {rounds.map(({ id, name, areaName, figures }) => (
            <li key={id}>
              <Link className="report-row" to={`/reports/daily/${id}`}>
                <strong>{name}</strong>
                <span>{areaName}</span>
                <span>
                  {t(dailyWords.missing)} {count(figures.missing, lang)} · {t(dailyWords.tested)}{' '}
                  {share(figures.tested, figures.due)}
                </span>
                <NextIcon />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Block>
  )
}

function SavedReports({ reports }: { reports: readonly Report[] }) {
  const { t } = useLang()
  const columns: Column<Report>[] = [
    {
      key: 'name',
      title: w.name,
      cell: (r) => (
        <Link className="report-name" to="/reports/ask" search={{ report: r.id } as never}>
          {r.pinned && (
            <span title={t(w.pinnedFor)}>
              <PinIcon />
              <span className="visually-hidden">{t(w.pinnedFor)}</span>
            </span>
          )}
          {r.name}
        </Link>
      ),
    },
    {
      key: 'source',
      title: w.source,
      width: 200,
      cell: (r) => {
        const source = sourceOf(r.question.source)
        return source ? t(source.words) : r.question.source
      },
    },
    { key: 'area', title: w.area, width: 200, cell: (r) => r.areaName },
    { key: 'when', title: w.when, width: 170, cell: (r) => shanghaiMinute(r.savedAt) },
  ]
  return (
    <DataTable
      id="picture.reports"
      label={t(w.saved)}
      columns={columns}
      rows={reports}
      rowKey={(r) => r.id}
      empty={<Nothing title={t(w.savedNone)} hint={t(w.savedNoneHint)} />}
    />
  )
}

function Ready() {
  const { t } = useLang()
  const { grant } = useMe()
  const mayAsk = useMay(picture.operations.run.roles)
  const mine = builtIns.filter(
    ({ question }) => mayAsk && checkQuestion(question, { role: grant.role, fields: new Map() }).length === 0,
  )
  return (
    <Block title={t(w.ready)} note={t(w.readyNote)} flush>
      <ul className="report-rows">
        {mine.map(({ key, name, question }) => (
          <li key={key}>
            <Link className="report-row" to="/reports/ask" search={{ ready: key } as never}>
              <strong>{t(name)}</strong>
              <span>{t(sourceOf(question.source)?.words ?? name)}</span>
              <NextIcon />
            </Link>
          </li>
        ))}
      </ul>
    </Block>
  )
}
