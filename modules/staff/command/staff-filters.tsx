/** What narrows the roster, besides the text and the department. Nothing of it is personal. */
import { Button, Checkbox, Select } from 'antd'
import type { InputFor, OutputFor } from '../../../platform/web/client.ts'
import { ManyOf, tidied } from '../../../platform/web/desk/many-of.tsx'
import { useLang } from '../../../platform/web/lang.tsx'
import { web } from '../../../platform/web/words.ts'
import { sexes } from '../../register/model.ts'
import type { staff } from '../contract.ts'
import { skills as usualSkills } from '../model.ts'
import { skillText } from '../skills.ts'
import { staffWords as w } from '../words.ts'

export type Filter = Omit<InputFor<typeof staff.operations.find>, 'after' | 'limit' | 'text' | 'departmentId'>
export type SkillCounts = OutputFor<typeof staff.operations.figures>['skills']

/** The usual ones, then the place's own that somebody has. */
export const allSkills = (counted: SkillCounts): string[] => [
  ...usualSkills.values,
  ...counted.map(({ skill }) => skill).filter((skill) => !usualSkills.has(skill)),
]

interface FiltersProps {
  readonly filter: Filter
  readonly skills: SkillCounts
  readonly onFilter: (filter: Filter) => void
}

export function StaffFilters({ filter, skills, onFilter }: FiltersProps) {
  const { t, lang } = useLang()
  const set = (part: { [K in keyof Filter]?: Filter[K] | undefined }) => {
    const next = { ...filter, ...part }
    // A plain no is an answer here, which the tidying of empty filters would drop.
    onFilter({
      ...(tidied(next) as Filter),
      ...(next.partyMember === false ? { partyMember: false } : {}),
      ...(next.servedLately === false ? { servedLately: false } : {}),
    })
  }
  const one = <T extends string>(
    label: string,
    width: number,
    value: T | undefined,
    options: readonly { value: T; label: string }[],
    onChange: (value: T | undefined) => void,
  ) => (
    <Select<T>
      allowClear
      style={{ width }}
      aria-label={label}
      placeholder={label}
      {...(value === undefined ? {} : { value })}
      onChange={(next: T | undefined) => onChange(next)}
      options={[...options]}
      popupMatchSelectWidth={false}
    />
  )
  const yesNo = (value: boolean | undefined): 'yes' | 'no' | undefined =>
    value === undefined ? undefined : value ? 'yes' : 'no'
  const all = allSkills(skills)
  return (
    <>
      {one(
        t(w.standing),
        120,
        filter.standing,
        [
          { value: 'available', label: t(w.available) },
          { value: 'exempt', label: t(w.exempt) },
        ],
        (standing) => set({ standing }),
      )}
      <Select<string[]>
        mode="multiple"
        allowClear
        maxTagCount="responsive"
        style={{ width: 150 }}
        aria-label={t(w.skills)}
        placeholder={t(w.skills)}
        value={[...(filter.skills ?? [])]}
        onChange={(value) => set({ skills: value })}
        options={all.map((skill) => ({ value: skill, label: skillText(skill, lang) }))}
        popupMatchSelectWidth={false}
        showSearch={{ optionFilterProp: 'label' }}
      />
      {one(
        t(w.party),
        110,
        yesNo(filter.partyMember),
        [
          { value: 'yes', label: t(w.party) },
          { value: 'no', label: t(w.notParty) },
        ],
        (value) => set({ partyMember: value === undefined ? undefined : value === 'yes' }),
      )}
      {one(
        t(w.lately),
        130,
        yesNo(filter.servedLately),
        [
          { value: 'yes', label: t(w.latelyYes) },
          { value: 'no', label: t(w.latelyNo) },
        ],
        (value) => set({ servedLately: value === undefined ? undefined : value === 'yes' }),
      )}
      <ManyOf
        label={t(w.sex)}
        codes={sexes}
        width={90}
        value={filter.sexes}
        onChange={(value) => set({ sexes: value })}
      />
      <Checkbox
        checked={filter.states !== undefined}
        onChange={({ target }) => set({ states: target.checked ? ['in-service', 'left'] : undefined })}
      >
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
