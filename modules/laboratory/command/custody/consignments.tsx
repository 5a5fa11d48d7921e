/** Batches sent to labs: received, but for the codes that did not arrive; or withdrawn as long as nothing did. */
import { App, Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { shanghaiMinute } from '../../../../platform/pure/time.ts'
import { type OutputFor, wordsOf } from '../../../../platform/web/client.ts'
import { DataTable } from '../../../../platform/web/desk/data-table.tsx'
import { Block, Nothing } from '../../../../platform/web/desk/desk-page.tsx'
import { count } from '../../../../platform/web/desk/figures.ts'
import { useAct, useAsk } from '../../../../platform/web/desk/queries.ts'
import { useLang } from '../../../../platform/web/lang.tsx'
import { laboratory } from '../../contract.ts'
import { laboratoryWords as l, sendingWords as w } from '../../words.ts'

const ops = laboratory.operations
type Consignment = OutputFor<typeof ops.consignments>['rows'][number]

export function Consignments({ roundId }: { roundId: string }) {
  const { t, lang } = useLang()
  const { modal, message } = App.useApp()
  const [receiving, setReceiving] = useState<Consignment | null>(null)
  const sent = useAsk(ops.consignments, { roundId }, { keep: true })
  const withdraw = useAct(ops.withdrawConsignment, {
    refresh: [laboratory.room],
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  const askWithdraw = (batch: Consignment) =>
    modal.confirm({
      title: t(w.withdrawSure),
      content: t(w.withdrawText),
      okText: t(w.withdraw),
      cancelText: t(l.cancel),
      onOk: () => withdraw.mutateAsync({ id: batch.id }).catch(() => undefined),
    })
  const named = (word: string, batch: Consignment): string => `${word} ${batch.labName} ${shanghaiMinute(batch.madeAt)}`
  return (
    <Block title={t(w.batches)} flush>
      <DataTable<Consignment>
        id="laboratory.consignments"
        label={t(w.batches)}
        rows={sent.data?.rows}
        rowKey={(batch) => batch.id}
        empty={<Nothing title={t(w.batchesNone)} />}
        rowTone={(batch) => (batch.withdrawnAt ? 'quiet' : undefined)}
        columns={[
          { key: 'lab', title: l.lab, width: 200, cell: (batch) => batch.labName },
          { key: 'made', title: l.when, width: 160, cell: (batch) => shanghaiMinute(batch.madeAt) },
          { key: 'day', title: w.day, width: 120, cell: (batch) => batch.day },
          { key: 'tubes', title: w.tubes, width: 90, right: true, cell: (batch) => count(batch.tubes, lang) },
          { key: 'received', title: w.received, width: 90, right: true, cell: (batch) => count(batch.received, lang) },
          { key: 'resulted', title: w.resulted, width: 90, right: true, cell: (batch) => count(batch.resulted, lang) },
          {
            key: 'state',
            title: l.stage,
            cell: (batch) => (batch.withdrawnAt ? t(w.withdrawn) : batch.overCapacity ? t(w.over) : ''),
          },
          {
            key: 'acts',
            title: w.receive,
            width: 220,
            cell: (batch) =>
              batch.withdrawnAt === null &&
              batch.received < batch.tubes && (
                <span className="row-actions">
                  <Button size="small" aria-label={named(t(w.receive), batch)} onClick={() => setReceiving(batch)}>
                    {t(w.receive)}
                  </Button>
                  {batch.received === 0 && batch.resulted === 0 && (
                    <Button
                      size="small"
                      type="text"
                      aria-label={named(t(w.withdraw), batch)}
                      onClick={() => askWithdraw(batch)}
                    >
                      {t(w.withdraw)}
                    </Button>
                  )}
                </span>
              ),
          },
        ]}
      />
      {receiving && <Receive batch={receiving} onClose={() => setReceiving(null)} />}
    </Block>
  )
}

function Receive({ batch, onClose }: { batch: Consignment; onClose: () => void }) {
  const { t, lang } = useLang()
  const { message } = App.useApp()
  const [missing, setMissing] = useState('')
  const except = missing.split(/[\s,，、;；]+/u).filter((code) => code !== '')
  const receive = useAct(ops.receiveConsignment, {
    refresh: [laboratory.room],
    onDone: ({ received }) => {
      void message.success(t(w.receivedDone, { n: count(received, lang) }))
      onClose()
    },
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  return (
    <Modal
      open
      title={t(w.receiveTitle, { lab: batch.labName, n: count(batch.tubes - except.length, lang) })}
      okText={t(w.receive)}
      cancelText={t(l.cancel)}
      confirmLoading={receive.isPending}
      onOk={() => receive.mutate({ id: batch.id, except })}
      onCancel={onClose}
    >
      <Form layout="vertical">
        <Form.Item label={t(w.except)} extra={t(w.exceptHint)} htmlFor="receive-except">
          <Input.TextArea
            id="receive-except"
            rows={3}
            value={missing}
            onChange={(event) => setMissing(event.target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}
