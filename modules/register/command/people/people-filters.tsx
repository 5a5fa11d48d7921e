/** What narrows a list of residents, besides the text. Nothing of it is personal. */
import { Button, Checkbox, InputNumber, Space } from 'antd'
import type { InputFor } from '../../../../platform/web/client.ts'
import { ManyOf, tidied } from '../../../../platform/web/desk/many-of.tsx'
import { useT } from '../../../../platform/web/lang.tsx'
import { web } from '../../../../platform/web/words.ts'
import type { register } from '../../contract.ts'
import { groups, residences, works } from '../../model.ts'
import { registerWords as w } from '../../words.ts'

export type Filter = Omit<InputFor<typeof register.operations.findResidents>, 'after' | 'limit' | 'text' | 'under'>

export function PeopleFilters({ filter, onFilter }: { filter: Filter; onFilter: (filter: Filter) => void }) {
  const t = useT()
  const set = (part: Filter) => onFilter(tidied({ ...filter, ...part }))
  return (
    <>
      <ManyOf
        label={t(w.filterGroups)}
        codes={groups}
        width={150}
        value={filter.groups}
        onChange={(value) => set({ groups: value })}
      />
      <ManyOf
        label={t(w.filterResidence)}
        codes={residences}
        width={146}
        value={filter.residence}
        onChange={(value) => set({ residence: value })}
      />
      <ManyOf
        label={t(w.filterWork)}
        codes={works}
        width={112}
        value={filter.work}
        onChange={(value) => set({ work: value })}
      />
      <Space.Compact>
        <InputNumber
          style={{ width: 84 }}
          controls={false}
          min={0}
          max={150}
          aria-label={t(w.ageFrom)}
          placeholder={t(w.ageFrom)}
          value={filter.ageFrom ?? null}
          onChange={(value) => set({ ageFrom: value ?? undefined })}
        />
        <InputNumber
          style={{ width: 84 }}
          controls={false}
          min={0}
          max={150}
          aria-label={t(w.ageTo)}
          placeholder={t(w.ageTo)}
          value={filter.ageTo ?? null}
          onChange={(value) => set({ ageTo: value ?? undefined })}
        />
      </Space.Compact>
      <Checkbox checked={filter.withLeft === true} onChange={(e) => set({ withLeft: e.target.checked })}>
        {t(w.withLeft)}
      </Checkbox>
      {Object.keys(filter).length > 0 && (
        <Button type="link" onClick={() => onFilter({})}>
          {t(web.clearFilters)}
        </Button>
      )}
    </>
  )
}
