/** The areas one level below: how many live there and who answers; each opens its own page. */
import { Link } from '@tanstack/react-router'
import { Input } from 'antd'
import { useDeferredValue, useState } from 'react'
import { type Column, DataTable } from '../../../../platform/web/desk/data-table.tsx'
import { Block } from '../../../../platform/web/desk/desk-page.tsx'
import { count } from '../../../../platform/web/desk/figures.ts'
import { useLang } from '../../../../platform/web/lang.tsx'
import { posts } from '../../model.ts'
import { registerWords as w } from '../../words.ts'
import type { AreaCounted } from './area-view.tsx'
import '../../../../platform/web/desk/record.css'

const naturally = new Intl.Collator('zh', { numeric: true })

export function AreasTable({ areas }: { areas: readonly AreaCounted[] }) {
  const { t, lang } = useLang()
  const [text, setText] = useState('')
  const wanted = useDeferredValue(text.trim())
  const rows =
    wanted === ''
      ? areas
      : areas.filter((a) => a.name.includes(wanted) || a.duties.some((d) => d.name.includes(wanted)))
  const columns: Column<AreaCounted>[] = [
    {
      key: 'name',
      title: w.areaName,
      width: 220,
      cell: (a) => (
        <Link className="row-link" to={`/register/in/${a.path}`}>
          {a.name}
        </Link>
      ),
      sort: (a, b) => naturally.compare(a.name, b.name),
    },
    {
      key: 'residents',
      title: w.residents,
      width: 120,
      right: true,
      cell: (a) => count(a.residents, lang),
      sort: (a, b) => a.residents - b.residents,
    },
    {
      key: 'dwellings',
      title: w.dwellings,
      width: 120,
      right: true,
      cell: (a) => count(a.dwellings, lang),
      sort: (a, b) => a.dwellings - b.dwellings,
    },
    {
      key: 'answers',
      title: w.answers,
      width: 420,
      cell: (a) =>
        a.duties.length === 0 ? (
          <span className="muted">{t(w.nobodyAnswers)}</span>
        ) : (
          <span className="duty-line">
            {a.duties.map((d) => (
              <span key={d.id}>
                <span className="muted">{t(posts.words[d.post])}</span> {d.name}{' '}
                {d.phone && <a href={`tel:${d.phone}`}>{d.phone}</a>}
              </span>
            ))}
          </span>
        ),
    },
  ]
  return (
    <Block flush>
      <DataTable
        id="register.areas"
        label={t(w.viewAreas)}
        columns={columns}
        rows={rows}
        rowKey={(a) => a.path}
        filters={
          areas.length > 8 && (
            <Input
              allowClear
              style={{ width: 220 }}
              aria-label={t(w.filterAreas)}
              placeholder={t(w.filterAreas)}
              value={text}
              onChange={(e) => setText(e.target.value)}
            />
          )
        }
      />
    </Block>
  )
}
