/** What was just recorded, with the way to take it back, and who of the same door is still to come. */
import { useState } from 'react'
import { useT } from '../../../platform/web/lang.tsx'
import { cell, useCell } from '../../../platform/web/phone/cell.ts'
import { CheckIcon, UndoIcon } from '../../../platform/web/phone/icons.tsx'
import { Button } from '../../../platform/web/phone/parts.tsx'
import { useScreens } from '../../../platform/web/phone/screens.tsx'
import type { Listed } from '../identify.ts'
import type { Head, Tube } from '../tube.ts'
import { candidate } from './candidate.ts'
import { useHouseholdDue } from './household.tsx'
import type { Shift } from './shift.ts'
import type { SitePocket } from './site-pocket.ts'
import { UndoSheet } from './undo-sheet.tsx'
import { laneWords as w } from './words.ts'

export interface Done {
  readonly tube: Tube
  readonly head: Head
  readonly person: Listed | null
  readonly undone: boolean
}
export const lastDone = cell<Done | null>(null)
/** The tube that was just closed, told while the next is opened. */
export const lastClosed = cell<{ readonly code: string; readonly n: number } | null>(null)

export function LastDone({ shift, pocket }: { shift: Shift; pocket: SitePocket | null }) {
  const t = useT()
  const done = useCell(lastDone)
  const [undoing, setUndoing] = useState(false)
  if (!done) return null
  const n = done.tube.heads.filter((h) => h.voided === null).length
  return (
    <>
      <div
        className={`last ${done.undone ? 'last-undone' : ''}`}
        role="status"
        data-last={done.undone ? 'undone' : 'recorded'}
      >
        {done.undone ? <UndoIcon /> : <CheckIcon />}
        <span className="last-what">
          <strong>{done.undone ? t(w.undone, { name: done.head.name }) : done.head.name}</strong>
          {done.undone ? null : (
            <small>
              {t(w.recorded)} · {t(w.inTube, { n })}
            </small>
          )}
        </span>
        {done.undone ? null : (
          <Button size="small" onClick={() => setUndoing(true)}>
            {t(w.undo)}
          </Button>
        )}
      </div>
      {done.person && pocket && !done.undone ? <Neighbours shift={shift} pocket={pocket} person={done.person} /> : null}
      {undoing ? (
        <UndoSheet
          tube={done.tube}
          head={done.head}
          onClose={(undone) => {
            setUndoing(false)
            if (undone) lastDone.set({ ...done, undone: true })
          }}
        />
      ) : null}
    </>
  )
}

function Neighbours(props: { shift: Shift; pocket: SitePocket; person: Listed }) {
  const t = useT()
  const { go } = useScreens()
  const due = useHouseholdDue(props).filter((other) => other.due)
  const next = due[0]
  if (!next) return null
  return (
    <Button
      size="small"
      className="neighbours"
      onClick={() => {
        candidate.set({ kind: 'listed', person: next.person, how: 'proxy' })
        go('person')
      }}
    >
      {t(w.householdLeft, { count: due.length })} · {next.person.name}
    </Button>
  )
}
