/** The enterprises of an area, on the area's own page: how many, and the first of them. */
import { DataTable } from '../../../platform/web/desk/data-table.tsx'
import { Block } from '../../../platform/web/desk/desk-page.tsx'
import { count } from '../../../platform/web/desk/figures.ts'
import { LinkButton } from '../../../platform/web/desk/link-button.tsx'
import { useAsk } from '../../../platform/web/desk/queries.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import { enterprises } from '../contract.ts'
import type { Enterprise } from '../model.ts'
import { enterpriseWords as w } from '../words.ts'
import { useEnterpriseColumns } from './list/enterprise-columns.tsx'

const SHOWN = 8
const ops = enterprises.operations
const KEYS = new Set(['name', 'kind', 'premises', 'contact', 'staff', 'state'])

/** `id` is the area's path. Nothing there: nothing is shown. */
export default function AreaEnterprises({ id: under }: { id: string }) {
  const { t, lang } = useLang()
  const counts = useAsk(ops.counts, { under })
  const found = useAsk(ops.find, { under, limit: SHOWN })
  const columns = useEnterpriseColumns().filter(({ key }) => KEYS.has(key))
  if (!counts.data || !found.data || found.data.total === 0) return null
  const { open, staff } = counts.data
  return (
    <Block
      title={t(w.areaPanel)}
      note={t(w.areaPanelNote, { open: count(open, lang), staff: count(staff, lang) })}
      flush
      actions={
        <LinkButton to="/enterprises" search={{ under } as never}>
          {t(w.seeAll, { count: count(found.data.total, lang) })}
        </LinkButton>
      }
    >
      <DataTable<Enterprise>
        id="enterprise.area"
        label={t(w.areaPanel)}
        columns={columns}
        rows={found.data.rows}
        rowKey={(e) => e.id}
        rowTone={(e) => (e.state === 'open' ? undefined : 'quiet')}
        total={found.data.total}
      />
    </Block>
  )
}
