/** What I exported: how far each file is, and fetching it while it is kept. */
import { Button } from 'antd'
import { access } from '../../pure/access-contract.ts'
import { shanghaiMinute } from '../../pure/time.ts'
import type { OutputFor } from '../client.ts'
import { type Column, DataTable } from '../desk/data-table.tsx'
import { Block, DeskPage, Nothing } from '../desk/desk-page.tsx'
import { fetchFile } from '../desk/export-button.tsx'
import { count, size } from '../desk/figures.ts'
import { DownloadIcon } from '../desk/icons.tsx'
import { useAsk } from '../desk/queries.ts'
import { useLang } from '../lang.tsx'
import { web } from '../words.ts'
import { accessWords as w } from './words.ts'

type FileLine = OutputFor<typeof access.operations.files>['files'][number]
const stateWords = { making: w.stateMaking, ready: w.stateReady, failed: w.stateFailed, gone: w.stateGone } as const

export default function FilesPage() {
  const { t, lang } = useLang()
  const asked = useAsk(access.operations.files, {}, { every: 3000, staleTime: 0 })
  const columns: Column<FileLine>[] = [
    { key: 'title', title: w.fileTitle, cell: (f) => f.title, width: 260 },
    { key: 'purpose', title: w.filePurpose, cell: (f) => f.purpose, width: 240 },
    {
      key: 'state',
      title: w.fileState,
      cell: (f) =>
        f.state === 'making' && f.rowsTotal
          ? `${t(stateWords.making)} ${Math.floor((f.rowsDone / f.rowsTotal) * 100)}%`
          : t(stateWords[f.state]),
    },
    { key: 'rows', title: w.fileRows, cell: (f) => count(f.rowsDone, lang), right: true },
    { key: 'size', title: w.fileSize, cell: (f) => (f.bytes === null ? '–' : size(f.bytes)), right: true },
    { key: 'fetched', title: w.fileFetched, cell: (f) => count(f.fetched, lang), right: true },
    { key: 'made', title: w.fileMade, cell: (f) => shanghaiMinute(f.madeAt) },
    { key: 'expires', title: w.fileExpires, cell: (f) => shanghaiMinute(f.expiresAt) },
    {
      key: 'get',
      title: web.actions,
      cell: (f) =>
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
      <Block flush>
        <DataTable
          id="access.files"
          label={t(w.files)}
          columns={columns}
          rows={asked.data?.files}
          rowKey={(f) => f.id}
          rowTone={(f) => (f.state === 'gone' || f.state === 'failed' ? 'quiet' : undefined)}
          empty={<Nothing title={t(w.filesNone)} hint={t(w.filesNoneHint)} />}
        />
      </Block>
    </DeskPage>
  )
}
