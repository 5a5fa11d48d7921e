/** The door list: buildings with people missing on the left, the one chosen on the right from its top floor down; on paper a sheet per building. */
import { Input, Select } from 'antd'
import { useState } from 'react'
import { Answer } from '../../../../platform/web/desk/answer.tsx'
import { Nothing } from '../../../../platform/web/desk/desk-page.tsx'
import { count } from '../../../../platform/web/desk/figures.ts'
import { useLang, useT } from '../../../../platform/web/lang.tsx'
import { contactOutcomes, type MissingPerson, type Round } from '../../model.ts'
import { useBoard } from '../board/use-board.ts'
import { useFullNames } from '../use-full-names.ts'
import { byBuilding, roomOf } from './by-building.ts'
import { aboutWords, doesWords, floorWords } from './person-words.ts'
import { PrintDoors } from './print-doors.tsx'
import { type Missing, type MissingQuestion, useMissing } from './use-missing.ts'
import { useTry } from './use-try.ts'
import { missingWords } from './words.ts'
import './door-list.css'

const SHOWN_BUILDINGS = 200

interface DoorListProps {
  readonly round: Round
  readonly question: MissingQuestion
  readonly total: number | undefined
  readonly mayAct: boolean
}

export function DoorList({ round, question, total, mayAct }: DoorListProps) {
  const { t, lang } = useLang()
  const under = question.under ?? round.path
  const board = useBoard({ roundId: round.id, under, by: 'building' })
  const nameOf = useFullNames(under, 'building')
  const [chosen, choose] = useState<string | null>(null)
  const [find, setFind] = useState('')
  return (
    <Answer of={board} height={360}>
      {({ lines }) => {
        const buildings = lines.filter((line) => line.missing > 0 && nameOf(line).includes(find.trim()))
        const here = lines.find((line) => line.path === chosen) ?? buildings[0]
        if (buildings.length === 0 && find === '')
          return <Nothing title={t(missingWords.nobody)} hint={t(missingWords.nobodyHint)} />
        return (
          <div className="door">
            <nav className="door-buildings" aria-label={t(missingWords.buildings)}>
              <div className="door-find">
                <Input
                  allowClear
                  aria-label={t(missingWords.findBuilding)}
                  placeholder={t(missingWords.findBuilding)}
                  value={find}
                  onChange={(event) => setFind(event.target.value)}
                />
                <PrintDoors round={round} question={question} total={total ?? 0} label={t(missingWords.printAll)} />
              </div>
              <ul>
                {buildings.slice(0, SHOWN_BUILDINGS).map((line) => (
                  <li key={line.path}>
                    <button
                      type="button"
                      className="door-building"
                      aria-current={line.path === here?.path ? 'true' : undefined}
                      onClick={() => choose(line.path)}
                    >
                      <span>{nameOf(line)}</span>
                      <span>{count(line.missing, lang)}</span>
                    </button>
                  </li>
                ))}
              </ul>
            </nav>
            {here && (
              <Sheet
                key={here.path}
                round={round}
                question={{ ...question, under: here.path }}
                name={nameOf(here)}
                mayAct={mayAct}
              />
            )}
          </div>
        )
      }}
    </Answer>
  )
}

function Sheet(props: { round: Round; question: MissingQuestion; name: string; mayAct: boolean }) {
  const { round, question, name, mayAct } = props
  const { t, lang } = useLang()
  const missing = useMissing({ ...question, order: 'door', limit: 1000 }, { top: round.path })
  const rows = missing.rows
  return (
    <section className="door-sheet" aria-label={name}>
      <header>
        <h2>{name}</h2>
        <span className="muted">
          {t(missingWords.ofBuilding, { n: count(missing.total ?? 0, lang) })} · {t(missingWords.fromTop)}
        </span>
        <PrintDoors round={round} question={question} total={missing.total ?? 0} label={t(missingWords.printOne)} />
      </header>
      <Answer of={missing.query} height={240}>
        {() =>
          rows?.length === 0 ? (
            <Nothing title={t(missingWords.nobodyFound)} />
          ) : (
            byBuilding(rows ?? []).flatMap((sheet) =>
              sheet.floors.map((floor) => (
                <div key={floor.key} className="door-floor">
                  <h3>{floorWords(floor, t)}</h3>
                  <ul>
                    {floor.people.map((person) => (
                      <DoorRow
                        key={person.residentId}
                        round={round}
                        person={person}
                        missing={missing}
                        mayAct={mayAct}
                      />
                    ))}
                  </ul>
                </div>
              )),
            )
          )
        }
      </Answer>
    </section>
  )
}

function DoorRow(props: { round: Round; person: MissingPerson; missing: Missing; mayAct: boolean }) {
  const { round, person, missing, mayAct } = props
  const t = useT()
  const record = useTry(round.id, 'door', missing)
  return (
    <li className={missing.leaving.has(person.residentId) ? 'door-row leaving' : 'door-row'}>
      <span className="door-room">{roomOf(person)}</span>
      <span>
        <strong>{person.name}</strong> <span className="muted">{aboutWords(person, t)}</span>
      </span>
      <span className="muted">{doesWords(person, t).join(' · ')}</span>
      {mayAct ? (
        <Select
          size="small"
          aria-label={`${t(missingWords.outcome)} ${person.name}`}
          placeholder={t(missingWords.notTried)}
          value={person.lastOutcome}
          loading={record.isPending}
          onChange={(outcome) => outcome && record.mutate({ person, outcome })}
          options={contactOutcomes.values.map((value) => ({ value, label: t(contactOutcomes.words[value]) }))}
        />
      ) : (
        <span>{person.lastOutcome && t(contactOutcomes.words[person.lastOutcome])}</span>
      )}
      <span className="muted">{person.tries > 0 && t(missingWords.triesOf, { n: person.tries })}</span>
    </li>
  )
}
