/** The daily report on paper, with the document that the round's operation stands on and who printed it. Figures only, nobody's name. */
import { shanghaiMinute } from '../../../../platform/pure/time.ts'
import { serverNow } from '../../../../platform/web/client.ts'
import { Paper } from '../../../../platform/web/desk/paper.tsx'
import { useAsk } from '../../../../platform/web/desk/queries.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import { useMe } from '../../../../platform/web/session.tsx'
import { operations } from '../../../operation/contract.ts'
import type { Part } from '../../model.ts'
import { dailyWords as w } from '../words.ts'
import { DailyBody } from './daily-body.tsx'

interface DailyPaperProps {
  readonly round: { readonly name: string; readonly operationId: string }
  readonly areaName: string
  readonly at: string
  readonly parts: readonly Part[]
  readonly onPrinted: () => void
}

export function DailyPaper({ round, areaName, at, parts, onPrinted }: DailyPaperProps) {
  const t = useT()
  const me = useMe()
  const operation = useAsk(operations.operations.operation, { id: round.operationId })
  const basis = operation.data?.basis
  return (
    <Paper ready={operation.data !== undefined || operation.isError} onPrinted={onPrinted}>
      <article className="paper-page daily-paper">
        <h1>
          {t(w.title)} · {round.name}
        </h1>
        <p>
          {areaName} · {t(w.asOfClosed, { when: shanghaiMinute(at) })}
          {basis && (
            <>
              <br />
              {basis.issuer} · {basis.title} {basis.number}
            </>
          )}
        </p>
        <DailyBody parts={parts} />
        <footer>{t(w.printedBy, { name: me.name, when: shanghaiMinute(serverNow()) })}</footer>
      </article>
    </Paper>
  )
}
