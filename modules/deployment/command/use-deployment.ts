/** What every page of the room needs: the operation worked in, live news, and a command that says how it went. */
import { App } from 'antd'
import { wordsOf } from '../../../platform/web/client.ts'
import { useDesk } from '../../../platform/web/desk/desk-context.tsx'
import { type NamedCallable, useAct, useRefresh } from '../../../platform/web/desk/queries.ts'
import { useSettled } from '../../../platform/web/desk/use-settled.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { useLive } from '../../../platform/web/live.ts'
import { deployment } from '../contract.ts'
import { deployWords as w } from '../words.ts'

const topics = Object.values(deployment.events).map((event) => event.type)

/** The open operation chosen on top, or null. */
export function useOpenOperation(): { readonly id: string; readonly path: string; readonly name: string } | null {
  const { operation } = useDesk()
  const refresh = useRefresh()
  const soon = useSettled(() => void refresh(deployment.room), 300, 2000)
  useLive(topics, soon)
  return operation?.open ? operation : null
}

/** Refreshes the room and says "saved", or what went wrong. */
export function useDo<Op extends NamedCallable>(operation: Op, onDone?: () => void) {
  const t = useT()
  const { message } = App.useApp()
  return useAct(operation, {
    refresh: [deployment.room],
    onDone: () => {
      void message.success(t(w.done))
      onDone?.()
    },
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
}
