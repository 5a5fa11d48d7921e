/** What narrows a list of residents, besides the text. Nothing of it is personal. */
import { Button, Checkbox, InputNumber, Select, Space } from 'antd'
import type { InputFor } from '../../../../platform/web/client.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import { web } from '../../../../platform/web/words.ts'
import type { register } from '../../contract.ts'
import { groups, residences, works } from '../../model.ts'
import { registerWords as w } from '../../words.ts'

export type Filter = Omit<InputFor<typeof register.operations.findResidents>, 'after' | 'limit' | 'text' | 'under'>

/** Without what is empty, so that an untouched filter asks for nothing. */
export const tidied = (filter: Filter): Filter =>
  Object.fromEntries(
    Object.entries(filter).filter(
      ([, value]) =>
        value !== undefined && value !== null && value !== false && !(Array.isArray(value) && value.length === 0),
    ),
  )

export function PeopleFilters({ filter, onFilter }: { filter: Filter; onFilter: (filter: Filter) => void }) {
  const t = useT()
  const set = (part: Filter) => onFilter(tidied({ ...filter, ...part }))
  return (
    <>
      <Select
        mode="multiple"
        allowClear
        maxTagCount="responsive"
        style={{ width: 150 }}
        aria-label={t(w.filterGroups)}
        placeholder={t(w.filterGroups)}
        value={filter.groups ?? []}
        onChange={(value) => set({ groups: value })}
        options={groups.values.map((value) => ({ value, label: t(groups.words[value]) }))}
      />
      <Select
        mode="multiple"
        allowClear
        maxTagCount="responsive"
        style={{ width: 146 }}
        aria-label={t(w.filterResidence)}
        placeholder={t(w.filterResidence)}
        value={filter.residence ?? []}
        onChange={(value) => set({ residence: value })}
        options={residences.values.map((value) => ({ value, label: t(residences.words[value]) }))}
      />
      <Select
        mode="multiple"
        allowClear
        maxTagCount="responsive"
        style={{ width: 112 }}
        aria-label={t(w.filterWork)}
        placeholder={t(w.filterWork)}
        value={filter.work ?? []}
        onChange={(value) => set({ work: value })}
        options={works.values.map((value) => ({ value, label: t(works.words[value]) }))}
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
