/** The briefing of a post or a group: written anew, or noted as read out to everybody. */
import { Button, Form, Input, Modal } from 'antd'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { web } from '../../../platform/web/words.ts'
import { deployment } from '../contract.ts'
import { deployWords as w } from '../words.ts'
import { useDo } from './use-deployment.ts'

interface DialogProps {
  readonly of: 'post' | 'group'
  readonly ofId: string
  readonly briefing: { readonly id: string; readonly version: number; readonly body: string } | null
  /** Who should hear it. */
  readonly people: readonly string[]
  readonly onClose: () => void
}

export function BriefingDialog({ of, ofId, briefing, people, onClose }: DialogProps) {
  const t = useT()
  const [form] = Form.useForm<{ body: string }>()
  const write = useDo(deployment.operations.writeBriefing, onClose)
  const told = useDo(deployment.operations.noteConfirmed, onClose)
  return (
    <Modal
      open
      title={briefing ? `${t(w.briefing)} · ${t(w.version, { n: briefing.version })}` : t(w.writeBriefing)}
      onCancel={onClose}
      footer={
        <>
          {briefing && people.length > 0 && (
            <Button
              loading={told.isPending}
              onClick={() => told.mutate({ briefingId: briefing.id, people: [...people] })}
            >
              {t(w.readOut)}
            </Button>
          )}
          <Button onClick={onClose}>{t(web.cancel)}</Button>
          <Button type="primary" loading={write.isPending} onClick={() => form.submit()}>
            {t(web.save)}
          </Button>
        </>
      }
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ body: briefing?.body ?? '' }}
        onFinish={({ body }: { body: string }) => write.mutate({ id: freshId(), of, ofId, body })}
      >
        <Form.Item
          name="body"
          label={t(w.briefing)}
          extra={t(w.briefingHint)}
          rules={[{ required: true, whitespace: true, message: t(w.required) }]}
        >
          <Input.TextArea rows={8} maxLength={4000} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
