/** Each department's quota as it is worked out, with the floor and cap that may be set for it: the effect shows at once. */
import { Button, InputNumber } from 'antd'
import { useEffect, useRef } from 'react'
import { type Column, DataTable } from '../../../../platform/web/desk/data-table.tsx'
import { useLang } from '../../../../platform/web/lang.tsx'
import type { CallUpAsk, QuotaLine } from '../../call-up-model.ts'
import { deskWords as w } from '../words.ts'

type Bounds = CallUpAsk['bounds']

/** With one figure of one department changed; a department with neither is left out. */
export function boundsWith(
  bounds: Bounds,
  departmentId: string,
  change: { floor?: number | null; cap?: number | null },
) {
  const before = bounds.find((one) => one.departmentId === departmentId) ?? { departmentId, floor: null, cap: null }
  const after = { ...before, ...change }
  const others = bounds.filter((one) => one.departmentId !== departmentId)
  return after.floor === null && after.cap === null ? others : [...others, after]
}

interface BoundsTableProps {
  /** Empty while bounds contradict each other: then the departments shown last stay, so that the bounds can be mended. */
  readonly quotas: readonly QuotaLine[]
  readonly bounds: Bounds
  readonly onBounds: (bounds: Bounds) => void
}

export function BoundsTable({ quotas, bounds, onBounds }: BoundsTableProps) {
  const { t, lang } = useLang()
  const last = useRef(quotas)
  useEffect(() => {
    if (quotas.length > 0) last.current = quotas
  }, [quotas])
  const known = quotas.length > 0
  const set = new Map(bounds.map((one) => [one.departmentId, one]))
  const bound = (key: 'floor' | 'cap', { departmentId, department }: QuotaLine) => (
    <InputNumber
      size="small"
      className="mobilize-bound"
      min={0}
      max={10_000}
      precision={0}
      controls={false}
      placeholder="–"
      aria-label={`${department} ${t(key === 'floor' ? w.floor : w.cap)}`}
      value={set.get(departmentId)?.[key] ?? null}
      onChange={(value) => onBounds(boundsWith(bounds, departmentId, { [key]: value }))}
    />
  )
  const columns: Column<QuotaLine>[] = [
    {
      key: 'department',
      title: w.department,
      cell: ({ department, because }) => (
        <>
          {department}
          {known && <small className="mobilize-because">{because[lang === 'zh' ? 0 : 1]}</small>}
        </>
      ),
    },
    {
      key: 'quota',
      title: w.quota,
      right: true,
      width: 64,
      sort: (a, b) => a.quota - b.quota,
      cell: ({ quota }) => <strong>{known ? quota : '–'}</strong>,
    },
    { key: 'floor', title: w.floor, width: 76, cell: (line) => bound('floor', line) },
    { key: 'cap', title: w.cap, width: 76, cell: (line) => bound('cap', line) },
    {
      key: 'eligible',
      title: w.eligibleOf,
      right: true,
      width: 92,
      cell: ({ eligible, headcount }) => `${eligible} / ${headcount}`,
    },
  ]
  return (
    <DataTable
      id="mobilize.bounds"
      label={t(w.quotas)}
      columns={columns}
      rows={known ? quotas : last.current}
      rowKey={({ departmentId }) => departmentId}
      height={520}
      actions={bounds.length > 0 && <Button onClick={() => onBounds([])}>{t(w.clearBounds)}</Button>}
    />
  )
}
