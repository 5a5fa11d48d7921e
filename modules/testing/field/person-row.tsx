/** One person of the list, with how they stand. */
import { useT } from '../../../platform/web/lang.tsx'
import { sexes } from '../../register/model.ts'
import type { Listed, Standing } from '../identify.ts'
import { laneWords as w } from './words.ts'

interface Props {
  readonly person: Listed
  readonly standing: Standing
  readonly onChoose: (person: Listed) => void
}

export function PersonRow({ person, standing, onChoose }: Props) {
  const t = useT()
  const tested = standing === 'tested-here' || standing === 'tested-elsewhere'
  return (
    <button type="button" className="row" data-resident={person.id} onClick={() => onChoose(person)}>
      <span className="row-main">
        <span className="row-title">
          {person.name}
          <small className="person-facts">
            {person.sex ? t(sexes.words[person.sex]) : ''} {person.birthYear ?? ''}
          </small>
        </span>
        <span className="row-more">{person.address}</span>
      </span>
      <span className={`badge ${tested ? '' : 'badge-good'}`}>{t(tested ? w.tested : w.due)}</span>
    </button>
  )
}
