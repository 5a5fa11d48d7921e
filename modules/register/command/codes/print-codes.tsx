/** Prints the cards of everybody at or below a place; the printing itself is put on record by the server. */
import { App, Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { type OutputFor, wordsOf } from '../../../../platform/web/client.ts'
import { useAct } from '../../../../platform/web/desk/queries.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import { register } from '../../contract.ts'
import { codeWords as w } from './words.ts'

const CodeCards = lazy(() => import('./code-cards.tsx'))

export function PrintCodes({ under }: { readonly under: string }) {
  const t = useT()
  const { message } = App.useApp()
  const [people, setPeople] = useState<OutputFor<typeof register.operations.printCodes>['people'] | null>(null)
  const read = useAct(register.operations.printCodes, {
    onDone: (answer) => (answer.people.length === 0 ? void message.info(t(w.none)) : setPeople(answer.people)),
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  return (
    <>
      <Button loading={read.isPending} onClick={() => read.mutate({ under })}>
        {t(w.print)}
      </Button>
      {people && (
        <Suspense fallback={null}>
          <CodeCards people={people} onPrinted={() => setPeople(null)} />
        </Suspense>
      )}
    </>
  )
}
