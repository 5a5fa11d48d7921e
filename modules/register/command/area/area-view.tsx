/** An area above the dwellings: search on top, figures, then one of three ways to look at it. */
import { Button, Segmented } from 'antd'
import { lazy, Suspense, useState } from 'react'
import type { OutputFor } from '../../../../platform/web/client.ts'
import { Block, DeskPage, Nothing } from '../../../../platform/web/desk/desk-page.tsx'
import { Figure, Figures } from '../../../../platform/web/desk/figure.tsx'
import { ImportIcon, PlusIcon } from '../../../../platform/web/desk/icons.tsx'
import { useT } from '../../../../platform/web/lang.tsx'
import { useMay } from '../../../../platform/web/session.tsx'
import { Link, useNavigate } from '@tanstack/react-router'
import { register } from '../../contract.ts'
import { depthOfKind } from '../../model.ts'
import { belowWords, registerWords as w } from '../../words.ts'
import { PeopleList } from '../people/people-list.tsx'
import { ResidentDrawer } from '../people/resident-drawer.tsx'
import { PrintCodes } from '../codes/print-codes.tsx'
import { SearchBox } from '../people/search-box.tsx'
import { useSearchText } from '../people/use-search-text.ts'
import { AreasTable } from './areas-table.tsx'
import { Duties } from './duties.tsx'
import { Elevation } from './elevation.tsx'
import { Trail } from './trail.tsx'
import './area.css'

export type View = 'areas' | 'people' | 'plan'
export type AreaCounted = OutputFor<typeof register.operations.areas>['areas'][number]

const PlanView = lazy(() => import('../plan/plan-view.tsx'))

/** `3号楼` alone says nothing: from the compound down an area is called by all its names. */
const titleOf = (trail: readonly AreaCounted[]): string =>
  trail
    .filter((a, i) => i === trail.length - 1 || depthOfKind(a.kind) >= depthOfKind('compound'))
    .map((a) => a.name)
    .join(' ')

interface AreaViewProps {
  readonly trail: readonly AreaCounted[]
  readonly areas: readonly AreaCounted[]
  readonly view: View | undefined
  readonly onView: (view: View) => void
}

export function AreaView({ trail, areas, view: asked, onView }: AreaViewProps) {
  const t = useT()
  const navigate = useNavigate()
  const here = trail.at(-1)
  const [text, setText] = useSearchText()
  const [adding, setAdding] = useState(false)
  const keeps = useMay(register.operations.registerResident.roles)
  if (!here) return null
  const searching = text.trim() !== ''
  const view = searching ? 'people' : (asked ?? 'areas')
  const childKind = areas[0]?.kind
  const belowLabel = t(childKind ? belowWords[childKind] : w.belowPlain)
  const dwellingsBelow = childKind === 'dwelling' || childKind === 'unit'
  const add = keeps && (
    <Button icon={<PlusIcon />} onClick={() => setAdding(true)}>
      {t(w.register)}
    </Button>
  )
  return (
    <DeskPage
      title={titleOf(trail)}
      lead={<Trail areas={trail} />}
      actions={
        <>
          {/* From the compound down: that is what one person hands out. */}
          {keeps && here.residents > 0 && depthOfKind(here.kind) >= depthOfKind('compound') && (
            <PrintCodes under={here.path} />
          )}
          {add}
        </>
      }
    >
      <SearchBox text={text} onText={setText} />
      {here.residents === 0 && here.dwellings === 0 && areas.length === 0 ? (
        <Block>
          <Nothing
            title={t(w.noRegister)}
            hint={t(w.noRegisterHint)}
            action={
              keeps && (
                <Button type="primary" icon={<ImportIcon />} onClick={() => void navigate({ to: '/register/imports' })}>
                  {t(w.importList)}
                </Button>
              )
            }
          />
        </Block>
      ) : (
        <>
          {!searching && (
            <Figures label={here.name}>
              <Figure lead label={t(w.residents)} value={here.residents} onOpen={() => onView('people')} />
              <Figure
                label={t(w.dwellings)}
                value={here.dwellings}
                note={
                  here.dwellings > 0 ? t(w.perDwelling, { n: (here.residents / here.dwellings).toFixed(1) }) : undefined
                }
                onOpen={() => onView('areas')}
              />
              {!dwellingsBelow && <Figure label={belowLabel} value={areas.length} onOpen={() => onView('areas')} />}
              <Duties area={here} />
            </Figures>
          )}
          {!searching && (
            <Segmented<View>
              className="area-views"
              aria-label={t(w.view)}
              value={view}
              onChange={onView}
              options={[
                { value: 'areas', label: dwellingsBelow ? t(w.elevation) : belowLabel },
                { value: 'people', label: t(w.viewPeople) },
                { value: 'plan', label: t(w.viewPlan) },
              ]}
            />
          )}
          {view === 'people' && <PeopleList under={here} text={text} />}
          {view === 'areas' &&
            (dwellingsBelow ? <Elevation area={here} below={areas} /> : <AreasTable areas={areas} />)}
          {view === 'plan' && (
            <Suspense fallback={<div className="answer-wait" style={{ height: 480 }} />}>
              <PlanView area={here} below={areas} />
            </Suspense>
          )}
          {view === 'areas' && keeps && (
            <p className="area-foot">
              {t(w.moreByList)} <Link to="/register/imports">{t(w.importList)}</Link>
            </p>
          )}
        </>
      )}
      {adding && <ResidentDrawer mode="register" path={null} onClose={() => setAdding(false)} />}
    </DeskPage>
  )
}
