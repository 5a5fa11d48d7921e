/** Where a list comes in: whose it is, the file, and the lists of before. */
import { Form } from 'antd'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { shanghaiMinute } from '../../../../platform/pure/time.ts'
import { upload, wordsOf } from '../../../../platform/web/client.ts'
import { Answer } from '../../../../platform/web/desk/answer.tsx'
import { AreaPicker } from '../../../../platform/web/desk/area-picker.tsx'
import { DataTable } from '../../../../platform/web/desk/data-table.tsx'
import { useDesk } from '../../../../platform/web/desk/desk-context.tsx'
import { Block, DeskPage, Nothing } from '../../../../platform/web/desk/desk-page.tsx'
import { DropFile } from '../../../../platform/web/desk/drop-file.tsx'
import { count } from '../../../../platform/web/desk/figures.ts'
import { LinkButton } from '../../../../platform/web/desk/link-button.tsx'
import { useAsk } from '../../../../platform/web/desk/queries.ts'
import { freshId } from '../../../../platform/web/fresh-id.ts'
import { useLang } from '../../../../platform/web/lang.tsx'
import { register } from '../../contract.ts'
import { importState } from '../../import-model.ts'
import { importWords } from './words.ts'
import './import.css'

export default function ImportsPage() {
  const { t } = useLang()
  return (
    <DeskPage title={t(importWords.title)} lead={t(importWords.lead)}>
      <Block>
        <UploadForm />
      </Block>
      <Earlier />
    </DeskPage>
  )
}

function UploadForm() {
  const { t } = useLang()
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
      await upload(register.operations.uploadList, { id, under }, file, {
        onProgress: (share) => setPercent(Math.floor(share * 100)),
      })
      await navigate({ to: `/register/imports/${id}` })
    } catch (error) {
      setRefused(t(wordsOf(error)))
      setPercent(null)
    }
  }
  return (
    <Form layout="vertical" className="import-upload">
      <Form.Item label={t(importWords.whose)} extra={t(importWords.whoseHint)} htmlFor="import-under">
        <AreaPicker id="import-under" value={under} onChange={setUnder} />
      </Form.Item>
      <DropFile
        accept=".xlsx,.csv"
        says={percent === null ? t(importWords.drop) : t(importWords.uploading, { percent })}
        hint={t(importWords.dropHint)}
        busy={percent !== null}
        refused={refused}
        onFile={(file) => void send(file)}
      />
    </Form>
  )
}

function Earlier() {
  const { t, lang } = useLang()
  const all = useAsk(register.operations.imports, {}, { every: 5000, staleTime: 0 })
  return (
    <Block title={t(importWords.earlier)} flush>
      <Answer of={all}>
        {({ imports }) => (
          <DataTable
            id="register.imports"
            label={t(importWords.earlier)}
            rows={imports}
            rowKey={(row) => row.id}
            empty={<Nothing title={t(importWords.earlierNone)} hint={t(importWords.dropHint)} />}
            rowTone={(row) => (row.state === 'ready' ? 'hand' : undefined)}
            columns={[
              {
                key: 'file',
                title: importWords.file,
                cell: (row) => (
                  <LinkButton type="link" size="small" to={`/register/imports/${row.id}`}>
                    {row.fileName}
                  </LinkButton>
                ),
              },
              { key: 'state', title: importWords.state, width: 120, cell: (row) => t(importState.words[row.state]) },
              {
                key: 'rows',
                title: importWords.rows,
                width: 100,
                right: true,
                cell: (row) => count(row.counts.rows, lang),
              },
              {
                key: 'result',
                title: importWords.result,
                cell: (row) =>
                  t(importWords.resultLine, {
                    new: count(row.counts.new, lang),
                    changed: count(row.counts.changed, lang),
                    bad: count(row.counts.bad + row.counts.conflict, lang),
                  }),
              },
              { key: 'when', title: importWords.when, width: 160, cell: (row) => shanghaiMinute(row.madeAt) },
            ]}
          />
        )}
      </Answer>
    </Block>
  )
}
