/** The people of the roster as a table: found by text, narrowed by department and filters, out to Excel with a purpose. */
import { Button } from 'antd'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import { call, serverNow } from '../../../platform/web/client.ts'
import { type Column, DataTable } from '../../../platform/web/desk/data-table.tsx'
import { Block, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { ExportButton } from '../../../platform/web/desk/export-button.tsx'
import { count } from '../../../platform/web/desk/figures.ts'
import { Found } from '../../../platform/web/desk/found.tsx'
import { usePages } from '../../../platform/web/desk/use-pages.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import { web } from '../../../platform/web/words.ts'
import { sexes } from '../../register/model.ts'
import { staff } from '../contract.ts'
import { unitText } from '../departments.ts'
import type { Person } from '../model.ts'
import { skillText } from '../skills.ts'
import { staffWords as w } from '../words.ts'
import type { Department } from './departments/department-tree.tsx'
import { type Filter, type SkillCounts, StaffFilters } from './staff-filters.tsx'
import '../../../platform/web/desk/record.css'

const ops = staff.operations
const readAsWords = {
  name: w.readName,
  letters: w.readLetters,
  tail: w.readTail,
  phone: w.readPhone,
  number: w.readNumber,
} as const

function useStaffColumns(departments: readonly Department[], onSee: (person: Person) => void): Column<Person>[] {
  const { t, lang } = useLang()
  const byId = new Map(departments.map((one) => [one.id, one]))
  const year = Number(shanghaiDay(serverNow()).slice(0, 4))
  const listed = (items: readonly string[]): string => items.join(lang === 'zh' ? '、' : ', ')
  const standing = (p: Person) => {
    if (p.state === 'left') return t(w.left)
    return p.exemptUntil === null ? t(w.free) : t(w.exemptUntil, { day: p.exemptUntil })
  }
  return [
    {
      key: 'name',
      title: w.name,
      width: 100,
      cell: (p) => (
        <button type="button" className="row-link row-button" onClick={() => onSee(p)}>
          {p.name}
        </button>
      ),
    },
    { key: 'department', title: w.department, width: 168, cell: (p) => unitText(p.departmentId, byId) },
    {
      key: 'age',
      title: w.sexAge,
      width: 92,
      cell: (p) =>
        [p.sex && t(sexes.words[p.sex]), p.birthYear && t(w.years, { n: year - p.birthYear })]
          .filter(Boolean)
          .join(' '),
    },
    {
      key: 'skills',
      title: w.skills,
      width: 150,
      cell: (p) => listed(p.skills.map((skill) => skillText(skill, lang))),
    },
    { key: 'standing', title: w.standing, width: 160, cell: standing },
    {
      key: 'served',
      title: w.servedDays,
      width: 76,
      right: true,
      cell: (p) =>
        p.service.days === 0 ? <span className="muted">–</span> : t(w.days, { n: count(p.service.days, lang) }),
    },
    { key: 'last', title: w.lastServed, width: 104, cell: (p) => p.service.last ?? <span className="muted">–</span> },
    {
      key: 'phone',
      title: w.phone,
      width: 122,
      cell: (p) => p.phoneMasked ?? <span className="muted">{t(w.noPhone)}</span>,
    },
    { key: 'party', title: w.party, width: 70, cell: (p) => (p.partyMember ? t(w.party) : '') },
    { key: 'number', title: w.number, width: 90, extra: true, cell: (p) => p.number },
    { key: 'title', title: w.jobTitle, width: 110, extra: true, cell: (p) => p.title },
    { key: 'posts', title: w.posts, width: 140, extra: true, cell: (p) => listed(p.posts) },
    { key: 'branch', title: w.partyBranch, width: 150, extra: true, cell: (p) => p.partyBranch },
    { key: 'address', title: w.address, width: 200, extra: true, cell: (p) => p.address },
    { key: 'note', title: w.note, width: 180, extra: true, cell: (p) => p.note },
  ]
}

interface RosterListProps {
  readonly text: string
  readonly departments: readonly Department[]
  /** null for all. */
  readonly department: { readonly id: string; readonly name: string } | null
  readonly onAllDepartments: () => void
  readonly filter: Filter
  readonly skills: SkillCounts
  readonly onFilter: (filter: Filter) => void
  readonly onSee: (person: Person) => void
}

export function RosterList({
  text,
  departments,
  department,
  onAllDepartments,
  filter,
  skills,
  onFilter,
  onSee,
}: RosterListProps) {
  const { t, lang } = useLang()
  const columns = useStaffColumns(departments, onSee)
  const typed = text.trim()
  const question = {
    ...filter,
    ...(department === null ? {} : { departmentId: department.id }),
    ...(typed === '' ? {} : { text: typed }),
  }
  const asked = usePages(ops.find, { ...question, limit: 50 }, { keep: true })
  const readAs = asked.query.data?.pages[0]?.readAs ?? 'all'
  return (
    <>
      {Object.keys(question).length > 0 && (
        <Found
          error={asked.query.error}
          found={asked.total === undefined ? undefined : t(w.found, { count: count(asked.total, lang) })}
          readAs={readAs !== 'all' && t(w.foundAs, { how: t(readAsWords[readAs]) })}
        >
          {department !== null && (
            <>
              <span>{department.name}</span>
              <Button type="link" size="small" onClick={onAllDepartments}>
                {t(w.allDepartments)}
              </Button>
            </>
          )}
        </Found>
      )}
      <Block flush>
        <DataTable<Person>
          id="staff.people"
          label={t(w.title)}
          columns={columns}
          rows={asked.query.error ? [] : asked.rows}
          rowKey={(p) => p.id}
          rowTone={(p) => (p.state === 'left' ? 'quiet' : undefined)}
          loading={asked.reading}
          total={asked.total}
          onMore={asked.more}
          filters={<StaffFilters filter={filter} skills={skills} onFilter={onFilter} />}
          actions={
            <ExportButton
              title={t(w.exportTitle)}
              label={t(web.exportOut)}
              disabled={!asked.rows?.length}
              start={(purpose) => call(ops.exportPeople, { ...question, purpose, lang })}
            />
          }
          empty={<Nothing title={t(w.foundNone)} hint={t(w.foundNoneHint)} />}
        />
      </Block>
    </>
  )
}
