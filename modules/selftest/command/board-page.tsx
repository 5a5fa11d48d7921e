/** The board of a collection: who has not reported, first and large; then by result, and area by area, live. */
import { Link } from '@tanstack/react-router'
import { App, Button, Segmented } from 'antd'
import { depthOf } from '../../../platform/pure/area.ts'
import type { Word } from '../../../platform/pure/words.ts'
import { type OutputFor, wordsOf } from '../../../platform/web/client.ts'
import { Answer } from '../../../platform/web/desk/answer.tsx'
import { AreaPicker } from '../../../platform/web/desk/area-picker.tsx'
import { type Column, DataTable } from '../../../platform/web/desk/data-table.tsx'
import { Block } from '../../../platform/web/desk/desk-page.tsx'
import { Bar, Figure, Figures } from '../../../platform/web/desk/figure.tsx'
import { count, share } from '../../../platform/web/desk/figures.ts'
import { useAct, useAsk } from '../../../platform/web/desk/queries.ts'
import { useLang, useT } from '../../../platform/web/lang.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { selftest } from '../contract.ts'
import type { Collection } from '../model.ts'
import { selftestWords } from '../words.ts'
import { CollectionFrame, type Framed, type Search, sectionUrl } from './collection-frame.tsx'
import { useAreaName, useFollowing } from './use-collections.ts'
import { deskWords as w } from './words.ts'

type Board = OutputFor<typeof selftest.operations.board>
type Line = Board['lines'][number]
const levels = ['community', 'grid', 'building'] as const
/** Levels that lie below a path: its depth is 2 for a sub-district, 3 for a community, 5 for a grid. */
const levelsBelow = (path: string) => levels.slice(depthOf(path) < 3 ? 0 : depthOf(path) < 5 ? 1 : 2)

export default function BoardPage() {
  return (
    <CollectionFrame section="" actions={({ collection }) => <CloseButton collection={collection} />}>
      {(framed) => <BoardOf {...framed} />}
    </CollectionFrame>
  )
}

function BoardOf({ collection, on, search, go }: Framed) {
  const t = useT()
  const under = search.under ?? collection.path
  const areaName = useAreaName(under, collection)
  const below = levelsBelow(under)
  const by = search.by && below.includes(search.by) ? search.by : (below[0] ?? 'building')
  const answer = useAsk(selftest.operations.board, { collectionId: collection.id, on, under, by }, { keep: true })
  useFollowing(answer.refetch)
  return (
    <Answer of={answer} height={420}>
      {(board) => (
        <>
          <BoardFigures board={board} collection={collection} on={on} />
          <Block title={t(w.byArea)} note={t(w.byAreaNote)} flush>
            <Lines
              {...{ collection, on, board }}
              filters={
                <>
                  <div className="selftest-filter">
                    <AreaPicker
                      root={{ path: collection.path, name: collection.areaName }}
                      value={under}
                      shownAs={areaName}
                      label={t(w.area)}
                      onChange={(path) => go({ on, ...(path === collection.path ? {} : { under: path }) })}
                    />
                  </div>
                  {below.length > 1 && (
                    <Segmented
                      aria-label={t(w.level)}
                      value={by}
                      options={below.map((value) => ({ value, label: t(w[value]) }))}
                      onChange={(value) => go({ ...search, by: value as NonNullable<Search['by']> })}
                    />
                  )}
                </>
              }
            />
          </Block>
        </>
      )}
    </Answer>
  )
}

