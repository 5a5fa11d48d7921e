/** The board of a round: who is missing, first and large; then progress by area, by hour and by lane, all live. */
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { App, Button, Segmented } from 'antd'
import { shanghaiClock } from '../../../../platform/pure/time.ts'
import { wordsOf } from '../../../../platform/web/client.ts'
import { Answer } from '../../../../platform/web/desk/answer.tsx'
import { Block } from '../../../../platform/web/desk/desk-page.tsx'
import { Figure, Figures } from '../../../../platform/web/desk/figure.tsx'
import { count, share } from '../../../../platform/web/desk/figures.ts'
import { useAct, useAsk } from '../../../../platform/web/desk/queries.ts'
import { useNow } from '../../../../platform/web/desk/use-now.ts'
import { useLang, useT } from '../../../../platform/web/lang.tsx'
import { useMay } from '../../../../platform/web/session.tsx'
import { register } from '../../../register/contract.ts'
import { testing } from '../../contract.ts'
import { boardWords, roundWords } from '../../words.ts'
import { RoundFrame } from '../round-frame.tsx'
import { useFullNames } from '../use-full-names.ts'
import type { RoundWithSites } from '../use-round.ts'
import { AreaLines } from './area-lines.tsx'
import type { Board } from './board-change.ts'
import { HourChart } from './hour-chart.tsx'
import { LaneList } from './lane-list.tsx'
import { type BoardQuestion, useBoard } from './use-board.ts'
import './board-page.css'

type By = NonNullable<BoardQuestion['by']>
interface Search {
  readonly under?: string
  readonly by?: By
}
const levels: readonly By[] = ['community', 'grid', 'building']
const byWord = { community: boardWords.byCommunity, grid: boardWords.byGrid, building: boardWords.byBuilding }
/** Levels that lie below a path: its depth is 2 for a sub-district, 3 for a community, 5 for a grid. */
const levelsBelow = (path: string): readonly By[] => {
  const depth = path.split('.').length - 1
  return levels.slice(depth < 3 ? 0 : depth < 5 ? 1 : 2)
}

export default function BoardPage() {
  return (
    <RoundFrame section="" actions={({ round }) => round.state === 'open' && <RefreshDue roundId={round.id} />}>
      {(data) => <BoardOf {...data} />}
    </RoundFrame>
  )
}

function BoardOf({ round, sites }: RoundWithSites) {
  const t = useT()
  const search = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  const under = search.under ?? round.path
  const below = levelsBelow(under)
  const by = search.by && below.includes(search.by) ? search.by : (below[0] ?? 'building')
  const goTo = (to: Search) => void navigate({ to: `/testing/rounds/${round.id}`, search: to as never, replace: true })
  const answer = useBoard({ roundId: round.id, under, by })
  const now = useNow(20_000)
  const nameOf = useFullNames(under, by)
  const own = sites.filter(
    (site) =>
      site.path.startsWith(under) || under.startsWith(site.path) || site.catchment.some((c) => c.startsWith(under)),
  )
  return (
    <Answer of={answer} height={420}>
      {(board) => (
        <>
          {under !== round.path && <Trail under={under} top={round.path} roundId={round.id} />}
          <BoardFigures board={board} roundId={round.id} isOpen={round.state === 'open'} now={now} />
          <div className="board-columns">
            <Block title={t(boardWords.byArea)} note={t(boardWords.byAreaNote)} flush>
              <AreaLines
                roundId={round.id}
                lines={board.lines.map((line) => ({ ...line, name: nameOf(line) }))}
                listKey={`${board.under} ${by} ${board.lines.length}`}
                levels={
                  below.length > 1 && (
                    <Segmented
                      aria-label={t(boardWords.by)}
                      value={by}
                      options={below.map((value) => ({ value, label: t(byWord[value]) }))}
                      onChange={(value) => goTo({ ...search, by: value as By })}
                    />
                  )
                }
              />
            </Block>
            <div className="board-side">
              <Block title={t(boardWords.byHour)} note={t(boardWords.byHourNote)}>
                <HourChart lines={board.byHour} opensAt={round.opensAt} closesAt={round.closesAt} />
              </Block>
              <Block title={t(boardWords.lanes)}>
                <LaneList sites={own} lanes={board.lanes} now={now} />
              </Block>
            </div>
          </div>
        </>
      )}
    </Answer>
  )
}

/** From the round's whole area down to the one looked at. */
function Trail({ under, top, roundId }: { under: string; top: string; roundId: string }) {
  const t = useT()
  const { data } = useAsk(register.operations.areas, { under }, { keep: true, staleTime: 600_000 })
  const trail = (data?.trail ?? []).filter((area) => area.path.startsWith(top) && area.kind !== 'patch')
  return (
    <nav className="board-trail" aria-label={t(boardWords.area)}>
      {trail.map((area, i) =>
        i === trail.length - 1 ? (
          <span key={area.path} aria-current="location">
            {area.name}
          </span>
        ) : (
          <Link
            key={area.path}
            to={`/testing/rounds/${roundId}`}
            search={(area.path === top ? {} : { under: area.path }) as never}
          >
            {area.name}
          </Link>
        ),
      )}
    </nav>
  )
}

function BoardFigures(props: { board: Board; roundId: string; isOpen: boolean; now: number }) {
  const { board, roundId, isOpen, now } = props
  const { t, lang } = useLang()
  const { due, tested, missing, walkIn, exempt } = board.figures
  const perHour = board.lanes.reduce((sum, lane) => sum + lane.perHour, 0)
  const hoursLeft = perHour > 0 ? missing / perHour : Number.POSITIVE_INFINITY
  const pace =
    isOpen && missing > 0 && hoursLeft < 24
      ? t(boardWords.ready, { clock: shanghaiClock(now + hoursLeft * 3_600_000) })
      : undefined
  const search = { under: board.under }
  return (
    <Figures label={t(roundWords.board)}>
      <Figure
        lead
        label={t(roundWords.missing)}
        value={missing}
        {...(isOpen && missing > 0 ? { tone: 'hand' as const } : {})}
        note={missing === 0 && due > 0 ? t(boardWords.allTested) : t(roundWords.ofDue, { share: share(missing, due) })}
        to={`/testing/rounds/${roundId}/missing`}
        search={search}
      />
      <Figure label={t(roundWords.tested)} value={tested} note={pace} />
      <Figure label={t(roundWords.due)} value={due} />
      <Figure label={t(roundWords.share)} value={share(tested, due)} />
      <Figure label={t(roundWords.walkIn)} value={walkIn} note={t(roundWords.walkInNote)} />
      <Figure
        label={t(roundWords.exempted)}
        value={count(exempt, lang)}
        to={`/testing/rounds/${roundId}/exempt`}
        search={search}
      />
    </Figures>
  )
}

function RefreshDue({ roundId }: { roundId: string }) {
  const t = useT()
  const { message } = App.useApp()
  const may = useMay(testing.operations.refreshDue.roles)
  const act = useAct(testing.operations.refreshDue, {
    refresh: [testing.room],
    onDone: (done) => void message.success(t(boardWords.refreshed, done)),
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  if (!may) return null
  return (
    <Button loading={act.isPending} onClick={() => act.mutate({ roundId })}>
      {t(boardWords.refresh)}
    </Button>
  )
}
