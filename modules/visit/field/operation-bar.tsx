/** Which operation is noted for: always in sight, and where several run at one place to be changed in two touches. */
import { useState } from 'react'
import type { Word } from '../../../platform/pure/words.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { NextIcon } from '../../../platform/web/phone/icons.tsx'
import { Button, Notice, Sheet } from '../../../platform/web/phone/parts.tsx'
import { useStored } from '../../../platform/web/phone/use-stored.ts'
import { phoneWords } from '../../../platform/web/phone/words.ts'
import { keepOperation } from './noting.ts'
import type { VisitWork } from './use-visit.ts'
import { fieldWords as w } from './words.ts'

export function OperationBar({ work: { operation, operations, post } }: { work: VisitWork }) {
  const t = useT()
  const stored = useStored()
  const [asking, ask] = useState(false)
  const [problem, setProblem] = useState<Word | null>(null)
  const said = t(w.notedFor, { name: operation.name })
  if (operations.length < 2) return <p className="visit-head">{said}</p>
  return (
    <>
      <Notice onPress={() => ask(true)} side={<NextIcon />}>
        {said}
      </Notice>
      {asking ? (
        <Sheet title={t(w.whichOperation)} onClose={() => ask(false)}>
          {problem ? <Notice kind="alarm">{t(problem)}</Notice> : null}
          {operations.map(({ id, name }) => (
            <Button
              key={id}
              kind={id === operation.id ? 'primary' : 'plain'}
              aria-pressed={id === operation.id}
              onClick={async () => {
                const done = await stored(() => keepOperation(post.db, id))
                if ('problem' in done) setProblem(done.problem)
                else ask(false)
              }}
            >
              {name}
            </Button>
          ))}
          <Button kind="quiet" onClick={() => ask(false)}>
            {t(phoneWords.cancel)}
          </Button>
        </Sheet>
      ) : null}
    </>
  )
}
