/** The daily report of a round: never generated, always as of now; printed, taken out as Excel, pinned as told, and compared with what was pinned. */
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { shanghaiClock, shanghaiMinute } from '../../../../platform/pure/time.ts'
import { call, serverNow } from '../../../../platform/web/client.ts'
import { Answer } from '../../../../platform/web/desk/answer.tsx'
import { DeskPage } from '../../../../platform/web/desk/desk-page.tsx'
import { ExportButton } from '../../../../platform/web/desk/export-button.tsx'
import { useAsk } from '../../../../platform/web/desk/queries.ts'
import { useSettled } from '../../../../platform/web/desk/use-settled.ts'
import { useLang } from '../../../../platform/web/lang.tsx'
import { useLive } from '../../../../platform/web/live.ts'
import { useMay } from '../../../../platform/web/session.tsx'
import { testing } from '../../../testing/contract.ts'
import { picture } from '../../contract.ts'
import type { Snapshot } from '../../model.ts'
import { dailyWords as w } from '../words.ts'
import { DailyBody } from './daily-body.tsx'
import { DailyPaper } from './daily-paper.tsx'
import { PinDialog } from './pin-dialog.tsx'
import { Snapshots } from './snapshots.tsx'
import './daily.css'

const { personExempted, exemptionLifted, personTried, dueChanged, roundClosed, sampleVoided } = testing.events
const topics = [
  'testing.sample',
  ...[personExempted, exemptionLifted, personTried, dueChanged, roundClosed, sampleVoided].map((event) => event.type),
]

export default function DailyPage() {
  const { roundId } = useParams({ strict: false }) as { roundId: string }
  const { under } = useSearch({ strict: false }) as { under?: string }
  const round = useAsk(testing.operations.round, { id: roundId })
  return (
    <Answer of={round} height={400}>
      {(data) => <Daily key={`${roundId} ${under ?? ''}`} round={data.round} under={under} />}
    </Answer>
  )
}

type Round = Awaited<ReturnType<typeof readRound>>['round']
const readRound = (id: string) => call(testing.operations.round, { id })

function Daily({ round, under }: { round: Round; under: string | undefined }) {
  const { t, lang } = useLang()
  const of = { roundId: round.id, ...(under ? { under } : {}) }
  const daily = useAsk(picture.operations.daily, of)
  const again = useSettled(() => void daily.refetch(), 1000, 5000)
  useLive(round.state === 'open' ? topics : [], again, { onRestart: again })
  const [before, setBefore] = useState<Snapshot | null>(null)
  const told = useAsk(picture.operations.snapshot, { id: before?.id ?? '' }, { when: before !== null })
  const [pinning, setPinning] = useState(false)
  const [printing, setPrinting] = useState(false)
  const mayPin = useMay(picture.operations.pinSnapshot.roles)
  const maySee = useMay(picture.operations.snapshots.roles)
  const { data } = daily
  return (
    <DeskPage
      title={`${t(w.title)} · ${round.name}`}
      lead={
        data &&
        `${data.areaName} · ${t(round.state === 'open' ? w.asOf : w.asOfClosed, { when: shanghaiMinute(data.at) })}`
      }
      back={{ to: '/reports', label: t(w.back) }}
      actions={
        <>
          <Button disabled={!data} onClick={() => setPrinting(true)}>
            {t(w.print)}
          </Button>
          <ExportButton
            label={t(w.export)}
            title={t(w.export)}
            start={(purpose) => call(picture.operations.exportDaily, { ...of, purpose, lang })}
          />
          {mayPin && (
            <Button type="primary" disabled={!data} onClick={() => setPinning(true)}>
              {t(w.pin)}
            </Button>
          )}
        </>
      }
    >
      {under && (
        <p className="daily-trail">
          <Link to={`/reports/daily/${round.id}`}>{t(w.wholeArea, { area: round.areaName })}</Link>
        </p>
      )}
      {before && (
        <p className="daily-comparing" role="status">
          {t(w.comparing, { name: before.name, author: before.author, when: shanghaiMinute(before.takenAt) })}
          <Button type="link" size="small" onClick={() => setBefore(null)}>
            {t(w.stop)}
          </Button>
        </p>
      )}
      <Answer of={daily} height={420}>
        {({ parts }) => <DailyBody parts={parts} before={before ? told.data?.parts : undefined} roundId={round.id} />}
      </Answer>
      {maySee && <Snapshots ofId={round.id} chosen={before?.id ?? null} onChoose={setBefore} />}
      {pinning && (
        <PinDialog
          of="daily"
          ofId={round.id}
          {...(under ? { under } : {})}
          first={t(w.pinNameFirst, { clock: shanghaiClock(serverNow()) })}
          onClose={() => setPinning(false)}
        />
      )}
      {printing && data && (
        <DailyPaper
          round={round}
          areaName={data.areaName}
          at={data.at}
          parts={data.parts}
          onPrinted={() => setPrinting(false)}
        />
      )}
    </DeskPage>
  )
}
