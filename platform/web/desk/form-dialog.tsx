/** A form in a dialog: what takes something away stands apart at the foot, beside cancel and save. */
import { Button, Form, type FormInstance, Modal } from 'antd'
import type { ReactNode } from 'react'
import { useT } from '../lang.tsx'
import { web } from '../words.ts'

interface FormDialogProps<Typed> {
  readonly title: string
  readonly first: { readonly [K in keyof Typed]?: Typed[K] | null }
  readonly saving: boolean
  readonly onSave: (typed: Typed) => void
  readonly onClose: () => void
  /** Only where something stands already that can be taken away. */
  readonly danger?: { readonly label: string; readonly busy?: boolean; readonly onClick: () => void } | null
  /** Of a caller that watches what is typed. */
  readonly form?: FormInstance<Typed>
  readonly children: ReactNode
}

export function FormDialog<Typed extends object>(props: FormDialogProps<Typed>) {
  const { title, first, saving, onSave, onClose, danger, children } = props
  const t = useT()
  const [form] = Form.useForm<Typed>(props.form)
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      footer={
        <>
          {danger && (
            <Button danger loading={danger.busy ?? false} onClick={danger.onClick}>
              {danger.label}
            </Button>
          )}
          <Button onClick={onClose}>{t(web.cancel)}</Button>
          <Button type="primary" loading={saving} onClick={() => form.submit()}>
            {t(web.save)}
          </Button>
        </>
      }
    >
      <Form<Typed> form={form} layout="vertical" requiredMark={false} initialValues={first} onFinish={onSave}>
        {children}
      </Form>
    </Modal>
  )
}
