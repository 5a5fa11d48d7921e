/** What narrows a list of enterprises, besides the text and the area. Nothing of it is personal. */
import { Button, Select } from 'antd'
import type { InputFor } from '../../../../platform/web/client.ts'
import { ManyOf, tidied } from '../../../../platform/web/desk/many-of.tsx'
import { useAsk } from '../../../../platform/web/desk/queries.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import { web } from '../../../../platform/web/words.ts'
import { enterprises } from '../../contract.ts'
import { industries, kinds, sizes, states } from '../../model.ts'
import { enterpriseWords as w } from '../../words.ts'

export type Filter = Omit<InputFor<typeof enterprises.operations.find>, 'after' | 'limit' | 'text' | 'under'>

export function EnterpriseFilters({ filter, onFilter }: { filter: Filter; onFilter: (filter: Filter) => void }) {
  const t = useT()
  const known = useAsk(enterprises.operations.managers, {})
  const set = (part: Partial<Filter>) => onFilter(tidied({ ...filter, ...part }))
  return (
    <>
      <ManyOf
        label={t(w.kind)}
        codes={kinds}
        width={140}
        value={filter.kinds}
        onChange={(value) => set({ kinds: value })}
      />
      <ManyOf
        label={t(w.industry)}
        codes={industries}
        width={150}
        value={filter.industries}
        onChange={(value) => set({ industries: value })}
      />
      <ManyOf
        label={t(w.size)}
        codes={sizes}
        width={110}
        value={filter.sizes}
        onChange={(value) => set({ sizes: value })}
      />
      <ManyOf
        label={t(w.state)}
        codes={states}
        width={120}
        value={filter.states}
        onChange={(value) => set({ states: value })}
      />
      <Select<string>
        allowClear
        style={{ width: 170 }}
        aria-label={t(w.managerFilter)}
        placeholder={t(w.managerFilter)}
        {...(filter.manager === undefined ? {} : { value: filter.manager })}
        onChange={(value: string | undefined) => set({ manager: value })}
        options={[
          { value: 'none', label: t(w.nobody) },
          ...(known.data?.managers ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        popupMatchSelectWidth={false}
        showSearch={{ optionFilterProp: 'label' }}
      />
      {Object.keys(filter).length > 0 && (
        <Button type="link" onClick={() => onFilter({})}>
          {t(web.clearFilters)}
        </Button>
      )}
    </>
  )
}
