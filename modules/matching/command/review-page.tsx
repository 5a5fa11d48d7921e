/** One line at a time beside whoever it may be: decided with a key, the next one at once, taken back as easily. */
import { App, Button } from 'antd'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import { type InputFor, type OutputFor, wordsOf } from '../../../platform/web/client.ts'
import { Answer } from '../../../platform/web/desk/answer.tsx'
import { Block, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { count } from '../../../platform/web/desk/figures.ts'
import { LinkButton } from '../../../platform/web/desk/link-button.tsx'
import { useAct, useAsk, useRefresh } from '../../../platform/web/desk/queries.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import { matching } from '../contract.ts'
import { decisionKinds, outcomes, standings } from '../list-model.ts'
import { ListFrame } from './list-frame.tsx'
import { PairTable } from './pair-table.tsx'
import { deskWords as w } from './words.ts'
import './matching.css'

type Pair = OutputFor<typeof matching.operations.pair>
type Kind = InputFor<typeof matching.operations.decide>['kind']

export default function ReviewPage() {
  const { t } = useLang()
  return <ListFrame title={t(w.review)}>{({ id }) => <Review listId={id} />}</ListFrame>
}

/** Rows gone through, the latest last: kept here, because a pair is replaced by the next. */
type Trail = RefObject<number[]>

function Review({ listId }: { listId: string }) {
  const { row } = useSearch({ strict: false }) as { row?: number }
  const navigate = useNavigate()
  const trail = useRef<number[]>([])
  const go = (rowNo: number): void =>
    void navigate({ to: `/matching/lists/${listId}/review`, search: { row: rowNo } as never, replace: true })
  const first = useAsk(
    matching.operations.lines,
    { listId, standing: 'look', limit: 1 },
    { when: row === undefined, staleTime: 0 },
  )
  if (row !== undefined) return <AskPair listId={listId} rowNo={Number(row)} trail={trail} go={go} />
  return (
    <Answer of={first} height={400}>
      {({ rows: [line] }) => (line ? <Onto rowNo={line.rowNo} go={go} /> : <AllDone listId={listId} />)}
    </Answer>
  )
}

/** The first one to be looked at gets an address of its own, so that it stays when the list is read anew. */
function Onto({ rowNo, go }: { rowNo: number; go: (rowNo: number) => void }) {
  const on = useRef(go)
  on.current = go
  useEffect(() => on.current(rowNo), [rowNo])
  return null
}

function AllDone({ listId }: { listId: string }) {
  const { t } = useLang()
  return (
    <Block>
      <Nothing
        title={t(w.done)}
        hint={t(w.doneHint)}
        action={
          <LinkButton type="primary" to={`/matching/lists/${listId}/doors`}>
            {t(w.doors)}
          </LinkButton>
        }
      />
    </Block>
  )
}

interface PairProps {
  readonly listId: string
  readonly trail: Trail
  readonly go: (rowNo: number) => void
}

function AskPair({ rowNo, ...props }: PairProps & { readonly rowNo: number }) {
  const pair = useAsk(matching.operations.pair, { listId: props.listId, rowNo }, { keep: true, staleTime: 0 })
  return (
    <Answer of={pair} height={400}>
      {(data) => <OnePair {...props} pair={data} stale={data.line.rowNo !== rowNo} />}
    </Answer>
  )
}

function OnePair({ listId, trail, go, pair, stale }: PairProps & { readonly pair: Pair; readonly stale: boolean }) {
  const { t, lang } = useLang()
  const { message } = App.useApp()
  const refresh = useRefresh()
  const [finished, finish] = useState(false)
  const { line, best, runnerUp, next, left, decisions } = pair
  const decide = useAct(matching.operations.decide, {
    onProblem: (error) => {
      void message.warning(t(wordsOf(error)))
      void refresh('matching')
    },
  })
  const onward = (): void => {
    if (next === null) return finish(true)
    trail.current.push(line.rowNo)
    go(next)
  }
  const back = (): void => {
    const last = trail.current.pop()
    if (last !== undefined) go(last)
  }
  const busy = stale || decide.isPending
  const say = (kind: Kind, residentId?: string): void => {
    if (busy) return
    const input = { listId, rowNo: line.rowNo, seen: line.decisions, kind, ...(residentId ? { residentId } : {}) }
    decide.mutate(input, {
      onSuccess: () => {
        void message.success(t(w.decidedSo, { what: t(decisionKinds.words[kind]) }), 1.5)
        void refresh('matching')
        if (kind !== 'undone') onward()
      },
    })
  }
  const first = best?.person ? () => say('same', best.registerId) : undefined
  const second = runnerUp?.person ? () => say('same', runnerUp.registerId) : undefined
  const undo = line.outcome === null ? undefined : () => say('undone')

  const keys: Readonly<Record<string, (() => void) | undefined>> = {
    1: first,
    2: second,
    3: () => say('nobody'),
    z: undo,
    Z: undo,
    ArrowRight: onward,
    ArrowLeft: back,
  }
  const known = useRef(keys)
  known.current = keys
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const inText = (event.target as HTMLElement | null)?.closest(
        'input, textarea, [contenteditable], .ant-select, .ant-modal',
      )
      if (inText || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
      const act = known.current[event.key]
      if (!act) return
      event.preventDefault()
      act()
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  }, [])

  if (finished && left === 0) return <AllDone listId={listId} />
  return (
    <>
      <Block
        title={line.name ?? t(w.empty)}
        note={
          <span aria-live="polite">
            {t(line.outcome ? outcomes.words[line.outcome] : standings.words[line.standing])}
            {line.because && ` · ${t(line.because)}`}
            {` · ${t(w.left, { n: count(left, lang) })}`}
          </span>
        }
        actions={
          <>
            <Button onClick={back} disabled={trail.current.length === 0}>
              {t(w.back)}
            </Button>
            <Button onClick={onward} disabled={next === null}>
              {t(w.next)}
            </Button>
          </>
        }
      >
        <PairTable line={line} best={best} runnerUp={runnerUp} />
        <div className="pair-acts">
          <Button type="primary" size="large" disabled={!first || busy} onClick={first}>
            <kbd>1</kbd> {t(w.same)}
          </Button>
          <Button size="large" disabled={!second || busy} onClick={second}>
            <kbd>2</kbd> {t(w.itIsSecond)}
          </Button>
          <Button size="large" disabled={busy} onClick={() => say('nobody')}>
            <kbd>3</kbd> {t(w.nobodyOfThese)}
          </Button>
          {undo && (
            <Button size="large" disabled={busy} onClick={undo}>
              <kbd>Z</kbd> {t(w.undo)}
            </Button>
          )}
        </div>
        <p className="muted pair-keys">{t(w.keys)}</p>
      </Block>
      {decisions.length > 0 && (
        <Block title={t(w.history)}>
          <ol className="pair-history">
            {decisions.map((one) => (
              <li key={one.seq}>
                {t(w.historyLine, {
                  kind: t(decisionKinds.words[one.kind]) + (one.residentName ? ` (${one.residentName})` : ''),
                  who: one.accountName ?? t(w.somebody),
                  at: shanghaiMinute(one.at),
                })}
                {one.remembered && ` · ${t(w.rememberedNote)}`}
              </li>
            ))}
          </ol>
        </Block>
      )}
    </>
  )
}
