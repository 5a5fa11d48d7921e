/** The gate's screens in one place: which of them shows. */
import { useEffect, useState } from 'react'
import { useT } from '../../../platform/web/lang.tsx'
import { Button } from '../../../platform/web/phone/parts.tsx'
import { useScreens } from '../../../platform/web/phone/screens.tsx'
import { useSession } from '../../../platform/web/session.tsx'
import { ChooseGate } from './choose-gate.tsx'
import { FetchList } from './fetch-list.tsx'
import { GateScreen } from './gate-screen.tsx'
import { ShiftScreen } from './shift-screen.tsx'
import { useBook, useDuty, usePocket, useShift } from './use-gate.ts'
import type { Shift } from './shift.ts'
import { warmUp } from './warm-up.ts'
import { gateWords as w } from './words.ts'
import './gate.css'

export function GateTask() {
  const { screen, home } = useScreens()
  const shift = useShift()
  const [fetching, setFetching] = useState(false)
  const begun = () => {
    setFetching(true)
    home()
  }
  if (shift === undefined) return null
  if (shift === null || screen.name === 'choose') return <ChooseGate first={shift === null} onBegun={begun} />
  if (fetching) return <FetchList shift={shift} onDone={() => setFetching(false)} />
  return <OnDuty key={shift.gateId} shift={shift} />
}

function OnDuty({ shift }: { shift: Shift }) {
  const { screen } = useScreens()
  const { state } = useSession()
  useDuty(shift, state === 'in')
  const pocket = usePocket(shift.gateId)
  const list = useBook(shift.gateId)
  const [fetched, setFetched] = useState(false)
  const keys = pocket?.keys
  useEffect(() => {
    const timer = setTimeout(() => warmUp(keys ?? []), 300)
    return () => clearTimeout(timer)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once a shift, not whenever the minute's answer brings the same keys
  }, [keys === undefined])
  if (pocket === undefined || list === undefined) return null
  if (pocket === null) return <FetchList shift={shift} onDone={() => setFetched(!fetched)} />
  if (screen.name === 'shift') return <ShiftScreen shift={shift} pocket={pocket} book={list.book} />
  return <GateScreen shift={shift} pocket={pocket} book={list.book} />
}

/** What the menu offers beside the settings while a gate is at work. */
export function GateMenu() {
  const t = useT()
  const { go } = useScreens()
  return useShift() ? <Button onClick={() => go('shift')}>{t(w.shift)}</Button> : null
}
