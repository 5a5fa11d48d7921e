/** The audit trail of my area, latest first, by kind of act. Details are ids and codes: nothing personal is in the ledger. */
import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { access } from '../../pure/access-contract.ts'
import { ancestorsOf } from '../../pure/area.ts'
import { roles } from '../../pure/roles.ts'
import { shanghaiClock, shanghaiDay } from '../../pure/time.ts'
import type { OutputFor } from '../client.ts'
import { type Column, DataTable } from '../desk/data-table.tsx'
import { useDesk } from '../desk/desk-context.tsx'
import { Block, DeskPage } from '../desk/desk-page.tsx'
import { usePages } from '../desk/use-pages.ts'
import { useT } from '../lang.tsx'
import { accessWords as w } from './words.ts'

type Line = OutputFor<typeof access.operations.audit>['lines'][number]

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Community and grid; a dwelling is not named more closely than that. */
function placeOf(path: string, names: ReadonlyMap<string, string> | undefined): string | undefined {
  const known = ancestorsOf(path).flatMap((p) => names?.get(p) ?? [])
  return known.length > 2 ? known.slice(1).join(' ') : known.at(-1)
}

const brief = (data: Readonly<Record<string, unknown>>): string =>
  Object.entries(data)
    .filter(([, value]) => !(typeof value === 'string' && UUID.test(value)))
    .map(([key, value]) => `${key} ${Array.isArray(value) ? value.join(', ') : String(value)}`)
    .join(' · ')

export default function AuditPage() {
  const t = useT()
  const { eventWords, areaNames, area } = useDesk()
  const kinds = useQuery({
    queryKey: ['access', 'event-words'],
    queryFn: eventWords,
    staleTime: Number.POSITIVE_INFINITY,
  }).data
  const names = useQuery({ queryKey: ['access', 'area-names'], queryFn: areaNames, staleTime: 600_000 }).data
  const [types, setTypes] = useState<string[]>([])
  const asked = usePages(
    access.operations.audit,
    { limit: 100, ...(types.length > 0 ? { types } : {}) },
    { keep: true },
  )
  const what = (type: string) => {
    const word = kinds?.[type]
    return word ? t(word) : type
  }
  const columns: Column<Line>[] = [
    {
      key: 'at',
      title: w.auditAt,
      width: 170,
      cell: (l) => (
        <>
          <span className="muted">{shanghaiDay(l.at)}</span> {shanghaiClock(l.at)}
        </>
      ),
    },
    { key: 'what', title: w.auditWhat, width: 180, cell: (l) => what(l.type) },
    {
      key: 'who',
      title: w.auditWho,
      width: 210,
      cell: (l) => (
        <>
          {l.accountName ?? t(w.auditSystem)}{' '}
          {l.accountName !== null && l.role !== null && roles.has(l.role) && (
            <span className="muted">{t(roles.words[l.role])}</span>
          )}
        </>
      ),
    },
    {
      key: 'where',
      title: w.auditWhere,
      width: 220,
      cell: (l) => <span title={l.path}>{placeOf(l.path, names) ?? area.name}</span>,
    },
    { key: 'data', title: w.auditData, cell: (l) => <span className="muted mono audit-data">{brief(l.data)}</span> },
  ]
  return (
    <DeskPage title={t(w.audit)} lead={t(w.auditLead)}>
      <Block flush>
        <DataTable
          id="access.audit"
          label={t(w.audit)}
          columns={columns}
          rows={asked.query.data?.pages.flatMap((page) => page.lines)}
          rowKey={(l) => l.seq}
          loading={asked.reading}
          onMore={asked.more}
          filters={
            <Select
              mode="multiple"
              allowClear
              aria-label={t(w.auditFilter)}
              placeholder={t(w.auditFilter)}
              style={{ minWidth: 260 }}
              maxTagCount="responsive"
              value={types}
              onChange={setTypes}
              options={Object.entries(kinds ?? {}).map(([value, word]) => ({ value, label: t(word) }))}
              optionFilterProp="label"
            />
          }
        />
      </Block>
    </DeskPage>
  )
}
