/** Passes at a glance: what waits for a hand comes first, and each figure opens the rows behind it. */
import { Answer } from '../../../platform/web/desk/answer.tsx'
import { useDesk } from '../../../platform/web/desk/desk-context.tsx'
import { Figure, Figures } from '../../../platform/web/desk/figure.tsx'
import { LinkButton } from '../../../platform/web/desk/link-button.tsx'
import { useAsk } from '../../../platform/web/desk/queries.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { pass } from '../contract.ts'
import { MeasureCards } from './measure-cards.tsx'
import { PassFrame } from './pass-frame.tsx'
import { deskWords as w } from './words.ts'

export default function OverviewPage() {
  const t = useT()
  const keeps = useMay(pass.operations.waiting.roles)
  const decides = useMay(pass.operations.keys.roles)
  return (
    <PassFrame
      title={w.title}
      lead={w.lead}
      actions={
        keeps && (
          <>
            <LinkButton to="/passes/doors">{t(w.doors)}</LinkButton>
            {decides && <LinkButton to="/passes/appeals">{t(w.appeals)}</LinkButton>}
            {decides && <LinkButton to="/passes/keys">{t(w.keys)}</LinkButton>}
            <LinkButton to="/passes/desk" type="primary">
              {t(w.desk)}
            </LinkButton>
          </>
        )
      }
    >
      {(operation) => (
        <>
          <Board operationId={operation.id} opens={keeps} decides={decides} />
          <MeasureCards operationId={operation.id} current />
        </>
      )}
    </PassFrame>
  )
}

function Board({ operationId, opens, decides }: { operationId: string; opens: boolean; decides: boolean }) {
  const t = useT()
  const { area } = useDesk()
  const answer = useAsk(pass.operations.board, { operationId, under: area.path })
  const hand = (n: number) => (n > 0 ? { tone: 'hand' as const } : {})
  const alarm = (n: number) => (n > 0 ? { tone: 'alarm' as const } : {})
  const to = (page: string) => (opens ? { to: page } : {})
  const deciding = (page: string) => (decides ? { to: page } : {})
  return (
    <Answer of={answer}>
      {(board) => (
        <>
          <Figures>
            <Figure
              lead
              label={t(w.toVerify)}
              value={board.asked}
              {...hand(board.asked)}
              {...to('/passes/applications')}
            />
            <Figure
              label={t(w.toIssue)}
              value={board.verified}
              {...hand(board.verified)}
              {...to('/passes/applications')}
            />
            <Figure
              label={t(w.objected)}
              value={board.objected}
              {...hand(board.objected)}
              {...to('/passes/applications')}
            />
            <Figure label={t(w.valid)} value={board.valid} {...to('/passes/list')} />
            <Figure label={t(w.revokedFigure)} value={board.revoked} {...to('/passes/list')} />
            <Figure label={t(w.late)} value={board.lateHours} {...alarm(board.lateHours)} to="/passes/measures" />
          </Figures>
          {decides && (
            <Figures>
              <Figure
                label={t(w.overdueAppeals)}
                value={board.overdueAppeals}
                {...alarm(board.overdueAppeals)}
                {...deciding('/passes/appeals')}
              />
              <Figure
                label={t(w.openSamples)}
                value={board.openSamples}
                {...hand(board.openSamples)}
                {...deciding('/passes/supervision')}
              />
              <Figure
                label={t(w.reprint)}
                value={board.reprint}
                {...hand(board.reprint)}
                {...deciding('/passes/list')}
              />
            </Figures>
          )}
        </>
      )}
    </Answer>
  )
}
