/** Results that a lab states for tubes or people never sampled: shown with their line, and no results. */
import { shanghaiMinute } from '../../../../platform/pure/time.ts'
import { DataTable } from '../../../../platform/web/desk/data-table.tsx'
import { Block } from '../../../../platform/web/desk/desk-page.tsx'
import { useAsk } from '../../../../platform/web/desk/queries.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import { laboratory } from '../../contract.ts'
import { outcomes } from '../../model.ts'
import { laboratoryWords as l, resultWords as w } from '../../words.ts'

export function RefusedTable({ roundId }: { roundId: string }) {
  const t = useT()
  const refused = useAsk(laboratory.operations.refused, { roundId })
  return (
    <Block title={t(w.refused)} note={t(w.refusedNote)} flush>
      <DataTable
        id="laboratory.refused"
        label={t(w.refused)}
        rows={refused.data?.rows}
        rowKey={(row) => row.key}
        columns={[
          { key: 'code', title: l.code, width: 140, cell: (row) => <span className="mono">{row.code ?? '–'}</span> },
          { key: 'name', title: l.name, width: 80, cell: (row) => row.name ?? '' },
          {
            key: 'number',
            title: w.idMasked,
            width: 170,
            cell: (row) => <span className="mono">{row.idMasked ?? ''}</span>,
          },
          { key: 'outcome', title: l.outcome, width: 90, cell: (row) => row.outcome && t(outcomes.words[row.outcome]) },
          { key: 'why', title: l.reason, cell: (row) => t(row.problem) },
          { key: 'lab', title: l.lab, width: 110, cell: (row) => row.labName ?? '' },
          {
            key: 'file',
            title: w.file,
            width: 150,
            cell: (row) => t(w.fromFile, { file: row.fileName, row: row.rowNo }),
          },
          { key: 'when', title: l.when, width: 120, cell: (row) => shanghaiMinute(row.at) },
        ]}
      />
    </Block>
  )
}
