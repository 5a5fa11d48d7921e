/** Tubes on their way to labs: what waits, where it is to go, and what has been sent and received. */
import { useState } from 'react'
import { shanghaiMinute } from '../../../../platform/pure/time.ts'
import type { OutputFor } from '../../../../platform/web/client.ts'
import { DataTable } from '../../../../platform/web/desk/data-table.tsx'
import { Block, Nothing } from '../../../../platform/web/desk/desk-page.tsx'
import { count } from '../../../../platform/web/desk/figures.ts'
import { useAsk, useRefresh } from '../../../../platform/web/desk/queries.ts'
import { useLang } from '../../../../platform/web/lang.tsx'
import { laboratory } from '../../contract.ts'
import { laboratoryWords, sendingWords as w } from '../../words.ts'
import { useRoundChanges } from '../use-round-changes.ts'
import { Consignments } from './consignments.tsx'
import { SendForm } from './send-form.tsx'
import '../laboratory.css'

const ops = laboratory.operations
export type Handover = OutputFor<typeof ops.handovers>['rows'][number]
const keyOf = (batch: Handover): string => `${batch.siteId}|${batch.at}|${batch.place ?? ''}`

export default function SendingSection({ id }: { id: string }) {
  const { t, lang } = useLang()
  const refresh = useRefresh()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const waiting = useAsk(ops.handovers, { roundId: id }, { keep: true })
  useRoundChanges(() => void refresh(ops.handovers, ops.consignments, ops.labs))
  const rows = waiting.data?.rows
  const batches = rows?.filter((batch) => chosen.includes(keyOf(batch))) ?? []
  return (
    <>
      <Block title={t(w.waiting)} note={t(w.lead)} flush>
        <DataTable<Handover>
          id="laboratory.handovers"
          label={t(w.waiting)}
          rows={rows}
          rowKey={keyOf}
          chosen={chosen}
          onChoose={setChosen}
          empty={<Nothing title={t(w.waitingNone)} hint={t(w.waitingNoneHint)} />}
          columns={[
            { key: 'site', title: laboratoryWords.site, width: 240, cell: (batch) => batch.siteName },
            { key: 'at', title: laboratoryWords.when, width: 170, cell: (batch) => shanghaiMinute(batch.at) },
            { key: 'place', title: w.place, width: 200, cell: (batch) => batch.place ?? '' },
            { key: 'tubes', title: w.tubes, right: true, cell: (batch) => count(batch.tubes, lang) },
          ]}
        />
        {batches.length > 0 && <SendForm roundId={id} batches={batches} onSent={() => setChosen([])} />}
      </Block>
      <Consignments roundId={id} />
    </>
  )
}
