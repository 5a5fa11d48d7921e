/** Each department's quota and how it came about. */
import { type Column, DataTable } from '../../../platform/web/desk/data-table.tsx'
import { useLang } from '../../../platform/web/lang.tsx'
import type { QuotaLine } from '../call-up-model.ts'
import { deskWords as w } from './words.ts'

interface QuotaTableProps {
  readonly quotas: readonly QuotaLine[]
  /** How many each department has named, by its id. */
  readonly named?: Readonly<Record<string, number>>
}

export function QuotaTable({ quotas, named }: QuotaTableProps) {
  const { t, lang } = useLang()
  const columns: Column<QuotaLine>[] = [
    { key: 'department', title: w.department, width: 200, cell: ({ department }) => department },
    {
      key: 'quota',
      title: w.quota,
      right: true,
      width: 70,
      sort: (a, b) => a.quota - b.quota,
      cell: ({ quota }) => <strong>{quota}</strong>,
    },
    ...(named
      ? [
          {
            key: 'named',
            title: w.named,
            right: true,
            width: 90,
            cell: ({ departmentId, quota, kept }: QuotaLine) => {
              const [have, want] = [named[departmentId] ?? 0, quota - kept]
              return have < want ? (
                <strong className="mobilize-strong">{`${have} / ${want}`}</strong>
              ) : (
                `${have} / ${want}`
              )
            },
          },
        ]
      : []),
    { key: 'headcount', title: w.headcount, right: true, width: 70, cell: ({ headcount }) => headcount },
    { key: 'eligible', title: w.eligible, right: true, width: 70, cell: ({ eligible }) => eligible },
    { key: 'kept', title: w.kept, right: true, width: 90, extra: true, cell: ({ kept }) => kept },
    { key: 'because', title: w.because, cell: ({ because }) => because[lang === 'zh' ? 0 : 1] },
  ]
  return (
    <DataTable
      id={named ? 'mobilize.named' : 'mobilize.quotas'}
      label={t(w.quotas)}
      columns={columns}
      rows={quotas}
      rowKey={({ departmentId }) => departmentId}
      height={520}
    />
  )
}
