/** The frame of this room's pages: nothing of it is noted without an operation. */
import type { ReactNode } from 'react'
import { type DeskOperation, useDesk } from '../../../platform/web/desk/desk-context.tsx'
import { Block, DeskPage, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { useT } from '../../../platform/web/lang.tsx'
import type { Word } from '../../../platform/pure/words.ts'
import { useVisitsLive } from './use-visits.ts'
import { deskWords as w } from './words.ts'
import './visit.css'

interface WithOperationProps {
  readonly title: Word
  readonly lead: Word
  readonly actions?: (operation: DeskOperation) => ReactNode
  readonly back?: { readonly to: string; readonly label: string }
  readonly children: (operation: DeskOperation) => ReactNode
}
export function WithOperation({ title, lead, actions, back, children }: WithOperationProps) {
  const t = useT()
  const { operation } = useDesk()
  useVisitsLive()
  return (
    <DeskPage
      title={t(title)}
      lead={t(lead)}
      actions={operation?.open ? actions?.(operation) : null}
      {...(back ? { back } : {})}
    >
      {operation ? (
        children(operation)
      ) : (
        <Block>
          <Nothing title={t(w.noOperation)} hint={t(w.noOperationHint)} />
        </Block>
      )}
    </DeskPage>
  )
}
