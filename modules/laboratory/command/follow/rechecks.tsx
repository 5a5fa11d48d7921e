/** Tubes to be re-checked, the most urgent first: who owns each, until when, and what can be done about it. */
import { App, Button, Form, Modal, Select } from 'antd'
import { useState } from 'react'
import { shanghaiMinute } from '../../../../platform/pure/time.ts'
import { wordsOf } from '../../../../platform/web/client.ts'
import { DataTable } from '../../../../platform/web/desk/data-table.tsx'
import { Block, Nothing } from '../../../../platform/web/desk/desk-page.tsx'
import { useAct, useAsk } from '../../../../platform/web/desk/queries.ts'
import { WhenPicker } from '../../../../platform/web/desk/when-picker.tsx'
import { useT } from '../../../../platform/web/lang.tsx'
import { laboratory } from '../../contract.ts'
import type { Recheck } from '../../model.ts'
import { followWords as w, laboratoryWords as l } from '../../words.ts'
import { Deadline } from './deadline.tsx'

const ops = laboratory.operations

export function Rechecks({ settled, now }: { settled: boolean; now: number }) {
  const t = useT()
  const [assigning, setAssigning] = useState<Recheck | null>(null)
  const list = useAsk(ops.rechecks, { open: !settled }, { keep: true })
  return (
    <Block title={t(w.rechecks)} flush>
      <DataTable<Recheck>
        id="laboratory.rechecks"
        label={t(w.rechecks)}
        rows={list.data?.rows}
        rowKey={(row) => row.tubeId}
        empty={<Nothing title={t(w.rechecksNone)} />}
        rowTone={(row) => (row.settledAt ? 'quiet' : now >= Date.parse(row.dueAt) ? 'alarm' : undefined)}
        columns={[
          { key: 'code', title: l.code, width: 120, cell: (row) => <span className="mono">{row.code}</span> },
          { key: 'round', title: l.round, width: 140, cell: (row) => row.roundName },
          { key: 'site', title: l.site, width: 140, cell: (row) => row.siteName },
          { key: 'heads', title: l.heads, width: 70, right: true, cell: (row) => row.heads },
          { key: 'owner', title: l.owner, width: 120, cell: (row) => row.ownerName },
          {
            key: 'due',
            title: w.due,
            width: 220,
            cell: (row) =>
              row.settledAt ? (
                `${t(row.settledHow === 'opened' ? w.settledOpened : w.settledResult)} ${shanghaiMinute(row.settledAt)}`
              ) : (
                <>
                  <Deadline due={row.dueAt} now={now} />
                  {row.escalatedAt && <div className="recheck-escalated">{t(w.escalated)}</div>}
                </>
              ),
          },
          {
            key: 'acts',
            title: l.acts,
            cell: (row) => !row.settledAt && <Acts row={row} onAssign={setAssigning} />,
          },
        ]}
      />
      {assigning && <Assign row={assigning} onClose={() => setAssigning(null)} />}
    </Block>
  )
}

function Acts({ row, onAssign }: { row: Recheck; onAssign: (row: Recheck) => void }) {
  const t = useT()
  const { modal, message } = App.useApp()
  const ask = useAct(ops.askRetests, {
    refresh: [laboratory.room],
    onDone: ({ people }) => void message.success(t(w.asked, { n: people })),
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  return (
    <span className="row-actions">
      <Button size="small" aria-label={`${t(w.assign)} ${row.code}`} onClick={() => onAssign(row)}>
        {t(w.assign)}
      </Button>
      <Button
        size="small"
        aria-label={`${t(w.ask)} ${row.code}`}
        onClick={() =>
          modal.confirm({
            title: t(w.askSure, { code: row.code, n: row.heads }),
            okText: t(w.ask),
            cancelText: t(l.cancel),
            onOk: () => ask.mutateAsync({ tubeId: row.tubeId }).catch(() => undefined),
          })
        }
      >
        {t(w.ask)}
      </Button>
    </span>
  )
}

function Assign({ row, onClose }: { row: Recheck; onClose: () => void }) {
  const t = useT()
  const { message } = App.useApp()
  const [ownerId, setOwner] = useState(row.ownerId)
  const [dueAt, setDue] = useState(row.dueAt)
  const owners = useAsk(ops.owners, { tubeId: row.tubeId })
  const assign = useAct(ops.assignRecheck, {
    refresh: [ops.rechecks, ops.alarms],
    onDone: () => {
      void message.success(t(w.assigned))
      onClose()
    },
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  return (
    <Modal
      open
      title={t(w.assignTitle, { code: row.code })}
      okText={t(l.save)}
      cancelText={t(l.cancel)}
      confirmLoading={assign.isPending}
      onOk={() => assign.mutate({ tubeId: row.tubeId, ownerId, dueAt })}
      onCancel={onClose}
    >
      <Form layout="vertical">
        <Form.Item label={t(l.owner)} htmlFor="recheck-owner">
          <Select
            id="recheck-owner"
            value={ownerId}
            onChange={setOwner}
            loading={owners.isLoading}
            options={(owners.data?.people ?? [{ id: row.ownerId, name: row.ownerName }]).map(({ id, name }) => ({
              value: id,
              label: name,
            }))}
          />
        </Form.Item>
        <Form.Item label={t(w.due)} htmlFor="recheck-due">
          <WhenPicker id="recheck-due" value={dueAt} onChange={(next) => next && setDue(next)} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
