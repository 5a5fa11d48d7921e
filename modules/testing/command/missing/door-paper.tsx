/**
 * The door list on paper: A4, a sheet per building, floors from the top, boxes to tick, no telephone numbers.
 * Every sheet says who printed it, when and what for, because paper walks.
 */
import { shanghaiMinute } from '../../../../platform/pure/time.ts'
import { Paper } from '../../../../platform/web/desk/paper.tsx'
import { useT } from '../../../../platform/web/lang.tsx'
import { contactOutcomes, type MissingPerson, type Round } from '../../model.ts'
import { type BuildingSheet, byBuilding, roomOf } from './by-building.ts'
import { aboutWords, floorWords } from './person-words.ts'
import { paperWords } from './words.ts'
import { groups } from '../../../register/model.ts'
import './door-paper.css'

const ticked = ['will-come', 'tested-elsewhere', 'away', 'refused', 'no-answer'] as const

interface DoorPaperProps {
  readonly round: Round
  readonly people: readonly MissingPerson[]
  readonly at: string
  /** Who, when, what for and the number under which it is booked. */
  readonly watermark: string
  readonly onPrinted: () => void
}

export function DoorPaper({ round, people, at, watermark, onPrinted }: DoorPaperProps) {
  return (
    <Paper ready onPrinted={onPrinted}>
      {byBuilding(people).map((sheet) => (
        <BuildingPaper key={sheet.path} round={round} sheet={sheet} at={at} watermark={watermark} />
      ))}
    </Paper>
  )
}

function BuildingPaper(props: { round: Round; sheet: BuildingSheet; at: string; watermark: string }) {
  const { round, sheet, at, watermark } = props
  const t = useT()
  return (
    <section className="paper-page door-paper">
      <header>
        <h1>{sheet.name}</h1>
        <p>
          {t(paperWords.title)} · {round.name} · {t(paperWords.count, { n: sheet.people })} ·{' '}
          {t(paperWords.at, { when: shanghaiMinute(at) })}
        </p>
        <p>{t(paperWords.visitor)}</p>
      </header>
      <table>
        <thead>
          <tr>
            <th>{t(paperWords.room)}</th>
            <th>{t(paperWords.name)}</th>
            <th>{t(paperWords.about)}</th>
            <th>{t(paperWords.remark)}</th>
            <th>{t(paperWords.result)}</th>
            <th className="door-paper-note">{t(paperWords.note)}</th>
          </tr>
        </thead>
        {sheet.floors.map((floor) => (
          <tbody key={floor.key}>
            <tr className="door-paper-floor">
              <th colSpan={6} scope="rowgroup">
                {floorWords(floor, t)}
              </th>
            </tr>
            {floor.people.map((person) => (
              <tr key={person.residentId}>
                <td>{roomOf(person)}</td>
                <td>{person.name}</td>
                <td>{aboutWords(person, t)}</td>
                <td>
                  {[
                    ...person.groups.map((group) => t(groups.words[group])),
                    ...(person.tries > 0 ? [t(paperWords.tried, { n: person.tries })] : []),
                  ].join(' · ')}
                </td>
                <td className="door-paper-ticks">
                  {ticked.map((outcome) => (
                    <span key={outcome}>
                      <i className="tick-box" aria-hidden="true" />
                      {t(contactOutcomes.words[outcome])}
                    </span>
                  ))}
                </td>
                <td />
              </tr>
            ))}
          </tbody>
        ))}
      </table>
      <footer>
        {t(paperWords.care)}
        <br />
        {watermark}
      </footer>
    </section>
  )
}
