/** Where a list comes in: whose it is, the file, and the lists of before. */

import { useNavigate } from '@tanstack/react-router'
import { Form } from 'antd'
import { useState } from 'react'
import { listStates } from '../../../pure/list-contract.ts'
import { shanghaiMinute } from '../../../pure/time.ts'
import { upload } from '../../client.ts'
import { freshId } from '../../fresh-id.ts'
import { useLang } from '../../lang.tsx'
import { Answer } from '../answer.tsx'
import { AreaPicker } from '../area-picker.tsx'
import { DataTable } from '../data-table.tsx'
import { useDesk } from '../desk-context.tsx'
import { Block, DeskPage, Nothing } from '../desk-page.tsx'
import { count } from '../figures.ts'
import { LinkButton } from '../link-button.tsx'
import { useAsk } from '../queries.ts'
import { ListDrop, type Sending } from './list-drop.tsx'
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
  const { uploadList } = operations

  const send: Sending = async (file, onProgress) => {
    if (!uploadList) return
    const id = freshId()
    await prepare?.(id, under)
    await upload(uploadList, { id, under }, file, { onProgress })
    await navigate({ to: `${base}/${id}` })
  }
  return (
    <Form layout="vertical" className="import-upload">
      <Form.Item label={t(listWords.whose)} extra={t(words.whoseHint)} htmlFor="import-under">
        <AreaPicker id="import-under" value={under} onChange={setUnder} />
      </Form.Item>
      <ListDrop send={send} />
    </Form>
  )
}

/** The lists of before, the latest first. */
export function Earlier() {
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
