/** A new account: who, how they sign in, and in which roles and areas they act. */
import { App, Button, Drawer, Form, Input, Select } from 'antd'
import { access } from '../../pure/access-contract.ts'
import { type Role, roles } from '../../pure/roles.ts'
import { wordsOf } from '../client.ts'
import { AreaPicker } from '../desk/area-picker.tsx'
import { useAct } from '../desk/queries.ts'
import { freshId } from '../fresh-id.ts'
import { useT } from '../lang.tsx'
import { web } from '../words.ts'
import { PasswordField } from './password-given.tsx'
import { accessWords as w } from './words.ts'

interface Typed {
  name: string
  login: string
  password: string
  grants: { role: Role; path: string }[]
}

export function NewAccount({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT()
  const { message } = App.useApp()
  const [form] = Form.useForm<Typed>()
  const create = useAct(access.operations.createAccount, {
    refresh: [access.operations.accounts],
    onDone: () => {
      void message.success(t(w.accountCreated))
      onClose()
    },
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  return (
    <Drawer
      open={open}
      onClose={onClose}
      title={t(w.accountNew)}
      size={520}
      destroyOnHidden
      footer={
        <div className="drawer-foot">
          <Button onClick={onClose}>{t(web.cancel)}</Button>
          <Button type="primary" loading={create.isPending} onClick={() => form.submit()}>
            {t(w.accountNew)}
          </Button>
        </div>
      }
    >
      <Form<Typed>
        form={form}
        layout="vertical"
        requiredMark={false}
        preserve={false}
        initialValues={{ grants: [{}] }}
        onFinish={(typed) => create.mutate({ id: freshId(), ...typed })}
      >
        <Form.Item
          name="name"
          label={t(w.accountName)}
          rules={[{ required: true, whitespace: true, message: t(w.needName) }]}
        >
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="login"
          label={t(w.accountLogin)}
          extra={t(w.accountLoginHint)}
          normalize={(value: string) => value.trim().toLowerCase()}
          rules={[{ required: true, pattern: /^[a-z0-9._-]{2,40}$/, message: t(w.accountLoginHint) }]}
        >
          <Input maxLength={40} autoComplete="off" className="mono" />
        </Form.Item>
        <Form.Item
          name="password"
          label={t(w.accountPassword)}
          extra={`${t(w.accountPasswordHint)} ${t(w.accountHand)}`}
          rules={[{ required: true, min: 10, message: t(w.passwordShort) }]}
        >
          <PasswordField />
        </Form.Item>
        <Form.List name="grants">
          {(fields, { add, remove }) => (
            <>
              {fields.map((field) => (
                <div className="grant-row" key={field.key}>
                  <Form.Item name={[field.name, 'role']} rules={[{ required: true, message: t(w.needRole) }]}>
                    <Select
                      aria-label={t(w.auditRole)}
                      placeholder={t(w.needRole)}
                      options={roles.values.map((value) => ({ value, label: t(roles.words[value]) }))}
                    />
                  </Form.Item>
                  <Form.Item name={[field.name, 'path']} rules={[{ required: true, message: t(w.needArea) }]}>
                    <AreaPicker />
                  </Form.Item>
                  {fields.length > 1 && (
                    <Button
                      type="text"
                      aria-label={t(w.removeGrant)}
                      title={t(w.removeGrant)}
                      onClick={() => remove(field.name)}
                    >
                      ×
                    </Button>
                  )}
                </div>
              ))}
              <Button onClick={() => add({})}>{t(w.addGrant)}</Button>
            </>
          )}
        </Form.List>
      </Form>
    </Drawer>
  )
}
