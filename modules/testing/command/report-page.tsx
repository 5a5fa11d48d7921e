/** The report of a round: interim while it is open, final once it is closed; on paper as on screen. Closing happens here. */
import { App, Button } from 'antd'
import { useState } from 'react'
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import { call, wordsOf } from '../../../platform/web/client.ts'
import { Answer } from '../../../platform/web/desk/answer.tsx'
import { ExportButton } from '../../../platform/web/desk/export-button.tsx'
import { count } from '../../../platform/web/desk/figures.ts'
import { useAct, useAsk } from '../../../platform/web/desk/queries.ts'
import { useSettled } from '../../../platform/web/desk/use-settled.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import { useLive } from '../../../platform/web/live.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { testing } from '../contract.ts'
import type { Round } from '../model.ts'
import { reportWords } from '../words.ts'
import { ReportBody } from './report-body.tsx'
import { ReportPaper } from './report-paper.tsx'
import { RoundFrame } from './round-frame.tsx'
import type { RoundWithSites } from './use-round.ts'

const { personExempted, exemptionLifted, personTried, dueChanged, roundClosed } = testing.events
const topics = [
  'testing.sample',
  ...[personExempted, exemptionLifted, personTried, dueChanged, roundClosed].map((event) => event.type),
]

export default function ReportPage() {
  return (
    <RoundFrame section="report" actions={({ round }) => <ReportActions round={round} />}>
      {(data) => <ReportOf {...data} />}
    </RoundFrame>
  )
}

function ReportOf({ round }: RoundWithSites) {
  const { t } = useLang()
  const answer = useAsk(testing.operations.report, { id: round.id })
  const readAgain = useSettled(() => void answer.refetch(), 1000, 5000)
  useLive(round.state === 'open' ? topics : [], readAgain, { onRestart: readAgain })
  return (
    <Answer of={answer} height={420}>
      {(report) => (
        <>
          <p className="report-when">
            {t(report.final ? reportWords.final : reportWords.interim, { when: shanghaiMinute(report.madeAt) })}
          </p>
          <ReportBody report={report} round={round} />
        </>
      )}
    </Answer>
  )
}

function ReportActions({ round }: { round: Round }) {
  const { t, lang } = useLang()
  const { modal, message } = App.useApp()
  const [printing, setPrinting] = useState(false)
  const report = useAsk(testing.operations.report, { id: round.id })
  const mayExport = useMay(testing.operations.exportReport.roles)
  const mayClose = useMay(testing.operations.closeRound.roles) && round.state === 'open'
  const close = useAct(testing.operations.closeRound, {
    refresh: [testing.room],
    onDone: () => void message.success(t(reportWords.closedDone)),
  })
  const ask = async () => {
    const missing = (await report.refetch()).data?.figures.missing ?? round.figures.missing
    modal.confirm({
      title: t(reportWords.closeTitle, { name: round.name }),
      content: missing > 0 ? t(reportWords.closeText, { missing: count(missing, lang) }) : t(reportWords.closeTextAll),
      okText: t(reportWords.close),
      onOk: () =>
        close.mutateAsync({ id: round.id }).then(
          () => undefined,
          (error: unknown) => void message.error(t(wordsOf(error))),
        ),
    })
  }
  return (
    <>
      <Button disabled={!report.data} onClick={() => setPrinting(true)}>
        {t(reportWords.print)}
      </Button>
      {mayExport && (
        <ExportButton
          label={t(reportWords.export)}
          title={t(reportWords.export)}
          start={(purpose) => call(testing.operations.exportReport, { id: round.id, purpose, lang })}
        />
      )}
      {mayClose && (
        <Button type="primary" loading={close.isPending} onClick={() => void ask()}>
          {t(reportWords.close)}
        </Button>
      )}
      {printing && report.data && (
        <ReportPaper round={round} report={report.data} onPrinted={() => setPrinting(false)} />
      )}
    </>
  )
}
