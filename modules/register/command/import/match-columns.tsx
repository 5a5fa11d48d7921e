/** How the list's columns stand for the register's fields: proposed with a reason, corrected by a person, then checked anew. */
import { Button, Select, Tag } from 'antd'
import { useState } from 'react'
import { call } from '../../../../platform/web/client.ts'
import { Block } from '../../../../platform/web/desk/desk-page.tsx'
import { useLang } from '../../../../platform/web/lang.tsx'
import { register } from '../../contract.ts'
import { type ImportField, importFields } from '../../import-model.ts'
import { useImportAct } from './import-page.tsx'
import { type ImportView, isJudged } from './import-view.ts'
import { importWords } from './words.ts'

const SURE = 0.6

export function MatchColumns({ view }: { view: ImportView }) {
  const { t } = useLang()
  const act = useImportAct()
  const [fields, setFields] = useState<ReadonlyMap<number, ImportField | null>>(
    () => new Map(view.columns.map((c) => [c.index, c.field])),
  )
  const [busy, setBusy] = useState(false)
  const changed = view.columns.some((c) => fields.get(c.index) !== c.field)
  const doubtful = view.columns.filter((c) => c.field !== null && c.confidence < SURE).length
  // Where every column is certain there is nothing to look at first: one line says so, and opens.
  const [open, setOpen] = useState(!isJudged(view) || doubtful > 0 || view.columns.every((c) => c.field === null))
  const chosen = [...fields.values()].filter((f) => f !== null)
  const twice = chosen.find((f, i) => chosen.indexOf(f) !== i)

  const matched = view.columns.filter((c) => c.field !== null).length

  const save = async () => {
    setBusy(true)
    const columns = view.columns.map((c) => ({ index: c.index, field: fields.get(c.index) ?? null }))
    await act(() => call(register.operations.mapColumns, { id: view.id, columns }))
    setBusy(false)
  }
  return (
    <Block
      title={t(importWords.columns)}
      note={t(
        doubtful > 0
          ? importWords.columnsLook
          : view.headerRow
            ? importWords.columnsFine
            : importWords.columnsFineNoHead,
        { row: view.headerRow ?? 0, columns: matched, doubtful },
      )}
      actions={
        <>
          {changed && (
            <Button type="primary" loading={busy} disabled={twice !== undefined} onClick={() => void save()}>
              {t(importWords.saveColumns)}
            </Button>
          )}
          {!changed && (
            <Button aria-expanded={open} onClick={() => setOpen(!open)}>
              {t(open ? importWords.columnsFold : importWords.columnsOpen)}
            </Button>
          )}
        </>
      }
      flush={open}
    >
      {twice !== undefined && (
        <p className="import-refused import-inset" role="alert">
          {t(importWords.twice, { field: t(importFields.words[twice]) })}
        </p>
      )}
      <div className="import-columns" hidden={!open}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t(importWords.column)}</th>
              <th scope="col">{t(importWords.samples)}</th>
              <th scope="col">{t(importWords.means)}</th>
              <th scope="col">{t(importWords.because)}</th>
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
                    <Select<ImportField | ''>
                      aria-label={`${column.title} ${t(importWords.means)}`}
                      value={fields.get(column.index) ?? ''}
                      onChange={(field) => setFields(new Map(fields).set(column.index, field === '' ? null : field))}
                      options={[
                        { value: '', label: t(importWords.ignore) },
                        ...importFields.values.map((f) => ({ value: f, label: t(importFields.words[f]) })),
                      ]}
                      showSearch={{ optionFilterProp: 'label' }}
                      className={fields.get(column.index) ? '' : 'import-left-out'}
                    />
                    {unsure && (
                      <Tag color="warning" variant="filled">
                        {t(importWords.unsure)}
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
