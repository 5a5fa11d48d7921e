/** Where a list comes in: whose it is, the file, and the lists of before. */
import { Form, Upload } from 'antd'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { shanghaiMinute } from '../../../pure/time.ts'
import { upload, wordsOf } from '../../client.ts'
import { Answer } from '../answer.tsx'
import { AreaPicker } from '../area-picker.tsx'
import { DataTable } from '../data-table.tsx'
import { useDesk } from '../desk-context.tsx'
import { Block, DeskPage, Nothing } from '../desk-page.tsx'
import { count } from '../figures.ts'
import { ImportIcon } from '../icons.tsx'
import { LinkButton } from '../link-button.tsx'
import { useAsk } from '../queries.ts'
import { freshId } from '../../fresh-id.ts'
import { useLang } from '../../lang.tsx'
import { listStates } from '../../../pure/list-contract.ts'
import { type ListDesk, ListProvider, useListDesk } from './list-desk.ts'
import { listWords } from './words.ts'
import './lists.css'

export function ListsPage({ of }: { of: ListDesk }) {
  const { t } = useLang()
  return (
    <ListProvider value={of}>
      <DeskPage title={t(of.words.title)} lead={t(of.words.lead)}>
        <Block>
          <UploadForm />
        </Block>
        <Earlier />
      </DeskPage>
    </ListProvider>
  )
}

function UploadForm() {
  const { t } = useLang()
  const { operations, base, prepare, words } = useListDesk()
  const desk = useDesk()
  const navigate = useNavigate()
  const [under, setUnder] = useState(desk.area.path)
  const [percent, setPercent] = useState<number | null>(null)
  const [refused, setRefused] = useState<string | null>(null)

  const send = async (file: File) => {
    setRefused(null)
    setPercent(0)
    try {
      const id = freshId()
      await prepare?.(id, under)
      await upload(operations.uploadList, { id, under }, file, {
        onProgress: (share) => setPercent(Math.floor(share * 100)),
      })
      await navigate({ to: `${base}/${id}` })
    } catch (error) {
      setRefused(t(wordsOf(error)))
      setPercent(null)
    }
  }
  return (
    <Form layout="vertical" className="import-upload">
      <Form.Item label={t(listWords.whose)} extra={t(words.whoseHint)} htmlFor="import-under">
        <AreaPicker id="import-under" value={under} onChange={setUnder} />
      </Form.Item>
      <Upload.Dragger
        accept=".xlsx,.csv"
        maxCount={1}
        showUploadList={false}
        disabled={percent !== null}
        beforeUpload={(file) => {
          void send(file)
          return false
        }}
      >
        <p className="import-drop-icon">
          <ImportIcon />
        </p>
        <p className="import-drop" aria-live="polite">
          {percent === null ? t(listWords.drop) : t(listWords.uploading, { percent })}
        </p>
        <p className="import-drop-hint">{t(listWords.dropHint)}</p>
      </Upload.Dragger>
      {refused && (
        <p className="import-refused" role="alert">
          {refused}
        </p>
      )}
    </Form>
  )
}

function Earlier() {
  const { t, lang } = useLang()
  const { operations, base, room } = useListDesk()
  const all = useAsk(operations.imports, {}, { every: 5000, staleTime: 0 })
  return (
    <Block title={t(listWords.earlier)} flush>
      <Answer of={all}>
        {({ imports }) => (
          <DataTable
            id={`${room}.imports`}
            label={t(listWords.earlier)}
            rows={imports}
            rowKey={(row) => row.id}
            empty={<Nothing title={t(listWords.earlierNone)} hint={t(listWords.dropHint)} />}
            rowTone={(row) => (row.state === 'ready' ? 'hand' : undefined)}
            columns={[
              {
                key: 'file',
                title: listWords.file,
                cell: (row) => (
                  <LinkButton type="link" size="small" to={`${base}/${row.id}`}>
                    {row.fileName}
                  </LinkButton>
                ),
              },
              { key: 'state', title: listWords.state, width: 120, cell: (row) => t(listStates.words[row.state]) },
              {
                key: 'rows',
                title: listWords.rows,
                width: 100,
                right: true,
                cell: (row) => count(row.counts.rows, lang),
              },
              {
                key: 'result',
                title: listWords.result,
                cell: (row) =>
                  t(listWords.resultLine, {
                    new: count(row.counts.new, lang),
                    changed: count(row.counts.changed, lang),
                    bad: count(row.counts.bad + row.counts.conflict, lang),
                  }),
              },
              { key: 'when', title: listWords.when, width: 160, cell: (row) => shanghaiMinute(row.madeAt) },
            ]}
          />
        )}
      </Answer>
    </Block>
  )
}
