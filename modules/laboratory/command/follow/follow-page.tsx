/** What follows from results, across rounds: people of positive tubes with their clocks, and tubes to be re-checked with their owners. */
import { Switch } from 'antd'
import { useState } from 'react'
import { call } from '../../../../platform/web/client.ts'
import { Answer } from '../../../../platform/web/desk/answer.tsx'
import { Block, DeskPage, Nothing } from '../../../../platform/web/desk/desk-page.tsx'
import { ExportButton } from '../../../../platform/web/desk/export-button.tsx'
import { Figure, Figures } from '../../../../platform/web/desk/figure.tsx'
import { useAsk, useRefresh } from '../../../../platform/web/desk/queries.ts'
import { useNow } from '../../../../platform/web/desk/use-now.ts'
import { useSettled } from '../../../../platform/web/desk/use-settled.ts'
import { useLang } from '../../../../platform/web/lang.tsx'
import { useLive } from '../../../../platform/web/live.ts'
import { laboratory } from '../../contract.ts'
import { followWords as w, laboratoryWords } from '../../words.ts'
import { PoolBlock } from './pool-block.tsx'
import { Rechecks } from './rechecks.tsx'
import '../laboratory.css'

const ops = laboratory.operations
const topics = ['testing.sample', ...Object.values(laboratory.events).map((event) => event.type)]

export default function FollowPage() {
  const { t, lang } = useLang()
  const refresh = useRefresh()
  const now = useNow(15_000)
  const [settled, setSettled] = useState(false)
  const alarms = useAsk(ops.alarms, {})
  const pools = useAsk(ops.pools, { open: !settled }, { keep: true })
  const soon = useSettled(() => void refresh(ops.alarms, ops.pools, ops.rechecks), 500, 3000)
  useLive(topics, soon, { onRestart: soon })
  return (
    <DeskPage
      title={t(laboratoryWords.followUp)}
      lead={t(w.lead)}
      actions={
        <ExportButton
          label={t(w.export)}
          title={t(w.export)}
          start={(purpose) => call(ops.exportPools, { purpose, lang })}
        />
      }
    >
      <Answer of={alarms} height={112}>
        {(a) => (
          <Figures label={t(laboratoryWords.followUp)}>
            <Figure
              lead
              label={t(w.overduePools)}
              value={a.poolsOverdue}
              {...(a.poolsOverdue > 0 ? { tone: 'alarm' as const } : {})}
            />
            <Figure label={t(w.openPools)} value={a.poolsOpen} />
            <Figure
              label={t(w.overdueRetests)}
              value={a.retestsOverdue}
              {...(a.retestsOverdue > 0 ? { tone: 'alarm' as const } : {})}
              to="/laboratory/retests"
            />
            <Figure label={t(w.openRetests)} value={a.retestsOpen} to="/laboratory/retests" />
            <Figure
              label={t(w.overdueRechecks)}
              value={a.rechecksOverdue}
              {...(a.rechecksOverdue > 0 ? { tone: 'alarm' as const } : {})}
            />
            <Figure label={t(w.openRechecks)} value={a.rechecksOpen} />
          </Figures>
        )}
      </Answer>
      <label className="show-settled">
        <Switch size="small" checked={settled} onChange={setSettled} /> {t(w.showSettled)}
      </label>
      <Answer of={pools} height={240}>
        {(answer) =>
          answer.pools.length === 0 ? (
            <Block title={t(w.pools)}>
              <Nothing title={t(w.poolsNone)} hint={t(w.poolsNoneHint)} />
            </Block>
          ) : (
            answer.pools.map((pool) => <PoolBlock key={pool.tubeId} pool={pool} now={now} />)
          )
        }
      </Answer>
      <Rechecks settled={settled} now={now} />
    </DeskPage>
  )
}
