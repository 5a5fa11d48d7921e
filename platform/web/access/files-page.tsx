/** What I exported: how far each file is, and fetching it once while it is kept; for those who answer for the area, everybody's. */
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { access } from '../../pure/access-contract.ts'
import { shanghaiMinute } from '../../pure/time.ts'
import type { OutputFor } from '../client.ts'
import { type Column, DataTable } from '../desk/data-table.tsx'
import { Block, DeskPage, Nothing } from '../desk/desk-page.tsx'
import { fetchFile } from '../desk/export-button.tsx'
import { Figure, Figures } from '../desk/figure.tsx'
import { count, size } from '../desk/figures.ts'
import { DownloadIcon } from '../desk/icons.tsx'
import { useAsk } from '../desk/queries.ts'
import { useLang } from '../lang.tsx'
import { useMay } from '../session.tsx'
import { web } from '../words.ts'
import { accessWords as w } from './words.ts'

type FileLine = OutputFor<typeof access.operations.files>['files'][number]
const stateWords = {
  making: w.stateMaking,
  ready: w.stateReady,
  fetched: w.stateFetched,
  failed: w.stateFailed,
  gone: w.stateGone,
} as const
const overseers = ['officer', 'leader', 'administrator'] as const

export default function FilesPage() {
  const { t, lang } = useLang()
  const oversees = useMay(overseers)
  const [of, choose] = useState<'me' | 'area'>('me')
  const asked = useAsk(access.operations.files, { of }, { every: 3000, staleTime: 0, keep: true })
  const columns: Column<FileLine>[] = [
    { key: 'title', title: w.fileTitle, cell: (f) => f.title, width: 260 },
    { key: 'purpose', title: w.filePurpose, cell: (f) => f.purpose, width: 240 },
    ...(of === 'area' ? [{ key: 'who', title: w.fileWho, cell: (f: FileLine) => f.who ?? '–', width: 100 }] : []),
    { key: 'way', title: w.fileWay, cell: (f) => t(f.way === 'paper' ? w.wayPaper : w.wayFile) },
    {
      key: 'state',
      title: w.fileState,
      cell: (f) =>
        f.state === 'making' && f.rowsTotal
          ? `${t(stateWords.making)} ${Math.floor((f.rowsDone / f.rowsTotal) * 100)}%`
          : f.way === 'paper'
            ? t(w.statePrinted)
            : t(stateWords[f.state]),
    },
    { key: 'rows', title: w.fileRows, cell: (f) => count(f.rowsDone, lang), right: true },
    { key: 'size', title: w.fileSize, cell: (f) => (f.bytes === null ? '–' : size(f.bytes)), right: true },
    { key: 'fetched', title: w.fileFetched, cell: (f) => count(f.fetched, lang), right: true },
    { key: 'made', title: w.fileMade, cell: (f) => shanghaiMinute(f.madeAt) },
    {
      key: 'expires',
      title: w.fileExpires,
      extra: true,
      cell: (f) => (f.way === 'file' ? shanghaiMinute(f.expiresAt) : '–'),
    },
    {
      key: 'get',
      title: web.actions,
      cell: (f) =>
        of === 'me' &&
        f.state === 'ready' && (
          <Button
            size="small"
            icon={<DownloadIcon />}
            onClick={() => fetchFile(f.id)}
            aria-label={`${t(web.download)} ${f.title}`}
          >
            {t(web.download)}
          </Button>
        ),
    },
  ]
  return (
    <DeskPage title={t(w.files)} lead={t(w.filesLead)}>
      <Figures label={t(w.files)}>
        <Figure
          lead
          label={t(of === 'me' ? w.filesWeekMine : w.filesWeekArea)}
          value={asked.data?.week.exports ?? null}
          note={t(w.filesWeekNote)}
        />
        <Figure label={t(w.filesWeekRows)} value={asked.data?.week.rows ?? null} />
      </Figures>
      <Block flush>
        <DataTable
          id="access.files"
          label={t(w.files)}
          columns={columns}
          rows={asked.data?.files}
          rowKey={(f) => f.id}
          filters={
            oversees && (
              <Segmented
                aria-label={t(w.filesOf)}
                value={of}
                onChange={choose}
                options={[
                  { value: 'me', label: t(w.filesMine) },
                  { value: 'area', label: t(w.filesArea) },
                ]}
              />
            )
          }
          rowTone={(f) => (f.state === 'gone' || f.state === 'failed' || f.state === 'fetched' ? 'quiet' : undefined)}
          empty={<Nothing title={t(w.filesNone)} hint={t(w.filesNoneHint)} />}
        />
      </Block>
    </DeskPage>
  )
}
