/** One list on its way into the register: read, matched, checked, confirmed. It can be left and returned to at any step. */
import { App, Progress, Steps } from 'antd'
import { useParams } from '@tanstack/react-router'
import { call, wordsOf } from '../../../../platform/web/client.ts'
import { Answer } from '../../../../platform/web/desk/answer.tsx'
import { Block, DeskPage, Nothing } from '../../../../platform/web/desk/desk-page.tsx'
import { count } from '../../../../platform/web/desk/figures.ts'
import { LinkButton } from '../../../../platform/web/desk/link-button.tsx'
import { useAsk, useRefresh } from '../../../../platform/web/desk/queries.ts'
import { useLang } from '../../../../platform/web/lang.tsx'
import { register } from '../../contract.ts'
import { CheckRows } from './check-rows.tsx'
import { MatchColumns } from './match-columns.tsx'
import { importWords } from './words.ts'
import { type ImportView, isJudged } from './import-view.ts'
import './import.css'

const BUSY = new Set(['reading', 'judging', 'applying'])
const stepOf = { reading: 0, judging: 2, ready: 2, applying: 3, applied: 3, discarded: 3, failed: 0 } as const

export default function ImportPage() {
  const { t } = useLang()
  const { importId } = useParams({ strict: false }) as { importId: string }
  const status = useAsk(
    register.operations.importStatus,
    { id: importId },
    {
      every: (last) => (last === undefined || BUSY.has(last.state) ? 1000 : false),
      staleTime: 0,
    },
  )
  const state = status.data?.state
  return (
    <DeskPage
      title={status.data?.fileName ?? t(importWords.title)}
      back={{ to: '/register/imports', label: t(importWords.back) }}
    >
      {state && (
        <Steps
          size="small"
          className="import-steps"
          current={stepOf[state]}
          status={state === 'failed' ? 'error' : state === 'applied' ? 'finish' : 'process'}
          items={[
            { title: t(importWords.stepRead) },
            { title: t(importWords.stepColumns) },
            { title: t(importWords.stepCheck) },
            { title: t(importWords.stepDone) },
          ]}
        />
      )}
      <Answer of={status} height={320}>
        {(view) => <Stage view={view} />}
      </Answer>
    </DeskPage>
  )
}

function Stage({ view }: { view: ImportView }) {
  const { t, lang } = useLang()
  const again = (
    <LinkButton type="primary" to="/register/imports">
      {t(importWords.again)}
    </LinkButton>
  )
  if (BUSY.has(view.state)) return <Waiting view={view} />
  if (view.state === 'failed')
    return (
      <Block>
        <Nothing title={t(importWords.failed)} hint={view.problem && t(view.problem)} action={again} />
      </Block>
    )
  if (view.state === 'discarded')
    return (
      <Block>
        <Nothing title={t(importWords.discarded)} action={again} />
      </Block>
    )
  if (view.state === 'applied') {
    const { counts } = view
    const wrong = counts.bad + counts.conflict
    return (
      <>
        <Block>
          <Nothing
            title={t(importWords.applied)}
            hint={
              <>
                {t(importWords.appliedText, {
                  new: count(counts.new, lang),
                  changed: count(counts.changed, lang),
                  same: count(counts.same, lang),
                })}
                {wrong > 0 && ` ${t(importWords.appliedBad, { bad: count(wrong, lang) })} ${t(importWords.fixHint)}`}
                <br />
                {t(importWords.undoHint)}
              </>
            }
            action={
              <LinkButton type="primary" to="/register">
                {t(importWords.seeRegister)}
              </LinkButton>
            }
          />
        </Block>
        {wrong > 0 && <CheckRows view={view} />}
      </>
    )
  }
  return (
    <>
      {view.problem && (
        <p className="import-refused" role="alert">
          {t(view.problem)} {!isJudged(view) && t(importWords.problemHint)}
        </p>
      )}
      <MatchColumns key={JSON.stringify(view.columns.map((c) => c.field))} view={view} />
      <CheckRows view={view} />
    </>
  )
}

function Waiting({ view }: { view: ImportView }) {
  const { t } = useLang()
  const saying = { reading: importWords.reading, judging: importWords.judging, applying: importWords.applying }
  const said = t(saying[view.state as keyof typeof saying])
  return (
    <Block>
      <div className="import-waiting" role="status">
        <p>{said}</p>
        <Progress percent={Math.floor(view.progress * 100)} status="active" aria-label={said} />
        <p className="muted">{t(importWords.mayLeave)}</p>
      </div>
    </Block>
  )
}

/** What both parts of the page do with a list: ask, and say plainly when it was refused. */
export function useImportAct() {
  const { t } = useLang()
  const { message } = App.useApp()
  const refresh = useRefresh()
  return async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      void message.error(t(wordsOf(error)))
    }
    await refresh('register')
  }
}

export const discard = (id: string) => call(register.operations.discardImport, { id })
