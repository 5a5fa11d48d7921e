/** The report on paper, with the document that the round's operation stands on and who printed it. */
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import { serverNow } from '../../../platform/web/client.ts'
import { Paper } from '../../../platform/web/desk/paper.tsx'
import { useAsk } from '../../../platform/web/desk/queries.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import { useMe } from '../../../platform/web/session.tsx'
import { operations } from '../../operation/contract.ts'
import type { Report, Round } from '../model.ts'
import { reportWords } from '../words.ts'
import { ReportBody } from './report-body.tsx'
import { hoursWords, poolWords, scopeWords } from './use-round.ts'

interface ReportPaperProps {
  readonly round: Round
  readonly report: Report
  readonly onPrinted: () => void
}

export function ReportPaper({ round, report, onPrinted }: ReportPaperProps) {
  const { t, lang } = useLang()
  const me = useMe()
  const operation = useAsk(operations.operations.operation, { id: round.operationId })
  return (
    <Paper ready={operation.data !== undefined || operation.isError} onPrinted={onPrinted}>
      <article className="paper-page report-paper">
        <h1>{round.name}</h1>
        <p>
          {[
            round.areaName,
            scopeWords(round.scope, t, lang),
            poolWords(round.poolSize, t),
            hoursWords(round.opensAt, round.closesAt, t),
          ].join(' · ')}
          <br />
          {operation.data && t(reportWords.basis, operation.data.basis)}
          <br />
          {t(report.final ? reportWords.final : reportWords.interim, { when: shanghaiMinute(report.madeAt) })}
        </p>
        <ReportBody report={report} round={round} />
        <footer>{t(reportWords.madeBy, { name: me.name, when: shanghaiMinute(serverNow()) })}</footer>
      </article>
    </Paper>
  )
}
