/** Appeals with the day by which each is answered; those past it come first. */
import { App, Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import { serverNow, wordsOf } from '../../../platform/web/client.ts'
import { choices } from '../../../platform/web/desk/choices.ts'
import { type Column, DataTable } from '../../../platform/web/desk/data-table.tsx'
import { Block, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { useAct, useAsk } from '../../../platform/web/desk/queries.ts'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { web } from '../../../platform/web/words.ts'
import { type Appeal, appealOutcomes } from '../answers.ts'
import { pass } from '../contract.ts'
import { PassFrame } from './pass-frame.tsx'
import { deskWords as w } from './words.ts'

const ops = pass.operations

export default function AppealsPage() {
  const t = useT()
  return (
    <PassFrame title={w.appeals} lead={w.appealsLead} back={{ to: '/passes', label: t(w.back) }}>
      {(operation) => <Appeals operationId={operation.id} />}
    </PassFrame>
  )
}

function Appeals({ operationId }: { operationId: string }) {
  const t = useT()
  const { message } = App.useApp()
  const [answering, answer] = useState<Appeal | null>(null)
  const [noting, note] = useState<string | null>(null)
  const list = useAsk(ops.appeals, { operationId })
  const measures = useAsk(ops.measures, { operationId })
  const after = {
    refresh: [pass.room],
    onDone: () => {
      answer(null)
      note(null)
    },
    onProblem: (error: Error) => void message.error(t(wordsOf(error))),
  }
  const send = useAct(ops.answerAppeal, after)
  const record = useAct(ops.noteAppeal, after)
  const late = ({ dueAt, answeredAt }: Appeal): boolean => answeredAt === null && Date.parse(dueAt) < serverNow()
  const columns: Column<Appeal>[] = [
    { key: 'name', title: w.name, width: 110, cell: ({ name }) => name },
    { key: 'document', title: w.document, width: 180, cell: ({ document }) => document },
    { key: 'grounds', title: w.grounds, cell: ({ grounds }) => grounds },
    { key: 'received', title: w.received, width: 140, cell: ({ receivedAt }) => shanghaiMinute(receivedAt) },
    {
      ...{ key: 'due', title: w.due, width: 190 },
      cell: (row) => `${shanghaiMinute(row.dueAt)}${late(row) ? ` · ${t(w.overdue)}` : ''}`,
    },
    {
      ...{ key: 'answer', title: w.answer, width: 240 },
      cell: (row) =>
        row.outcome === null ? (
          <Button size="small" type="primary" onClick={() => answer(row)}>
            {t(w.answer)}
          </Button>
        ) : (
          `${t(appealOutcomes.words[row.outcome])} · ${row.answer ?? ''}`
        ),
    },
  ]
  const needed = { required: true, message: t(w.required) }
  const confirmed = (measures.data?.measures ?? []).filter(({ confirmedAt }) => confirmedAt !== null)
  return (
    <>
      <Block flush>
        <DataTable
          id="pass.appeals"
          label={t(w.appeals)}
          columns={columns}
          rows={list.data?.appeals}
          rowKey={({ id }) => id}
          rowTone={(row) => (late(row) ? 'alarm' : row.answeredAt === null ? 'hand' : undefined)}
          loading={list.isFetching}
          empty={<Nothing title={t(w.noAppeals)} hint={t(w.noAppealsHint)} />}
          actions={confirmed.length > 0 && <Button onClick={() => note(freshId())}>{t(w.noteAppeal)}</Button>}
        />
      </Block>
      <Modal
        open={answering !== null}
        title={`${t(w.answer)} · ${answering?.name ?? ''}`}
        onCancel={() => answer(null)}
        footer={null}
        destroyOnHidden
      >
        <Form<{ outcome: (typeof appealOutcomes.values)[number]; answer: string }>
          layout="vertical"
          requiredMark={false}
          onFinish={(typed) => answering && send.mutate({ id: answering.id, ...typed })}
        >
          <Form.Item name="outcome" label={t(w.outcome)} rules={[needed]}>
            <Select options={choices(appealOutcomes, t)} />
          </Form.Item>
          <Form.Item name="answer" label={t(w.answer)} rules={[{ ...needed, min: 4 }]}>
            <Input.TextArea rows={4} maxLength={500} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={send.isPending}>
            {t(web.save)}
          </Button>
        </Form>
      </Modal>
      <Modal open={noting !== null} title={t(w.noteAppeal)} onCancel={() => note(null)} footer={null} destroyOnHidden>
        <Form<{ measureId: string; name: string; grounds: string }>
          layout="vertical"
          requiredMark={false}
          onFinish={(typed) => record.mutate({ id: noting ?? freshId(), ...typed })}
        >
          <Form.Item name="measureId" label={t(w.document)} rules={[needed]}>
            <Select
              options={confirmed.map(({ id, areaName, document }) => ({ value: id, label: `${areaName} ${document}` }))}
            />
          </Form.Item>
          <Form.Item name="name" label={t(w.name)} rules={[{ ...needed, whitespace: true }]}>
            <Input maxLength={80} autoComplete="off" />
          </Form.Item>
          <Form.Item name="grounds" label={t(w.grounds)} rules={[{ ...needed, min: 4 }]}>
            <Input.TextArea rows={4} maxLength={500} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={record.isPending}>
            {t(web.save)}
          </Button>
        </Form>
      </Modal>
    </>
  )
}
