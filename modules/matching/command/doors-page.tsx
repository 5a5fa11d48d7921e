/** Who must be visited, by likely building, and what the visit showed: in the register after all, new, or not here. */
import { App, Button } from 'antd'
import { useState } from 'react'
import { call, wordsOf } from '../../../platform/web/client.ts'
import { Answer } from '../../../platform/web/desk/answer.tsx'
import { Block, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { ExportButton } from '../../../platform/web/desk/export-button.tsx'
import { Figure, Figures } from '../../../platform/web/desk/figure.tsx'
import { Paper } from '../../../platform/web/desk/paper.tsx'
import { useAct } from '../../../platform/web/desk/queries.ts'
import { usePages } from '../../../platform/web/desk/use-pages.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import { matching } from '../contract.ts'
import type { ComparedList, Line } from '../list-model.ts'
import { FindPerson } from './find-person.tsx'
import { ListFrame } from './list-frame.tsx'
import { RegisterPerson } from './register-person.tsx'
import { deskWords as w } from './words.ts'
import './matching.css'

export default function DoorsPage() {
  const { t, lang } = useLang()
  const [printing, print] = useState(false)
  return (
    <ListFrame
      title={t(w.doors)}
      lead={t(w.doorsLead)}
      actions={({ id, counts }) => (
        <>
          <Button disabled={counts.missing === 0} onClick={() => print(true)}>
            {t(w.print)}
          </Button>
          <ExportButton
            label={t(w.export)}
            title={t(w.doors)}
            disabled={counts.missing === 0}
            start={(purpose) =>
              call(matching.operations.exportLines, { listId: id, standing: 'missing', order: 'door', purpose, lang })
            }
          />
        </>
      )}
    >
      {(list) => <Doors list={list} printing={printing} onPrinted={() => print(false)} />}
    </ListFrame>
  )
}

/** Lines in the order of the doors, those of one place together. */
const placesOf = (lines: readonly Line[]): { name: string | null; lines: Line[] }[] =>
  [...Map.groupBy(lines, ({ place }) => place?.path ?? '')].map(([, own]) => ({
    name: own[0]?.place?.name ?? null,
    lines: own,
  }))

function Doors({ list, printing, onPrinted }: { list: ComparedList; printing: boolean; onPrinted: () => void }) {
  const { t } = useLang()
  const { message } = App.useApp()
  const [finding, find] = useState<Line | null>(null)
  const [registering, register] = useState<Line | null>(null)
  const question = { listId: list.id, standing: 'missing', order: 'door', limit: 500 } as const
  const lines = usePages(matching.operations.lines, question, { staleTime: 0 })
  const decide = useAct(matching.operations.decide, {
    refresh: ['matching'],
    onDone: () => void message.success(t(w.saved)),
    onProblem: (error) => void message.warning(t(wordsOf(error))),
  })
  return (
    <Answer of={lines.query} height={320}>
      {() => {
        const places = placesOf(lines.rows ?? [])
        if (places.length === 0)
          return (
            <Block>
              <Nothing title={t(w.doorsNone)} hint={t(w.doorsNoneHint)} />
            </Block>
          )
        return (
          <>
            <Figures label={t(w.doors)}>
              <Figure lead label={t(w.toVisit)} value={lines.total ?? null} tone="hand" />
              <Figure label={t(w.places)} value={places.filter(({ name }) => name !== null).length} />
              <Figure label={t(w.notHere)} value={list.counts.notHere} />
            </Figures>
            {places.map((place) => (
              <Block key={place.name ?? ''} title={`${place.name ?? t(w.unknownPlace)} · ${place.lines.length}`}>
                <ul className="doors">
                  {place.lines.map((line) => (
                    <li key={line.rowNo}>
                      <div className="door-who">
                        <strong>{line.name ?? t(w.empty)}</strong> {line.sex} {line.phoneMasked} {line.idMasked}
                        <div className="muted">{[line.address, line.note].filter(Boolean).join(' · ')}</div>
                      </div>
                      <div className="door-acts">
                        <Button onClick={() => find(line)}>{t(w.found)}</Button>
                        <Button onClick={() => register(line)}>{t(w.register)}</Button>
                        <Button
                          loading={decide.isPending && decide.variables.rowNo === line.rowNo}
                          onClick={() =>
                            decide.mutate({
                              listId: list.id,
                              rowNo: line.rowNo,
                              seen: line.decisions,
                              kind: 'not-here',
                            })
                          }
                        >
                          {t(w.notHereDo)}
                        </Button>
                      </div>
                    </li>
                  ))}
                </ul>
              </Block>
            ))}
            {lines.more && <Button onClick={lines.more}>{t(w.next)}</Button>}
            {finding && <FindPerson list={list} line={finding} onClose={() => find(null)} />}
            {registering && <RegisterPerson list={list} line={registering} onClose={() => register(null)} />}
            {printing && (
              <Paper ready onPrinted={onPrinted}>
                {places.map((place) => (
                  <section key={place.name ?? ''} className="paper-page">
                    <h1>
                      {t(w.doors)} · {place.name ?? t(w.unknownPlace)}
                    </h1>
                    <table className="door-paper">
                      <thead>
                        <tr>
                          {[w.name, w.sex, w.phone, w.address, w.note, w.visit].map((title) => (
                            <th key={title[1]}>{t(title)}</th>
                          ))}
                        </tr>
                      </thead>
                      <tbody>
                        {place.lines.map((line) => (
                          <tr key={line.rowNo}>
                            <td>{line.name}</td>
                            <td>{line.sex}</td>
                            <td>{line.phoneMasked}</td>
                            <td>{line.address}</td>
                            <td>{line.note}</td>
                            <td />
                          </tr>
                        ))}
                      </tbody>
                    </table>
                  </section>
                ))}
              </Paper>
            )}
          </>
        )
      }}
    </Answer>
  )
}
