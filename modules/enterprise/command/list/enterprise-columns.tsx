/** How enterprises stand in a table, on their own page and on an area's. */
import { Link } from '@tanstack/react-router'
import type { Column } from '../../../../platform/web/desk/data-table.tsx'
import { count } from '../../../../platform/web/desk/figures.ts'
import { useLang } from '../../../../platform/web/lang.tsx'
import { type Enterprise, industries, kinds, sizes, states } from '../../model.ts'
import { enterpriseWords as w } from '../../words.ts'
import '../../../../platform/web/desk/record.css'

function Contact({ of: e }: { of: Enterprise }) {
  const { t } = useLang()
  const name = e.contactName ?? e.legalName
  const phone = e.contactMasked ?? e.legalMasked
  return (
    <>
      {name} {phone === null ? <span className="muted">{t(w.noPhone)}</span> : <span className="mono">{phone}</span>}
    </>
  )
}

export function useEnterpriseColumns(): Column<Enterprise>[] {
  const { t, lang } = useLang()
  return [
    {
      key: 'name',
      title: w.name,
      width: 190,
      cell: (e) => (
        <Link className="row-link" to={`/enterprises/${e.id}`}>
          {e.name}
        </Link>
      ),
    },
    { key: 'kind', title: w.kind, width: 116, cell: (e) => t(kinds.words[e.kind]) },
    {
      key: 'premises',
      title: w.premises,
      width: 192,
      cell: (e) => <Link to={`/register/in/${e.path}`}>{e.premises}</Link>,
    },
    { key: 'contact', title: w.contact, width: 186, cell: (e) => <Contact of={e} /> },
    {
      key: 'staff',
      title: w.staffCount,
      width: 88,
      right: true,
      cell: (e) => (e.staff === null ? <span className="muted">–</span> : count(e.staff, lang)),
    },
    { key: 'size', title: w.size, width: 80, extra: true, cell: (e) => e.size && t(sizes.words[e.size]) },
    { key: 'state', title: w.state, width: 68, cell: (e) => t(states.words[e.state]) },
    {
      key: 'manager',
      title: w.manager,
      width: 172,
      cell: (e) => e.manager?.name ?? <span className="muted">{t(w.nobody)}</span>,
    },
    {
      key: 'code',
      title: w.code,
      width: 190,
      extra: true,
      cell: (e) => e.code && <span className="mono">{e.code}</span>,
    },
    {
      key: 'industry',
      title: w.industry,
      width: 200,
      extra: true,
      cell: (e) => e.industry && t(industries.words[e.industry]),
    },
    { key: 'rooms', title: w.roomsCount, width: 90, right: true, extra: true, cell: (e) => e.rooms },
    { key: 'floorArea', title: w.floorArea, width: 120, right: true, extra: true, cell: (e) => e.floorArea },
    { key: 'address', title: w.address, width: 220, extra: true, cell: (e) => e.address },
    { key: 'note', title: w.note, width: 200, extra: true, cell: (e) => e.note },
  ]
}
