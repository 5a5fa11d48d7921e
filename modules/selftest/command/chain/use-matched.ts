/** Whom the lines mean, as the register says; together with whoever was found by hand on this page. */
import { useCallback, useMemo, useState } from 'react'
import type { InputFor, OutputFor } from '../../../../platform/web/client.ts'
import { useAct } from '../../../../platform/web/desk/queries.ts'
import { App } from 'antd'
import { useT } from '../../../../platform/web/lang.tsx'
import { wordsOf } from '../../../../platform/web/client.ts'
import type { ChainRow } from '../../chain-review.ts'
import { selftest } from '../../contract.ts'

type Answer = OutputFor<typeof selftest.operations.matchChain>
export type KnownPerson = Answer['residents'][number]
export interface Matched {
  readonly matches: Answer['matches']
  readonly residentOf: (id: string) => KnownPerson | undefined
  /** Somebody found in the register by hand. */
  readonly add: (person: KnownPerson) => void
}

/** Only what was read of a line: no text, no nickname beyond the name. */
export const peopleAsked = (rows: readonly ChainRow[]): InputFor<typeof selftest.operations.matchChain>['people'] =>
  rows.map(({ name, address, heads }) => ({
    name: name?.slice(0, 40) ?? null,
    address,
    heads: typeof heads === 'number' ? Math.min(99, Math.max(1, heads)) : heads,
  }))

export function useMatched() {
  const t = useT()
  const { message } = App.useApp()
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [found, setFound] = useState<readonly KnownPerson[]>([])
  const act = useAct(selftest.operations.matchChain, {
    onDone: setAnswer,
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  const clear = useCallback(() => setAnswer(null), [])
  const data = useMemo((): Matched | null => {
    if (!answer) return null
    const known = new Map([...found, ...answer.residents].map((person) => [person.id, person]))
    return {
      matches: answer.matches,
      residentOf: (id) => known.get(id),
      add: (person) => setFound((before) => [...before, person]),
    }
  }, [answer, found])
  return {
    data,
    busy: act.isPending,
    clear,
    ask: (input: InputFor<typeof selftest.operations.matchChain>) => act.mutate(input),
  }
}
