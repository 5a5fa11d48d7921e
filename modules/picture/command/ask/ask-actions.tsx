/** What is done with a question once it says what is wanted: kept, kept as a copy, pinned for others, told as of now, taken out as Excel. */
import { useNavigate } from '@tanstack/react-router'
import { App, Button, Checkbox, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { call, wordsOf } from '../../../../platform/web/client.ts'
import { ExportButton } from '../../../../platform/web/desk/export-button.tsx'
import { useAct } from '../../../../platform/web/desk/queries.ts'
import { freshId } from '../../../../platform/web/fresh-id.ts'
import { useLang } from '../../../../platform/web/lang.tsx'
import { useMay } from '../../../../platform/web/session.tsx'
import { web } from '../../../../platform/web/words.ts'
import { isAggregated } from '../../check-question.ts'
import { picture } from '../../contract.ts'
import type { Report } from '../../model.ts'
import type { Question } from '../../question.ts'
import { PinDialog } from '../daily/pin-dialog.tsx'
import { askWords as w } from '../words.ts'

interface AskActionsProps {
  readonly question: Question
  readonly saved: Report | null
  /** As it is called, where it has a name already. */
  readonly name: string | null
  readonly onSaved: (report: Report) => void
}

export function AskActions({ question, saved, name, onSaved }: AskActionsProps) {
  const { t, lang } = useLang()
  const [saving, setSaving] = useState<'change' | 'new' | null>(null)
  const [pinning, setPinning] = useState(false)
  const maySave = useMay(picture.operations.saveReport.roles)
  const mayPin = useMay(picture.operations.pinSnapshot.roles)
  const changed = saved !== null && JSON.stringify(saved.question) !== JSON.stringify(question)
  return (
    <>
      {saved?.mayChange && <RemoveButton report={saved} />}
      {mayPin && saved && !changed && isAggregated(question) && (
        <Button onClick={() => setPinning(true)}>{t(w.snapshot)}</Button>
      )}
      <ExportButton
        title={t(w.export)}
        purpose={question.purpose ?? undefined}
        start={(purpose) =>
          call(picture.operations.exportReport, { question, name: name ?? t(w.preview), purpose, lang })
        }
      />
      {maySave && saved && <Button onClick={() => setSaving('new')}>{t(w.saveAs)}</Button>}
      {maySave && (saved === null || saved.mayChange) && (
        <Button type="primary" onClick={() => setSaving(saved ? 'change' : 'new')}>
          {t(saved ? w.save : w.saveNew)}
        </Button>
      )}
      {saving && (
        <SaveDialog
          question={question}
          saved={saving === 'change' ? saved : null}
          name={saving === 'change' ? name : null}
          onClose={() => setSaving(null)}
          onSaved={onSaved}
        />
      )}
      {pinning && saved && (
        <PinDialog of="report" ofId={saved.id} first={saved.name} onClose={() => setPinning(false)} />
      )}
    </>
  )
}

interface SaveDialogProps extends AskActionsProps {
  readonly onClose: () => void
}

function SaveDialog({ question, saved, name, onClose, onSaved }: SaveDialogProps) {
  const { t } = useLang()
  const { message } = App.useApp()
  const [form] = Form.useForm<{ name: string; pinned: boolean }>()
  // One id for this dialog: sending twice cannot keep two.
  const [id] = useState(freshId)
  const save = useAct(picture.operations.saveReport, {
    refresh: [picture.room],
    onDone: (report) => {
      void message.success(t(w.savedDone))
      onClose()
      onSaved(report)
    },
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  return (
    <Modal
      open
      title={t(w.saveTitle)}
      onCancel={onClose}
      okText={t(web.save)}
      cancelText={t(web.cancel)}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ name: name ?? '', pinned: saved?.pinned ?? false }}
        onFinish={(values) =>
          save.mutate({ ...values, question, id: saved?.id ?? id, ...(saved ? { version: saved.version } : {}) })
        }
      >
        <Form.Item
          name="name"
          label={t(w.saveName)}
          rules={[{ required: true, whitespace: true, min: 2, max: 80, message: t(w.saveNameHint) }]}
        >
          <Input autoFocus maxLength={80} placeholder={t(w.saveNameHint)} />
        </Form.Item>
        <Form.Item name="pinned" valuePropName="checked" extra={t(w.pinHint)}>
          <Checkbox>{t(w.pin)}</Checkbox>
        </Form.Item>
      </Form>
    </Modal>
  )
}

function RemoveButton({ report }: { report: Report }) {
  const { t } = useLang()
  const navigate = useNavigate()
  const { modal, message } = App.useApp()
  const remove = useAct(picture.operations.removeReport, {
    refresh: [picture.room],
    onDone: () => {
      void message.success(t(w.removedDone))
      void navigate({ to: '/reports' })
    },
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  const ask = () =>
    modal.confirm({
      title: t(w.removeTitle, { name: report.name }),
      content: t(w.removeText),
      okText: t(w.removeDo),
      onOk: () => remove.mutateAsync({ id: report.id, version: report.version }).then(undefined, () => undefined),
    })
  return <Button onClick={() => void ask()}>{t(w.removeDo)}</Button>
}
