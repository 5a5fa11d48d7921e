/** The frame of every page of this room: nothing is asked before an operation is open, and all is read anew when something happens at the gates. */
import type { ReactNode } from 'react'
import { type DeskOperation, useDesk } from '../../../platform/web/desk/desk-context.tsx'
import { Block, DeskPage, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { useRefresh } from '../../../platform/web/desk/queries.ts'
import { useSettled } from '../../../platform/web/desk/use-settled.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { useLive } from '../../../platform/web/live.ts'
import type { Word } from '../../../platform/pure/words.ts'
import { pass } from '../contract.ts'
import { deskWords as w } from './words.ts'
import './pass.css'

const topics = Object.values(pass.events).map(({ type }) => type)

interface PassFrameProps {
  readonly title: Word
  readonly lead?: Word
  readonly actions?: ReactNode
  readonly back?: { readonly to: string; readonly label: string }
  readonly children: (operation: DeskOperation) => ReactNode
}

export function PassFrame({ title, lead, actions, back, children }: PassFrameProps) {
  const t = useT()
  const { operation } = useDesk()
  const refresh = useRefresh()
  const soon = useSettled(() => void refresh(pass.room), 300, 2000)
  useLive(topics, soon, { onRestart: soon })
  return (
    <DeskPage
      title={t(title)}
      {...(lead ? { lead: t(lead) } : {})}
      {...(back ? { back } : {})}
      {...(operation ? { actions } : {})}
    >
      {operation === null ? (
        <Block>
          <Nothing title={t(w.noOperation)} hint={t(w.noOperationHint)} />
        </Block>
      ) : (
        children(operation)
      )}
    </DeskPage>
  )
}
