/** One's own password: the old one, the new one twice. */
import { App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { access } from '../../pure/access-contract.ts'
import { call, wordsOf } from '../client.ts'
import { useT } from '../lang.tsx'
import { accessWords as w } from './words.ts'

interface Typed {
  current: string
  next: string
  again: string
}

export function PasswordForm({ onDone }: { onDone: () => void }) {
  const t = useT()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const [form] = Form.useForm<Typed>()
  const change = async ({ current, next }: Typed) => {
    setBusy(true)
    try {
      await call(access.operations.changePassword, { current, next })
      form.resetFields()
      onDone()
    } catch (error) {
      void message.error(t(wordsOf(error)))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={(typed) => void change(typed)}
      style={{ maxWidth: 360 }}
    >
      <Form.Item name="current" label={t(w.passwordNow)} rules={[{ required: true, message: t(w.passwordNow) }]}>
        <Input.Password autoComplete="current-password" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="next"
        label={t(w.passwordNext)}
        extra={t(w.passwordShort)}
        dependencies={['current']}
        rules={[
          { required: true, min: 10, message: t(w.passwordShort) },
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              value && value === getFieldValue('current')
                ? Promise.reject(new Error(t(w.passwordSame)))
                : Promise.resolve(),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="again"
        label={t(w.passwordAgain)}
        dependencies={['next']}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              value === getFieldValue('next') ? Promise.resolve() : Promise.reject(new Error(t(w.passwordDiffers))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={busy}>
        {t(w.password)}
      </Button>
    </Form>
  )
}
