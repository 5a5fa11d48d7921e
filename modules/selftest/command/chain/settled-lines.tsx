/** Lines whose people are certain, or known from before: for the eye to run over. */
import { type Column, DataTable } from '../../../../platform/web/desk/data-table.tsx'
import { Block } from '../../../../platform/web/desk/desk-page.tsx'
import { useLang } from '../../../../platform/web/lang.tsx'
import { matchReasons } from '../../chain-match.ts'
import type { ReviewedRow } from '../../chain-review.ts'
import { results } from '../../model.ts'
import { chainPageWords as w, deskWords } from '../words.ts'
import type { Matched } from './use-matched.ts'

interface SettledLinesProps {
  readonly rows: readonly ReviewedRow[]
  readonly residentOf: Matched['residentOf']
}

export function SettledLines({ rows, residentOf }: SettledLinesProps) {
  const { t, lang } = useLang()
  if (rows.length === 0) return null
  const columns: Column<ReviewedRow>[] = [
    { key: 'said', title: w.original, width: 300, cell: ({ row }) => <q className="chain-quote">{row.text}</q> },
    {
      key: 'who',
      title: w.whoIsMeant,
      cell: ({ match }) => {
        const people = match.chosen.map(residentOf)
        return (
          <>
            <strong>{people.map((person) => person?.name).join(lang === 'zh' ? '、' : ', ')}</strong>{' '}
            <span className="muted">{people[0]?.address}</span>
          </>
        )
      },
    },
    {
      key: 'result',
      title: deskWords.result,
      width: 90,
      cell: ({ row }) => row.result && t(results.words[row.result]),
    },
    {
      key: 'state',
      title: deskWords.remark,
      width: 90,
      cell: ({ status }) => t(status === 'known' ? w.stateKnown : w.stateNew),
    },
    {
      key: 'why',
      title: w.certainTitle,
      extra: true,
      cell: ({ match }) => <span className="muted">{t(matchReasons.words[match.because])}</span>,
    },
  ]
  return (
    <Block title={t(w.certainTitle)} note={t(w.certainNote)} flush>
      <DataTable
        id="selftest.chain"
        label={t(w.certainTitle)}
        rows={rows}
        rowKey={({ row }) => `${row.key} ${row.line}`}
        columns={columns}
        rowTone={({ status }) => (status === 'known' ? 'quiet' : undefined)}
      />
    </Block>
  )
}
