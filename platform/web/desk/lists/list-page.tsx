/** One list on its way into a room: read, matched, checked, confirmed. It can be left and returned to at any step. */

import { useParams } from '@tanstack/react-router'
import { Progress, Steps } from 'antd'
import { useLang } from '../../lang.tsx'
import { Answer } from '../answer.tsx'
import { Block, DeskPage, Nothing } from '../desk-page.tsx'
import { count } from '../figures.ts'
import { LinkButton } from '../link-button.tsx'
import { useAsk } from '../queries.ts'
import { CheckRows } from './check-rows.tsx'
import { isJudged, type ListDesk, ListProvider, type ListView, useListDesk } from './list-desk.ts'
import { MatchColumns } from './match-columns.tsx'
import { listWords } from './words.ts'
import '../drop-file.css'
import './lists.css'

const BUSY = new Set(['reading', 'judging', 'applying'])
const stepOf = { reading: 0, judging: 2, ready: 2, applying: 3, applied: 3, discarded: 3, failed: 0 } as const

export const ListPage = ({ of }: { of: ListDesk }) => (
  <ListProvider value={of}>
    <OneList />
  </ListProvider>
)

function OneList() {
  const { t } = useLang()
  const { operations, base, words } = useListDesk()
  const { importId } = useParams({ strict: false }) as { importId: string }
  const status = useAsk(
    operations.importStatus,
    { id: importId },
    {
      every: (last) => (last === undefined || BUSY.has(last.state) ? 1000 : false),
      staleTime: 0,
    },
  )
  const state = status.data?.state
  return (
    <DeskPage title={status.data?.fileName ?? t(words.title)} back={{ to: base, label: t(words.title) }}>
      {state && (
        <Steps
          size="small"
          className="import-steps"
          current={stepOf[state]}
          status={state === 'failed' ? 'error' : state === 'applied' ? 'finish' : 'process'}
          items={[
            { title: t(listWords.stepRead) },
            { title: t(listWords.stepColumns) },
            { title: t(listWords.stepCheck) },
            { title: t(listWords.stepDone) },
          ]}
        />
      )}
      <Answer of={status} height={320}>
        {(view) => <Stage view={view} />}
      </Answer>
    </DeskPage>
  )
}

function Stage({ view }: { view: ListView }) {
  const { t, lang } = useLang()
  const { base, home, homeOf, words, about: About } = useListDesk()
  const again = (
    <LinkButton type="primary" to={base}>
      {t(listWords.again)}
    </LinkButton>
  )
  if (BUSY.has(view.state)) return <Waiting view={view} />
  if (view.state === 'failed')
    return (
      <Block>
        <Nothing title={t(listWords.failed)} hint={view.problem && t(view.problem)} action={again} />
      </Block>
    )
  if (view.state === 'discarded')
    return (
      <Block>
        <Nothing title={t(listWords.discarded)} action={again} />
      </Block>
    )
  if (view.state === 'applied') {
    const { counts } = view
    const wrong = counts.bad + counts.conflict
    return (
      <>
        <Block>
          <Nothing
            title={t(listWords.applied)}
            hint={
              <>
                {t(words.applied, {
                  new: count(counts.new, lang),
                  changed: count(counts.changed, lang),
                  same: count(counts.same, lang),
                })}
                {wrong > 0 && ` ${t(listWords.appliedBad, { bad: count(wrong, lang) })} ${t(listWords.fixHint)}`}
                <br />
                {t(words.undoHint)}
              </>
            }
            action={
              <LinkButton type="primary" to={homeOf?.(view.id) ?? home}>
                {t(words.seeHome)}
              </LinkButton>
            }
          />
        </Block>
        {About && <About view={view} />}
        {wrong > 0 && <CheckRows view={view} />}
      </>
    )
  }
  return (
    <>
      {view.problem && (
        <p className="drop-file-refused" role="alert">
          {t(view.problem)} {!isJudged(view) && t(listWords.problemHint)}
        </p>
      )}
      {About && <About view={view} />}
      <MatchColumns key={JSON.stringify(view.columns.map((c) => c.field))} view={view} />
      <CheckRows view={view} />
    </>
  )
}

function Waiting({ view }: { view: ListView }) {
  const { t } = useLang()
  const saying = { reading: listWords.reading, judging: listWords.judging, applying: listWords.applying }
  const said = t(saying[view.state as keyof typeof saying])
  return (
    <Block>
      <div className="import-waiting" role="status">
        <p>{said}</p>
        <Progress percent={Math.floor(view.progress * 100)} status="active" aria-label={said} />
        <p className="muted">{t(listWords.mayLeave)}</p>
      </div>
    </Block>
  )
}