function BoardFigures({ board, collection, on }: { board: Board; collection: Collection; on: string }) {
  const t = useT()
  const mayKeep = useMay(selftest.operations.reported.roles)
  const { due, reported, missing, negative, positive, invalid, unasked } = board.figures
  const at = { on, under: board.under }
  const to = (result?: string) =>
    mayKeep ? { to: sectionUrl(collection.id, 'reported'), search: { ...at, ...(result ? { result } : {}) } } : {}
  return (
    <Figures label={t(w.board)}>
      <Figure
        lead
        label={t(selftestWords.missing)}
        value={missing}
        {...(collection.state === 'open' && missing > 0 ? { tone: 'hand' as const } : {})}
        note={missing === 0 && due > 0 ? t(w.allReported) : t(w.ofDue, { share: share(missing, due) })}
        to={sectionUrl(collection.id, 'missing')}
        search={at}
      />
      <Figure label={t(selftestWords.due)} value={due} />
      <Figure label={t(selftestWords.reported)} value={reported} {...to()} />
      <Figure label={t(selftestWords.negative)} value={negative} {...to('negative')} />
      <Figure
        label={t(selftestWords.positive)}
        value={positive}
        {...(positive > 0 ? { tone: 'hand' as const, note: t(w.positiveNote) } : {})}
        {...to('positive')}
      />
      <Figure label={t(selftestWords.invalid)} value={invalid} {...to('invalid')} />
      <Figure label={t(selftestWords.unasked)} value={unasked} note={t(w.unaskedNote)} />
    </Figures>
  )
}

interface LinesProps {
  readonly collection: Collection
  readonly on: string
  readonly board: Board
  readonly filters: React.ReactNode
}

function Lines({ collection, on, board, filters }: LinesProps) {
  const { t, lang } = useLang()
  const number = (
    key: 'due' | 'reported' | 'negative' | 'positive' | 'invalid' | 'unasked',
    title: Word,
    extra = false,
  ): Column<Line> => ({
    key,
    title,
    extra,
    right: true,
    width: 88,
    sort: (a, b) => a[key] - b[key],
    cell: (line) =>
      key === 'positive' && line.positive > 0 ? (
        <span className="selftest-hand">{count(line.positive, lang)}</span>
      ) : (
        count(line[key], lang)
      ),
  })
  const columns: Column<Line>[] = [
    {
      key: 'area',
      title: w.areaName,
      sort: (a, b) => (a.path < b.path ? -1 : 1),
      cell: (line) =>
        line.kind === 'building' ? (
          line.name
        ) : (
          <Link to={sectionUrl(collection.id, '')} search={{ on, under: line.path } as never}>
            {line.name}
          </Link>
        ),
    },
    {
      key: 'missing',
      title: selftestWords.missing,
      right: true,
      width: 100,
      sort: (a, b) => a.missing - b.missing,
      cell: (line) =>
        line.missing === 0 ? (
          <span className="muted">0</span>
        ) : (
          <Link
            to={sectionUrl(collection.id, 'missing')}
            search={{ on, under: line.path } as never}
            className="selftest-hand"
            aria-label={t(w.openMissing, { name: line.name, n: count(line.missing, lang) })}
          >
            {count(line.missing, lang)}
          </Link>
        ),
    },
    number('due', selftestWords.due),
    number('reported', selftestWords.reported),
    {
      key: 'share',
      title: w.share,
      width: 140,
      sort: (a, b) => a.reported / (a.due || 1) - b.reported / (b.due || 1),
      cell: (line) => (
        <span className="selftest-share">
          <Bar part={line.reported} whole={line.due} label={share(line.reported, line.due)} />
          <span>{share(line.reported, line.due)}</span>
        </span>
      ),
    },
    number('negative', selftestWords.negative),
    number('positive', selftestWords.positive),
    number('invalid', selftestWords.invalid),
    number('unasked', selftestWords.unasked, true),
  ]
  return (
    <DataTable
      id="selftest.board"
      label={t(w.byArea)}
      columns={columns}
      rows={board.lines}
      rowKey={(line) => line.path}
      height={560}
      filters={filters}
    />
  )
}

function CloseButton({ collection }: { collection: Collection }) {
  const t = useT()
  const { message, modal } = App.useApp()
  const may = useMay(selftest.operations.closeCollection.roles)
  const close = useAct(selftest.operations.closeCollection, {
    refresh: [selftest.room],
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  if (!may || collection.state === 'closed') return null
  const ask = () =>
    void modal.confirm({
      title: t(w.closeSure),
      content: t(w.closeWhy, { missing: collection.figures.missing }),
      okText: t(w.close),
      onOk: () => close.mutateAsync({ id: collection.id }).catch(() => undefined),
    })
  return (
    <Button loading={close.isPending} onClick={ask}>
      {t(w.close)}
    </Button>
  )
}
