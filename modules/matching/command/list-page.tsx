/** What comparing a list has shown: the figures, and behind each of them its lines. */
import { Button, Input, Segmented } from 'antd'
import { useDeferredValue, useState } from 'react'
import { call } from '../../../platform/web/client.ts'
import { DataTable } from '../../../platform/web/desk/data-table.tsx'
import { Block } from '../../../platform/web/desk/desk-page.tsx'
import { ExportButton } from '../../../platform/web/desk/export-button.tsx'
import { Figure, Figures } from '../../../platform/web/desk/figure.tsx'
import { count } from '../../../platform/web/desk/figures.ts'
import { LinkButton } from '../../../platform/web/desk/link-button.tsx'
import { useAct } from '../../../platform/web/desk/queries.ts'
import { usePages } from '../../../platform/web/desk/use-pages.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import { matching } from '../contract.ts'
import { type ComparedList, outcomes, type Standing, standings } from '../list-model.ts'
import { ListFrame } from './list-frame.tsx'
import { deskWords as w } from './words.ts'
import './matching.css'

const TABS = ['look', 'missing', 'matched', 'not-here'] as const

export default function ListPage() {
  return <ListFrame actions={(list) => <Ways list={list} />}>{(list) => <Lines list={list} />}</ListFrame>
}

function Ways({ list: { id, counts } }: { list: ComparedList }) {
  const { t, lang } = useLang()
  const again = useAct(matching.operations.compareAgain, { refresh: ['matching'] })
  return (
    <>
      <Button title={t(w.againHint)} loading={again.isPending} onClick={() => again.mutate({ listId: id })}>
        {t(w.again)}
      </Button>
      <LinkButton to={`/matching/lists/${id}/doors`}>{t(w.toDoors, { n: count(counts.missing, lang) })}</LinkButton>
      {counts.look > 0 && (
        <LinkButton type="primary" to={`/matching/lists/${id}/review`}>
          {t(w.startReview, { n: count(counts.look, lang) })}
        </LinkButton>
      )}
    </>
  )
}

function Lines({ list }: { list: ComparedList }) {
  const { t, lang } = useLang()
  const { counts } = list
  const [standing, show] = useState<Standing | 'all'>(counts.look > 0 ? 'look' : 'all')
  const [text, setText] = useState('')
  const asked = useDeferredValue(text.trim())
  const filter = {
    listId: list.id,
    ...(standing === 'all' ? {} : { standing }),
    ...(asked === '' ? {} : { text: asked }),
  }
  const lines = usePages(matching.operations.lines, filter, { keep: true })
  return (
    <>
      <Figures label={list.fileName}>
        <Figure
          lead
          label={t(w.lines)}
          value={counts.lines}
          note={
            list.people !== null &&
            list.seconds !== null &&
            t(w.took, { people: count(list.people, lang), seconds: list.seconds.toFixed(1) })
          }
          onOpen={() => show('all')}
        />
        <Figure label={t(w.matched)} value={counts.matched} onOpen={() => show('matched')} />
        <Figure
          label={t(w.look)}
          value={counts.look}
          {...(counts.look > 0 ? { tone: 'hand' } : {})}
          onOpen={() => show('look')}
        />
        <Figure label={t(w.missing)} value={counts.missing} onOpen={() => show('missing')} />
        {counts.notHere > 0 && <Figure label={t(w.notHere)} value={counts.notHere} onOpen={() => show('not-here')} />}
        <Figure label={t(w.decided)} value={counts.decided} />
      </Figures>
      <Block flush>
        <DataTable
          id="matching.lines"
          label={list.fileName}
          rows={lines.rows}
          rowKey={(line) => String(line.rowNo)}
          loading={lines.reading}
          total={lines.total}
          onMore={lines.more}
          filters={
            <>
              <Segmented<Standing | 'all'>
                aria-label={t(w.tabs)}
                value={standing}
                onChange={show}
                options={[
                  { value: 'all', label: t(w.all) },
                  ...TABS.map((value) => ({ value, label: t(standings.words[value]) })),
                ]}
              />
              <Input.Search
                allowClear
                className="match-search"
                aria-label={t(w.search)}
                placeholder={t(w.search)}
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
            </>
          }
          actions={
            <ExportButton
              label={t(w.export)}
              title={t(w.exportTitle)}
              start={(purpose) => call(matching.operations.exportLines, { ...filter, purpose, lang })}
            />
          }
          rowTone={(line) => (line.standing === 'look' ? 'hand' : undefined)}
          columns={[
            { key: 'row', title: w.row, width: 60, right: true, cell: (line) => line.rowNo },
            { key: 'name', title: w.name, cell: (line) => line.name },
            { key: 'id', title: w.idNumber, cell: (line) => line.idMasked },
            { key: 'phone', title: w.phone, cell: (line) => line.phoneMasked },
            { key: 'birth', title: w.birthDate, extra: true, cell: (line) => line.birthDate },
            { key: 'address', title: w.address, cell: (line) => line.address },
            {
              key: 'standing',
              title: w.standing,
              cell: (line) => (
                <>
                  {t(standings.words[line.standing])}
                  {line.outcome && <div className="muted">{t(outcomes.words[line.outcome])}</div>}
                </>
              ),
            },
            {
              key: 'resident',
              title: w.resident,
              cell: (line) =>
                line.resident && (
                  <>
                    {line.resident.name}
                    <div className="muted">{line.resident.address}</div>
                  </>
                ),
            },
            { key: 'because', title: w.because, cell: (line) => line.because && t(line.because) },
            { key: 'note', title: w.note, extra: true, cell: (line) => line.note },
            {
              key: 'open',
              title: w.open,
              width: 80,
              cell: (line) => (
                <LinkButton
                  type="link"
                  size="small"
                  to={`/matching/lists/${list.id}/review`}
                  search={{ row: line.rowNo } as never}
                >
                  {t(w.open)}
                </LinkButton>
              ),
            },
          ]}
        />
      </Block>
    </>
  )
}
