/** The roster: its figures, the departments with their heads, then the people. What is typed and who is chosen stay out of the address. */
import { Button } from 'antd'
import { useState } from 'react'
import type { OutputFor } from '../../../platform/web/client.ts'
import { Block, DeskPage, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { Figure, Figures } from '../../../platform/web/desk/figure.tsx'
import { count } from '../../../platform/web/desk/figures.ts'
import { ImportIcon, PlusIcon } from '../../../platform/web/desk/icons.tsx'
import { LinkButton } from '../../../platform/web/desk/link-button.tsx'
import { useAsk } from '../../../platform/web/desk/queries.ts'
import { SearchBox } from '../../../platform/web/desk/search-box.tsx'
import { useSearchText } from '../../../platform/web/desk/use-search-text.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { staff } from '../contract.ts'
import type { Person } from '../model.ts'
import { skillText } from '../skills.ts'
import { staffWords as w } from '../words.ts'
import { DepartmentTree } from './departments/department-tree.tsx'
import { PersonDrawer } from './one/person-drawer.tsx'
import { RosterList } from './roster-list.tsx'
import type { Filter } from './staff-filters.tsx'
import { useStaffLive } from './use-staff-live.ts'
import './staff.css'

const ops = staff.operations
type Shown = { readonly mode: 'see'; readonly id: string } | { readonly mode: 'register' } | null

export default function RosterPage() {
  const { t } = useLang()
  const [text, setText] = useSearchText(staff.room)
  const [filter, setFilter] = useState<Filter>({})
  const [departmentId, setDepartmentId] = useState<string | null>(null)
  const [shown, setShown] = useState<Shown>(null)
  const keeps = useMay(ops.find.roles)
  const figures = useAsk(ops.figures, {}, { keep: true }).data
  const departments = useAsk(ops.departments, {}, { keep: true }).data?.departments
  useStaffLive()

  const chosen = departments?.find(({ id }) => id === departmentId) ?? null
  const empty = figures !== undefined && departments?.length === 0 && figures.total.inService + figures.total.left === 0
  const add = keeps && (
    <>
      <LinkButton icon={<ImportIcon />} to="/staff/imports">
        {t(w.importList)}
      </LinkButton>
      <Button type="primary" icon={<PlusIcon />} onClick={() => setShown({ mode: 'register' })}>
        {t(w.register)}
      </Button>
    </>
  )
  return (
    <DeskPage
      title={t(w.title)}
      lead={t(w.lead)}
      actions={
        <>
          <LinkButton to="/staff/caps">{t(w.caps)}</LinkButton>
          {add}
        </>
      }
    >
      {keeps && <SearchBox text={text} onText={setText} label={t(w.searchLabel)} hint={t(w.searchHint)} />}
      <RosterFigures
        of={chosen?.name ?? figures?.areaName}
        total={chosen?.heads ?? figures?.total}
        {...(keeps ? { onFilter: setFilter } : {})}
      />
      {chosen === null && figures && figures.skills.length > 0 && (
        <SkillBar figures={figures} filter={filter} {...(keeps ? { onFilter: setFilter } : {})} />
      )}
      <div className="staff-two">
        <DepartmentTree departments={departments} chosen={departmentId} onChoose={setDepartmentId} />
        <div className="staff-people">
          {!keeps && (
            <Block>
              <p className="muted">{t(w.superiorNote)}</p>
            </Block>
          )}
          {keeps &&
            (empty ? (
              <Block>
                <Nothing title={t(w.none)} hint={t(w.noneHint)} action={add} />
              </Block>
            ) : (
              <RosterList
                text={text}
                departments={departments ?? []}
                department={chosen}
                onAllDepartments={() => setDepartmentId(null)}
                filter={filter}
                skills={figures?.skills ?? []}
                onFilter={setFilter}
                onSee={(person: Person) => setShown({ mode: 'see', id: person.id })}
              />
            ))}
        </div>
      </div>
      {shown && (
        <PersonDrawer
          {...shown}
          departmentId={departmentId}
          departments={departments ?? []}
          skills={figures?.skills ?? []}
          onClose={() => setShown(null)}
        />
      )}
    </DeskPage>
  )
}

type Told = OutputFor<typeof ops.figures>

interface FiguresProps {
  /** The department that is chosen, or the area. */
  readonly of: string | undefined
  readonly total: Told['total'] | undefined
  readonly onFilter?: (filter: Filter) => void
}

function RosterFigures({ of, total, onFilter }: FiguresProps) {
  const { t, lang } = useLang()
  const opens = (filter: Filter) => (onFilter ? { onOpen: () => onFilter(filter) } : {})
  return (
    <Figures label={of ?? t(w.title)}>
      <Figure lead label={t(w.available)} value={total?.available ?? null} {...opens({ standing: 'available' })} />
      <Figure
        label={t(w.inService)}
        value={total?.inService ?? null}
        {...(total
          ? { note: t(w.women, { women: count(total.women, lang), party: count(total.partyMembers, lang) }) }
          : {})}
        {...opens({})}
      />
      <Figure label={t(w.exempt)} value={total?.exempt ?? null} {...opens({ standing: 'exempt' })} />
      <Figure label={t(w.servedLately)} value={total?.servedLately ?? null} {...opens({ servedLately: true })} />
      <Figure
        label={t(w.withoutPhone)}
        value={total?.withoutPhone ?? null}
        note={t(w.withoutPhoneNote)}
        {...((total?.withoutPhone ?? 0) > 0 ? { tone: 'hand' as const } : {})}
        {...opens({ withoutPhone: true })}
      />
    </Figures>
  )
}

interface SkillBarProps {
  readonly figures: Told
  readonly filter: Filter
  readonly onFilter?: (filter: Filter) => void
}

/** Who of each skill is free now; each narrows the list to itself. */
function SkillBar({ figures, filter, onFilter }: SkillBarProps) {
  const { t, lang } = useLang()
  const { skills: chosen, ...rest } = filter
  return (
    <fieldset className="staff-skills" disabled={onFilter === undefined}>
      <legend className="visually-hidden">{t(w.bySkill)}</legend>
      <button type="button" aria-pressed={chosen === undefined} onClick={() => onFilter?.(rest)}>
        {t(w.all)} <strong>{count(figures.total.available, lang)}</strong>
      </button>
      {figures.skills.slice(0, 16).map(({ skill, available }) => (
        <button
          key={skill}
          type="button"
          aria-pressed={chosen?.length === 1 && chosen[0] === skill}
          onClick={() => onFilter?.({ ...rest, skills: [skill] })}
        >
          {skillText(skill, lang)} <strong>{count(available, lang)}</strong>
        </button>
      ))}
    </fieldset>
  )
}
