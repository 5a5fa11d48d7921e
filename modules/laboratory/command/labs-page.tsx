/** Labs as records: what each tests in a day, and how much of today is taken. */
import { App, Button, Form, Input, InputNumber, Switch } from 'antd'
import { useState } from 'react'
import { wordsOf } from '../../../platform/web/client.ts'
import { DataTable } from '../../../platform/web/desk/data-table.tsx'
import { Block, DeskPage, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { FormDialog } from '../../../platform/web/desk/form-dialog.tsx'
import { Bar } from '../../../platform/web/desk/figure.tsx'
import { count } from '../../../platform/web/desk/figures.ts'
import { PlusIcon } from '../../../platform/web/desk/icons.tsx'
import { useAct, useAsk } from '../../../platform/web/desk/queries.ts'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import { useLive } from '../../../platform/web/live.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { laboratory } from '../contract.ts'
import { decideLoad } from '../load.ts'
import type { Lab } from '../model.ts'
import { POLICY } from '../policy.ts'
import { labWords as w, laboratoryWords } from '../words.ts'
import './laboratory.css'

const { labSaved, consigned, consignmentWithdrawn } = laboratory.events
const topics = [labSaved.type, consigned.type, consignmentWithdrawn.type]
type LabDraft = Pick<Lab, 'id' | 'name' | 'capacity' | 'contact' | 'phone' | 'closed'>
const newLab = (): LabDraft => ({
  id: freshId(),
  name: '',
  capacity: POLICY.capacity,
  contact: null,
  phone: null,
  closed: false,
})

export default function LabsPage() {
  const { t, lang } = useLang()
  const [editing, setEditing] = useState<LabDraft | null>(null)
  const may = useMay(laboratory.operations.saveLab.roles)
  const labs = useAsk(laboratory.operations.labs, {})
  useLive(topics, () => void labs.refetch())
  const add = may && (
    <Button type="primary" icon={<PlusIcon />} onClick={() => setEditing(newLab())}>
      {t(w.add)}
    </Button>
  )
  return (
    <DeskPage title={t(laboratoryWords.labs)} lead={t(w.lead)} actions={labs.data?.labs.length ? add : undefined}>
      <Block flush>
        <DataTable<Lab>
          id="laboratory.labs"
          label={t(laboratoryWords.labs)}
          rows={labs.data?.labs}
          rowKey={(lab) => lab.id}
          empty={<Nothing title={t(w.none)} hint={t(w.noneHint)} action={add} />}
          rowTone={(lab) => (lab.closed ? 'quiet' : lab.load > lab.capacity ? 'hand' : undefined)}
          columns={[
            { key: 'name', title: w.name, width: 220, cell: (lab) => lab.name },
            {
              key: 'capacity',
              title: w.capacity,
              width: 150,
              right: true,
              cell: (lab) => count(lab.capacity, lang),
            },
            { key: 'today', title: w.today, width: 200, cell: (lab) => <Load lab={lab} /> },
            { key: 'contact', title: w.contact, width: 120, cell: (lab) => lab.contact ?? '' },
            {
              key: 'phone',
              title: w.phone,
              width: 150,
              cell: (lab) => <span className="mono">{lab.phone ?? ''}</span>,
            },
            { key: 'state', title: w.closed, cell: (lab) => t(lab.closed ? w.closed : w.inUse) },
            ...(may
              ? [
                  {
                    key: 'change',
                    title: w.change,
                    width: 100,
                    cell: (lab: Lab) => (
                      <Button size="small" aria-label={`${t(w.change)} ${lab.name}`} onClick={() => setEditing(lab)}>
                        {t(w.change)}
                      </Button>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </Block>
      {editing && <LabForm lab={editing} onClose={() => setEditing(null)} />}
    </DeskPage>
  )
}

function Load({ lab }: { lab: Lab }) {
  const { t, lang } = useLang()
  const { verdict, because } = decideLoad({ capacity: lab.capacity, assigned: lab.load, about: 0 }, POLICY)
  return (
    <span className="lab-load" title={t(because)}>
      <span>{count(lab.load, lang)}</span>
      <Bar part={lab.load} whole={lab.capacity} label={t(because)} {...(verdict === 'room' ? {} : { tone: 'hand' })} />
    </span>
  )
}

function LabForm({ lab, onClose }: { lab: LabDraft; onClose: () => void }) {
  const { t } = useLang()
  const { message } = App.useApp()
  const save = useAct(laboratory.operations.saveLab, {
    refresh: [laboratory.operations.labs],
    onDone: () => {
      void message.success(t(w.saved))
      onClose()
    },
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  return (
    <FormDialog<LabDraft>
      title={t(lab.name === '' ? w.add : w.change)}
      first={lab}
      saving={save.isPending}
      onSave={(values) =>
        save.mutate({
          ...values,
          id: lab.id,
          contact: values.contact?.trim() || null,
          phone: values.phone?.trim() || null,
        })
      }
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label={t(w.name)}
        rules={[{ required: true, min: 2, max: 60, whitespace: true, message: t(w.nameShort) }]}
      >
        <Input maxLength={60} autoFocus />
      </Form.Item>
      <Form.Item name="capacity" label={t(w.capacity)} rules={[{ required: true }]}>
        <InputNumber min={1} max={1_000_000} precision={0} step={1000} style={{ width: '100%' }} />
      </Form.Item>
      <div className="pair">
        <Form.Item name="contact" label={t(w.contact)}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="phone" label={t(w.phone)}>
          <Input maxLength={30} />
        </Form.Item>
      </div>
      <Form.Item name="closed" label={t(w.closed)} valuePropName="checked">
        <Switch />
      </Form.Item>
    </FormDialog>
  )
}
