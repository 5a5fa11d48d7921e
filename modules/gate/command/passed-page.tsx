/** Who passed a gate in a stretch of time: shown for a stated purpose only, every asking on the ledger. */
import './gate.css'
import { App, Button, Form, Select } from 'antd'
import { useState } from 'react'
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import { call, type InputFor, type OutputFor, serverNow, wordsOf } from '../../../platform/web/client.ts'
import { choices } from '../../../platform/web/desk/choices.ts'
import { DataTable } from '../../../platform/web/desk/data-table.tsx'
import { Block, DeskPage, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { ExportButton } from '../../../platform/web/desk/export-button.tsx'
import { useAct, useAsk } from '../../../platform/web/desk/queries.ts'
import { WhenPicker } from '../../../platform/web/desk/when-picker.tsx'
import { useLang } from '../../../platform/web/lang.tsx'
import { gates } from '../contract.ts'
import { directions, outcomes, searchPurposes, ways } from '../model.ts'
import { gateDesk as w } from './words.ts'

type Question = InputFor<typeof gates.operations.passedHere>
type Row = OutputFor<typeof gates.operations.passedHere>['rows'][number]
const HOUR = 3600_000

export default function PassedPage() {
  const { t, lang } = useLang()
  const { message } = App.useApp()
  const [form] = Form.useForm<Question>()
  const [shown, setShown] = useState<{ question: Question; rows: readonly Row[] } | null>(null)
  const list = useAsk(gates.operations.gates, {}, { staleTime: 60_000 })
  const ask = useAct(gates.operations.passedHere, {
    onDone: ({ rows }, question) => setShown({ question, rows }),
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  const needed = { required: true, message: t(w.required) }
  const now = serverNow()
  return (
    <DeskPage title={t(w.passed)} lead={t(w.passedLead)}>
      <Block>
        <Form<Question>
          form={form}
          layout="vertical"
          requiredMark={false}
          className="gate-ask"
          initialValues={{ from: new Date(now - HOUR).toISOString(), until: new Date(now).toISOString() }}
          onFinish={(question) => ask.mutate(question)}
        >
          <Form.Item name="gateId" label={t(w.gate)} rules={[needed]}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={list.data?.gates.map((gate) => ({ value: gate.id, label: gate.name })) ?? []}
            />
          </Form.Item>
          <Form.Item name="from" label={t(w.from)} rules={[needed]}>
            <WhenPicker label={t(w.from)} />
          </Form.Item>
          <Form.Item
            name="until"
            label={t(w.until)}
            dependencies={['from']}
            rules={[
              needed,
              ({ getFieldValue }) => ({
                validator: (_, until: string) => {
                  const span = Date.parse(until) - Date.parse(String(getFieldValue('from')))
                  return span > 0 && span <= 6 * HOUR ? Promise.resolve() : Promise.reject(new Error(t(w.tooLong)))
                },
              }),
            ]}
          >
            <WhenPicker label={t(w.until)} />
          </Form.Item>
          <Form.Item name="purpose" label={t(w.purpose)} rules={[needed]}>
            <Select options={choices(searchPurposes, t)} />
          </Form.Item>
          <Form.Item>
            <Button type="primary" htmlType="submit" loading={ask.isPending}>
              {t(w.ask)}
            </Button>
          </Form.Item>
        </Form>
      </Block>
      <Block flush>
        <DataTable<Row>
          id="gate.passed"
          label={t(w.passed)}
          rows={shown?.rows ?? []}
          rowKey={(row) => row.id}
          empty={<Nothing title={t(shown ? w.noHouseholds : w.nothingAsked)} />}
          {...(shown
            ? {
                filters: <span role="status">{t(w.found, { n: shown.rows.length })}</span>,
                actions: (
                  <ExportButton
                    purpose={t(searchPurposes.words[shown.question.purpose])}
                    start={(purpose) => {
                      const { gateId, from, until } = shown.question
                      return call(gates.operations.exportPassed, { gateId, from, until, purpose, lang })
                    }}
                  />
                ),
              }
            : {})}
          columns={[
            { key: 'at', title: w.at, width: 160, cell: (row) => shanghaiMinute(row.at) },
            { key: 'direction', title: w.direction, width: 90, cell: (row) => t(directions.words[row.direction]) },
            { key: 'way', title: w.way, width: 120, cell: (row) => t(ways.words[row.way]) },
            { key: 'outcome', title: w.outcome, width: 130, cell: (row) => t(outcomes.words[row.outcome]) },
            {
              ...{ key: 'who', title: w.person },
              cell: (row) => (row.number === null ? t(w.noPass) : `${row.number} ${row.name ?? ''}`),
            },
          ]}
        />
      </Block>
    </DeskPage>
  )
}
