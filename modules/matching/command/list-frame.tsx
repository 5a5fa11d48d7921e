/** What the pages of one compared list share: its name, its way back, and waiting until it is compared. */
import { Button, Progress } from 'antd'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Answer } from '../../../platform/web/desk/answer.tsx'
import { Block, DeskPage, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { useAct, useAsk, useRefresh } from '../../../platform/web/desk/queries.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import { useLive } from '../../../platform/web/live.ts'
import { matching } from '../contract.ts'
import type { ComparedList } from '../list-model.ts'
import { deskWords as w } from './words.ts'

interface FrameProps {
  /** Of the page below the list; without it the list's own. */
  readonly title?: string
  readonly lead?: string
  readonly actions?: (list: ComparedList) => ReactNode
  readonly children: (list: ComparedList) => ReactNode
}

const HEARD = ['matching.line-decided', 'matching.list-compared']
const isBusy = (list: ComparedList | undefined): boolean =>
  list === undefined || list.state === 'waiting' || list.state === 'comparing'

export function ListFrame({ title, lead, actions, children }: FrameProps) {
  const { t } = useLang()
  const { listId } = useParams({ strict: false }) as { listId: string }
  const asked = useAsk(
    matching.operations.list,
    { listId },
    { every: (last) => (isBusy(last) ? 700 : false), staleTime: 0 },
  )
  // Somebody else decides, or the comparison has ended: figures and lines are read anew.
  const refresh = useRefresh()
  useLive(HEARD, (lines) => {
    if (lines.some(({ data }) => data['listId'] === listId)) void refresh('matching')
  })
  const list = asked.data
  const compared = list?.state === 'compared'
  return (
    <DeskPage
      title={title ?? list?.fileName ?? t(w.title)}
      lead={lead ?? list?.areaName}
      back={
        title === undefined
          ? { to: '/matching', label: t(w.title) }
          : { to: `/matching/lists/${listId}`, label: list?.fileName ?? t(w.title) }
      }
      {...(compared && actions ? { actions: actions(list) } : {})}
    >
      <Answer of={asked} height={320}>
        {(found) => (found.state === 'compared' ? children(found) : <NotYet list={found} />)}
      </Answer>
    </DeskPage>
  )
}

function NotYet({ list }: { list: ComparedList }) {
  const { t } = useLang()
  const again = useAct(matching.operations.compareAgain, { refresh: ['matching'] })
  if (list.state === 'failed')
    return (
      <Block>
        <Nothing
          title={t(w.failed)}
          hint={list.problem && t(list.problem)}
          action={
            <Button type="primary" loading={again.isPending} onClick={() => again.mutate({ listId: list.id })}>
              {t(w.again)}
            </Button>
          }
        />
      </Block>
    )
  return (
    <Block>
      <div role="status" className="match-waiting">
        <p>{t(w.comparing)}</p>
        <Progress percent={Math.floor(list.progress * 100)} status="active" aria-label={t(w.comparing)} />
        <p className="muted">{t(w.mayLeave)}</p>
      </div>
    </Block>
  )
}
