/** Who must be visited, by likely building, and what the visit showed: in the register after all, new, or not here. */
import { App, Button } from 'antd'
import { useState } from 'react'
import { call, wordsOf } from '../../../platform/web/client.ts'
import { Answer } from '../../../platform/web/desk/answer.tsx'
import { Block, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { ExportButton } from '../../../platform/web/desk/export-button.tsx'
import { Figure, Figures } from '../../../platform/web/desk/figure.tsx'
import { PrintButton } from '../../../platform/web/desk/print-button.tsx'
import { useAct } from '../../../platform/web/desk/queries.ts'
import { usePages } from '../../../platform/web/desk/use-pages.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import { matching } from '../contract.ts'
import type { ComparedList, Line } from '../list-model.ts'
import { DoorsPaper, placesOf } from './doors-paper.tsx'
import { FindPerson } from './find-person.tsx'
import { ListFrame } from './list-frame.tsx'
import { RegisterPerson } from './register-person.tsx'
import { deskWords as w } from './words.ts'
import './matching.css'

export default function DoorsPage() {
  const { t, lang } = useLang()
  return (
    <ListFrame
      title={t(w.doors)}
      lead={t(w.doorsLead)}
      actions={({ id, counts }) => (
        <>
          <PrintButton
            label={t(w.print)}
            title={t(w.doors)}
            disabled={counts.missing === 0}
            read={(purpose) => call(matching.operations.printDoors, { listId: id, purpose, lang })}
            paper={({ rows, watermark }, onPrinted) => (
              <DoorsPaper lines={rows} watermark={watermark} onPrinted={onPrinted} />
            )}
          />
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
      {(list) => <Doors list={list} />}
    </ListFrame>
  )
}

function Doors({ list }: { list: ComparedList }) {
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
          </>
        )
      }}
    </Answer>
  )
}
