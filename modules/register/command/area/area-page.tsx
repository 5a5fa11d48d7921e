/** One area of the register, from the sub-district down: its figures, then what lies below it, its people or its plan; a dwelling shows its household. */
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useRef } from 'react'
import { Answer } from '../../../../platform/web/desk/answer.tsx'
import { DeskPage } from '../../../../platform/web/desk/desk-page.tsx'
import { useAsk, useRefresh } from '../../../../platform/web/desk/queries.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import { useLive } from '../../../../platform/web/live.ts'
import { register } from '../../contract.ts'
import { registerWords as w } from '../../words.ts'
import { HouseholdPage } from '../household/household-page.tsx'
import { AreaView, type View } from './area-view.tsx'

const topics = [
  register.events.residentRegistered.type,
  register.events.residentCorrected.type,
  register.events.residentLeft.type,
  register.events.dutySet.type,
  register.events.dutyEnded.type,
  register.events.listApplied.type,
]

/** Reads the register anew when it changes elsewhere, at most every two seconds. */
function useRegisterLive(): void {
  const refresh = useRefresh()
  const soon = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useLive(topics, () => {
    soon.current ??= setTimeout(() => {
      soon.current = undefined
      void refresh('register')
    }, 2000)
  })
}

export default function AreaPage() {
  const t = useT()
  const { path } = useParams({ strict: false }) as { path?: string }
  const { view } = useSearch({ strict: false }) as { view?: View }
  const navigate = useNavigate()
  const asked = useAsk(register.operations.areas, path === undefined ? {} : { under: path }, { keep: true })
  useRegisterLive()
  if (asked.data === undefined) {
    return (
      <DeskPage title={t(w.title)}>
        <Answer of={asked} height={320}>
          {() => null}
        </Answer>
      </DeskPage>
    )
  }
  const here = asked.data.trail.at(-1)
  if (here?.kind === 'dwelling') return <HouseholdPage path={here.path} />
  return (
    <AreaView
      key={here?.path}
      trail={asked.data.trail}
      areas={asked.data.areas}
      view={view}
      onView={(next) => void navigate({ to: '.', search: { view: next }, replace: true })}
    />
  )
}
