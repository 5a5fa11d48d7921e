/** How it was checked, and which door it is: as the desk asks both. Without network the door stays as it is. */
import { useState } from 'react'
import { useT } from '../../../platform/web/lang.tsx'
import { Button, Choices } from '../../../platform/web/phone/parts.tsx'
import { type Application, verifiedHows } from '../application.ts'
import { howUsual } from './decisions.ts'
import { DoorSheet } from './door-sheet.tsx'
import type { Choices as Chosen } from './draft.ts'
import { fieldWords as w } from './words.ts'

interface HowCheckedProps {
  readonly application: Application
  readonly choices: Chosen
  readonly onChoose: (part: Partial<Chosen>) => void
}

export function HowChecked({ application, choices, onChoose }: HowCheckedProps) {
  const t = useT()
  const [choosing, setChoosing] = useState(false)
  const { match, place } = application
  return (
    <>
      <Choices
        legend={t(w.how)}
        width={140}
        value={choices.how ?? howUsual(application)}
        onChoose={(how) => onChoose({ how })}
        options={verifiedHows.values.map((value) => ({ value, label: t(verifiedHows.words[value]) }))}
      />
      <div className="card verify-door">
        <span>
          <small>{t(w.door)}</small>
          {choices.door?.place ?? place}
        </span>
        <Button size="small" onClick={() => setChoosing(true)}>
          {t(w.changeDoor)}
        </Button>
      </div>
      {choosing ? (
        <DoorSheet
          registered={match && match.path !== application.path ? { path: match.path, place: match.place } : null}
          onChoose={(door) => {
            setChoosing(false)
            onChoose({ door })
          }}
          onClose={() => setChoosing(false)}
        />
      ) : null}
    </>
  )
}
