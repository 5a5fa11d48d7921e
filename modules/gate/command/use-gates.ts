/** What every page of the room needs: the gates by id, live news, and a command that says how it went. */
import { App } from 'antd'
import { wordsOf } from '../../../platform/web/client.ts'
import { type NamedCallable, useAct, useAsk, useRefresh } from '../../../platform/web/desk/queries.ts'
import { useSettled } from '../../../platform/web/desk/use-settled.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { useLive } from '../../../platform/web/live.ts'
import { register } from '../../register/contract.ts'
import { gates } from '../contract.ts'
import { gateDesk as w } from './words.ts'

const topics = ['gate.crossing', ...Object.values(gates.events).map((event) => event.type)]

/** Reads these anew when somebody crosses or anything of gates changes, at most every two seconds. */
export function useGateLive(...what: readonly NamedCallable[]): void {
  const refresh = useRefresh()
  const soon = useSettled(() => void refresh(...what), 400, 2000)
  useLive(topics, soon, { onRestart: soon })
}

/** The name of a gate by its id. */
export function useGateNames(): (id: string) => string {
  const t = useT()
  const asked = useAsk(gates.operations.gates, {}, { staleTime: 60_000 })
  const names = new Map(asked.data?.gates.map((gate) => [gate.id, gate.name]))
  return (id) => names.get(id) ?? t(w.unknownGate)
}

/** The name of an area that gates lead into: a compound, or a community (the village). */
export function useServedNames(): (path: string) => string {
  const compounds = useAsk(register.operations.areasByKind, { kind: 'compound' }, { staleTime: 600_000 })
  const communities = useAsk(register.operations.areasByKind, { kind: 'community' }, { staleTime: 600_000 })
  const all = [...(compounds.data?.areas ?? []), ...(communities.data?.areas ?? [])]
  const names = new Map(all.map((area) => [area.path, area.name]))
  return (path) => names.get(path) ?? path
}

/** Refreshes the room and says "saved", or what went wrong. */
export function useDo<Op extends NamedCallable>(operation: Op, onDone?: () => void) {
  const t = useT()
  const { message } = App.useApp()
  return useAct(operation, {
    refresh: [gates.room],
    onDone: () => {
      void message.success(t(w.saved))
      onDone?.()
    },
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
}
