/** Who is exempt or was withdrawn from the due list, each with the reason; exemptions can be lifted here. */
import { useSearch } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import { type OutputFor, wordsOf } from '../../../platform/web/client.ts'
import { type Column, DataTable } from '../../../platform/web/desk/data-table.tsx'
import { Block, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { useAct } from '../../../platform/web/desk/queries.ts'
import { usePages } from '../../../platform/web/desk/use-pages.ts'
import { useSettled } from '../../../platform/web/desk/use-settled.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { useLive } from '../../../platform/web/live.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { testing } from '../contract.ts'
import { exemptions, withdrawals } from '../model.ts'
import { exemptWords } from '../words.ts'
import { NarrowedTo } from './area-words.tsx'
import { RoundFrame } from './round-frame.tsx'

type Row = OutputFor<typeof testing.operations.exempted>['rows'][number]
const { personExempted, exemptionLifted, dueChanged } = testing.events
const topics = [personExempted.type, exemptionLifted.type, dueChanged.type]
const reasonWord = { ...withdrawals.words, ...exemptions.words }

export default function ExemptPage() {
  return (
    <RoundFrame section="exempt">
      {({ round }) => <ExemptList roundId={round.id} top={round.path} isOpen={round.state === 'open'} />}
    </RoundFrame>
  )
}

function ExemptList({ roundId, top, isOpen }: { roundId: string; top: string; isOpen: boolean }) {
  const t = useT()
  const { message } = App.useApp()
  const { under } = useSearch({ strict: false }) as { under?: string }
  const mayLift = useMay(testing.operations.liftExemption.roles) && isOpen
  const list = usePages(testing.operations.exempted, { roundId, ...(under ? { under } : {}) }, { keep: true })
  const readAgain = useSettled(() => void list.query.refetch(), 300, 2000)
  useLive(topics, readAgain, { onRestart: readAgain })
  const lift = useAct(testing.operations.liftExemption, {
    refresh: [testing.operations.exempted, testing.operations.board, testing.operations.missing],
    onDone: () => void message.success(t(exemptWords.lifted)),
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  const columns: Column<Row>[] = [
    { key: 'name', title: exemptWords.name, width: 120, cell: (row) => row.name },
    { key: 'address', title: exemptWords.address, width: 260, cell: (row) => row.address },
    { key: 'state', title: exemptWords.state, width: 90, cell: (row) => t(exemptWords[row.state]) },
    { key: 'reason', title: exemptWords.reason, width: 150, cell: (row) => t(reasonWord[row.reason]) },
    { key: 'note', title: exemptWords.note, cell: (row) => row.note ?? '' },
    { key: 'changed', title: exemptWords.changed, width: 150, cell: (row) => shanghaiMinute(row.changedAt) },
    ...(mayLift
      ? [
          {
            key: 'lift',
            title: exemptWords.lift,
            width: 110,
            cell: (row: Row) =>
              row.state === 'exempt' && (
                <Button
                  size="small"
                  loading={lift.isPending && lift.variables.residentId === row.residentId}
                  aria-label={`${t(exemptWords.lift)} ${row.name}`}
                  onClick={() => lift.mutate({ roundId, residentId: row.residentId })}
                >
                  {t(exemptWords.lift)}
                </Button>
              ),
          },
        ]
      : []),
  ]
  return (
    <Block flush>
      <DataTable
        id="testing.exempt"
        label={t(exemptWords.state)}
        columns={columns}
        rows={list.rows}
        rowKey={(row) => row.residentId}
        loading={list.reading && list.rows === undefined}
        total={list.total}
        onMore={list.more}
        filters={
          <>
            <NarrowedTo under={under} top={top} to={`/testing/rounds/${roundId}/exempt`} />
            <span className="muted">{t(exemptWords.lead)}</span>
          </>
        }
        empty={<Nothing title={t(exemptWords.none)} hint={t(exemptWords.noneHint)} />}
      />
    </Block>
  )
}
