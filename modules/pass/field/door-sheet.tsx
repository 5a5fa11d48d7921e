/** A door chosen step by step below one's own area: compound, building, unit, dwelling. */
import { useEffect, useState } from 'react'
import { isBelow } from '../../../platform/pure/area.ts'
import type { Word } from '../../../platform/pure/words.ts'
import { isOffline, type OutputFor, wordsOf } from '../../../platform/web/client.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { NextIcon } from '../../../platform/web/phone/icons.tsx'
import { BusyBar, Button, Notice, Sheet } from '../../../platform/web/phone/parts.tsx'
import { ask } from '../../../platform/web/phone/reach.ts'
import { useSession } from '../../../platform/web/session.tsx'
import { register } from '../../register/contract.ts'
import type { Door } from './draft.ts'
import { fieldWords as w } from './words.ts'

type Answer = OutputFor<typeof register.operations.areas>
type Area = Answer['areas'][number]
const doorOf = ({ path, address, name }: Area): Door => ({ path, place: address ?? name })

interface DoorSheetProps {
  /** Where the register has the person, when that is another door. */
  readonly registered: Door | null
  readonly onChoose: (door: Door) => void
  readonly onClose: () => void
}

export function DoorSheet({ registered, onChoose, onClose }: DoorSheetProps) {
  const t = useT()
  const own = useSession().me?.grant.path ?? null
  const [under, setUnder] = useState(own)
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [problem, setProblem] = useState<Word | null>(null)
  useEffect(() => {
    let gone = false
    setAnswer(null)
    ask(register.operations.areas, under === null ? {} : { under }).then(
      (found) => gone || setAnswer(found),
      (error: unknown) => gone || setProblem(isOffline(error) ? w.doorAway : wordsOf(error)),
    )
    return () => {
      gone = true
    }
  }, [under])
  const here = answer?.trail.at(-1)
  const above = answer?.trail.at(-2)
  return (
    <Sheet title={t(w.chooseDoor)} onClose={onClose}>
      {registered && own !== null && isBelow(registered.path, own) ? (
        <Button onClick={() => onChoose(registered)}>{t(w.doorOfRegister, { place: registered.place })}</Button>
      ) : null}
      {problem ? <Notice kind="warn">{t(problem)}</Notice> : null}
      {answer === null && !problem ? <BusyBar label={t(w.chooseDoor)} /> : null}
      {above && own !== null && isBelow(above.path, own) ? (
        <Button size="small" onClick={() => setUnder(above.path)}>
          {t(w.up)}
        </Button>
      ) : null}
      <ul className="rows">
        {answer?.areas.map((area) => (
          <li key={area.path}>
            <button
              type="button"
              className="row"
              data-area={area.path}
              onClick={() => (area.kind === 'dwelling' ? onChoose(doorOf(area)) : setUnder(area.path))}
            >
              <span className="row-main">
                <span className="row-title">{area.name}</span>
              </span>
              {area.kind === 'dwelling' ? null : <NextIcon />}
            </button>
          </li>
        ))}
      </ul>
      {here && under !== own ? (
        <Button onClick={() => onChoose(doorOf(here))}>{t(w.doorHere, { place: here.address ?? here.name })}</Button>
      ) : null}
      <Button kind="quiet" onClick={onClose}>
        {t(w.cancel)}
      </Button>
    </Sheet>
  )
}
