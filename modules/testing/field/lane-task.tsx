/** The lane's screens in one place: which of them shows. */
import { useState } from 'react'
import { useT } from '../../../platform/web/lang.tsx'
import { TubeIcon } from '../../../platform/web/phone/icons.tsx'
import { Button } from '../../../platform/web/phone/parts.tsx'
import { useScreens } from '../../../platform/web/phone/screens.tsx'
import { ChooseSite } from './choose-site.tsx'
import { FetchList } from './fetch-list.tsx'
import { LaneScreen } from './lane-screen.tsx'
import { ListScreen } from './list-screen.tsx'
import { PersonScreen } from './person-screen.tsx'
import type { Shift } from './shift.ts'
import { TubeScreen } from './tube-screen.tsx'
import { TubesScreen } from './tubes-screen.tsx'
import { useShift } from './use-lane.ts'
import { laneWords as w } from './words.ts'
import './lane.css'

export function LaneTask() {
  const { screen, home } = useScreens()
  const shift = useShift()
  const [fetching, setFetching] = useState<Shift | null>(null)
  const chosen = (next: Shift) => {
    setFetching(next)
    home()
  }
  if (shift === undefined) return null
  if (fetching && shift) return <FetchList shift={shift} onDone={() => setFetching(null)} />
  if (shift === null) return <ChooseSite current={null} onChosen={chosen} />
  if (screen.name === 'choose') return <ChooseSite current={shift} onChosen={chosen} />
  if (screen.name === 'person') return <PersonScreen shift={shift} />
  if (screen.name === 'tube') return <TubeScreen shift={shift} tubeId={screen.with?.['tubeId'] ?? ''} />
  if (screen.name === 'tubes') return <TubesScreen shift={shift} />
  if (screen.name === 'list') return <ListScreen shift={shift} />
  return <LaneScreen shift={shift} />
}

/** What the menu offers beside the settings while a lane is at work. */
export function LaneMenu() {
  const t = useT()
  const { go } = useScreens()
  const shift = useShift()
  if (!shift) return null
  return (
    <>
      <Button onClick={() => go('tubes')}>
        <TubeIcon />
        {t(w.tubes)}
      </Button>
      <Button onClick={() => go('list')}>{t(w.siteAndList)}</Button>
    </>
  )
}
