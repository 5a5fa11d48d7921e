/** The departments as a tree with their heads; choosing one narrows the list to it and all below. */
import { Button } from 'antd'
import { useState } from 'react'
import type { OutputFor } from '../../../../platform/web/client.ts'
import { Block } from '../../../../platform/web/desk/desk-page.tsx'
import { count } from '../../../../platform/web/desk/figures.ts'
import { NextIcon, PlusIcon } from '../../../../platform/web/desk/icons.tsx'
import { useLang } from '../../../../platform/web/lang.tsx'
import { useMay } from '../../../../platform/web/session.tsx'
import { staff } from '../../contract.ts'
import { withBelow } from '../../departments.ts'
import { staffWords as w } from '../../words.ts'
import { DepartmentDialog } from './department-dialog.tsx'

export type Department = OutputFor<typeof staff.operations.departments>['departments'][number]

interface TreeProps {
  readonly departments: readonly Department[] | undefined
  readonly chosen: string | null
  readonly onChoose: (id: string | null) => void
}

/** A leader is shown what the community keeps and what stands above it; of all others they would see no one. */
const shownOf = (departments: readonly Department[], keeps: boolean): readonly Department[] => {
  if (!keeps) return departments
  const own = new Set(departments.filter(({ may }) => may).map(({ id }) => id))
  return departments.filter(({ id }) => withBelow(id, departments).some((below) => own.has(below)))
}

export function DepartmentTree({ departments: all = [], chosen, onChoose }: TreeProps) {
  const { t } = useLang()
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const [edited, setEdited] = useState<Department | 'new' | null>(null)
  const keeps = useMay(staff.operations.putDepartment.roles)
  const departments = shownOf(all, keeps)
  const seen = new Set(departments.map(({ id }) => id))
  const below = Map.groupBy(departments, ({ parentId }) => (parentId !== null && seen.has(parentId) ? parentId : null))
  const target = departments.find(({ id }) => id === chosen)
  const toggle = (id: string) => {
    const next = new Set(open)
    if (!next.delete(id)) next.add(id)
    setOpen(next)
  }
  const level = (parentId: string | null) => (
    <ul>
      {(below.get(parentId) ?? [])
        .toSorted((a, b) => b.heads.inService - a.heads.inService)
        .map((one) => (
          <li key={one.id}>
            <Row
              of={one}
              chosen={chosen === one.id}
              {...(below.has(one.id) ? { unfolded: open.has(one.id), onToggle: () => toggle(one.id) } : {})}
              onChoose={() => onChoose(chosen === one.id ? null : one.id)}
            />
            {open.has(one.id) && below.has(one.id) && level(one.id)}
          </li>
        ))}
    </ul>
  )
  return (
    <Block
      title={t(w.departments)}
      actions={
        keeps && (
          <>
            {target?.may && (
              <Button type="text" size="small" onClick={() => setEdited(target)}>
                {t(w.change)}
              </Button>
            )}
            <Button
              type="text"
              size="small"
              icon={<PlusIcon />}
              aria-label={t(w.addDepartment)}
              title={t(w.addDepartment)}
              onClick={() => setEdited('new')}
            />
          </>
        )
      }
    >
      <nav className="staff-tree" aria-label={t(w.departments)}>
        {level(null)}
      </nav>
      {edited && (
        <DepartmentDialog
          department={edited === 'new' ? null : edited}
          parentId={edited === 'new' ? chosen : edited.parentId}
          departments={all}
          onClose={() => setEdited(null)}
          onClosed={() => onChoose(null)}
        />
      )}
    </Block>
  )
}

interface RowProps {
  readonly of: Department
  readonly chosen: boolean
  /** Undefined where nothing stands below. */
  readonly unfolded?: boolean
  readonly onToggle?: () => void
  readonly onChoose: () => void
}

function Row({ of: one, chosen, unfolded, onToggle, onChoose }: RowProps) {
  const { t, lang } = useLang()
  const { name, heads } = one
  return (
    <div className="staff-branch">
      {onToggle ? (
        <button
          type="button"
          className={unfolded ? 'staff-fold staff-unfolded' : 'staff-fold'}
          aria-expanded={unfolded === true}
          aria-label={t(unfolded ? w.fold : w.open, { name })}
          onClick={onToggle}
        >
          <NextIcon />
        </button>
      ) : (
        <span className="staff-fold" />
      )}
      <button
        type="button"
        className="staff-department"
        aria-pressed={chosen}
        title={t(w.heads, { name, here: heads.inService, free: heads.available })}
        onClick={onChoose}
      >
        <span>
          {name}
          {one.isKey && <em>{t(w.key)}</em>}
        </span>
        <strong>{count(heads.inService, lang)}</strong>
      </button>
    </div>
  )
}
