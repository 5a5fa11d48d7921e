/** How the list's columns stand for the register's fields: proposed with a reason, corrected by a person, then checked anew. */
import { Button, Select, Tag } from 'antd'
import { useState } from 'react'
import { call } from '../../client.ts'
import { useLang } from '../../lang.tsx'
import { Block } from '../desk-page.tsx'
import { isJudged, type ListView, useListDesk } from './list-desk.ts'
import { useListAct } from './use-list-act.ts'
import { listWords } from './words.ts'
import '../drop-file.css'

const SURE = 0.6

export function MatchColumns({ view }: { view: ListView }) {
  const { t } = useLang()
  const { operations, fields: known } = useListDesk()
  const act = useListAct()
  const [fields, setFields] = useState<ReadonlyMap<number, string | null>>(
    () => new Map(view.columns.map((c) => [c.index, c.field])),
  )
  const [busy, setBusy] = useState(false)
  const changed = view.columns.some((c) => fields.get(c.index) !== c.field)
  const doubtful = view.columns.filter((c) => c.field !== null && c.confidence < SURE).length
  // Where every column is certain there is nothing to look at first: one line says so, and opens.
  const [open, setOpen] = useState(!isJudged(view) || doubtful > 0 || view.columns.every((c) => c.field === null))
  const chosen = [...fields.values()].filter((f) => f !== null)
  const twice = chosen.find((f, i) => chosen.indexOf(f) !== i)

  const nameOf = (field: string): string => t(known.words[field] ?? [field, field])
  const matched = view.columns.filter((c) => c.field !== null).length

  const save = async () => {
    setBusy(true)
    const columns = view.columns.map((c) => ({ index: c.index, field: fields.get(c.index) ?? null }))
    await act(() => call(operations.mapColumns, { id: view.id, columns }))
    setBusy(false)
  }
  return (
    <Block
      title={t(listWords.columns)}
      note={t(
        doubtful > 0 ? listWords.columnsLook : view.headerRow ? listWords.columnsFine : listWords.columnsFineNoHead,
        { row: view.headerRow ?? 0, columns: matched, doubtful },
      )}
      actions={
        <>
          {changed && (
            <Button type="primary" loading={busy} disabled={twice !== undefined} onClick={() => void save()}>
              {t(listWords.saveColumns)}
            </Button>
          )}
          {!changed && (
            <Button aria-expanded={open} onClick={() => setOpen(!open)}>
              {t(open ? listWords.columnsFold : listWords.columnsOpen)}
            </Button>
          )}
        </>
      }
      flush={open}
    >
      {twice !== undefined && (
        <p className="drop-file-refused import-inset" role="alert">
          {t(listWords.twice, { field: nameOf(twice) })}
        </p>
      )}
      <div className="import-columns" hidden={!open}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t(listWords.column)}</th>
              <th scope="col">{t(listWords.samples)}</th>
              <th scope="col">{t(listWords.means)}</th>
              <th scope="col">{t(listWords.because)}</th>
            </tr>
          </thead>
          <tbody>
            {view.columns.map((column) => {
              const unsure =
                column.field !== null && column.confidence < SURE && fields.get(column.index) === column.field
              return (
                <tr key={column.index} className={unsure ? 'import-unsure' : ''}>
                  <th scope="row">{column.title || '—'}</th>
                  <td className="import-samples">{column.samples.slice(0, 3).join(' · ')}</td>
                  <td>
                    <Select<string>
                      aria-label={`${column.title} ${t(listWords.means)}`}
                      value={fields.get(column.index) ?? ''}
                      onChange={(field) => setFields(new Map(fields).set(column.index, field === '' ? null : field))}
                      options={[
                        { value: '', label: t(listWords.ignore) },
                        ...known.values.map((f) => ({ value: f, label: nameOf(f) })),
                      ]}
                      showSearch={{ optionFilterProp: 'label' }}
                      className={fields.get(column.index) ? '' : 'import-left-out'}
                    />
                    {unsure && (
                      <Tag color="warning" variant="filled">
                        {t(listWords.unsure)}
                      </Tag>
                    )}
                  </td>
                  <td className="muted">{t(column.because)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </Block>
  )
}
