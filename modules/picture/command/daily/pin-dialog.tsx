/** Keeps the figures as they are told now, with who told them and when. */
import { App, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { wordsOf } from '../../../../platform/web/client.ts'
import { useAct } from '../../../../platform/web/desk/queries.ts'
import { freshId } from '../../../../platform/web/fresh-id.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import { web } from '../../../../platform/web/words.ts'
import { picture } from '../../contract.ts'
import { askWords, dailyWords as w } from '../words.ts'

interface PinDialogProps {
  readonly of: 'daily' | 'report'
  readonly ofId: string
  readonly under?: string
  /** The name that is offered. */
  readonly first: string
  readonly onClose: () => void
}

export function PinDialog({ of, ofId, under, first, onClose }: PinDialogProps) {
  const t = useT()
  const { message } = App.useApp()
  const [form] = Form.useForm<{ name: string }>()
  const [id] = useState(freshId)
  const pin = useAct(picture.operations.pinSnapshot, {
    refresh: [picture.operations.snapshots],
    onDone: () => {
      void message.success(t(w.pinDone))
      onClose()
    },
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  return (
    <Modal
      open
      title={t(w.pinTitle)}
      onCancel={onClose}
      okText={t(w.pin)}
      cancelText={t(web.cancel)}
      confirmLoading={pin.isPending}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ name: first }}
        onFinish={({ name }) => pin.mutate({ id, of, ofId, name, ...(under ? { under } : {}) })}
      >
        <Form.Item
          name="name"
          label={t(w.pinName)}
          extra={t(w.pinHint)}
          rules={[{ required: true, whitespace: true, max: 80, message: t(askWords.saveNameHint) }]}
        >
          <Input autoFocus maxLength={80} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
