/** A password that an administrator gives: typed or generated, handed over in person. */
import { App, Button, Form, Input, Space } from 'antd'
import { access } from '../../pure/access-contract.ts'
import { wordsOf } from '../client.ts'
import { useAct } from '../desk/queries.ts'
import { useT } from '../lang.tsx'
import { accessWords as w } from './words.ts'

// No 0 O 1 l I: it is read from a slip of paper.
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Twelve letters and digits in groups of four: 59 bits. */
export function newPassword(): string {
  const dice = crypto.getRandomValues(new Uint32Array(12))
  const text = Array.from(dice, (n) => LETTERS[n % LETTERS.length]).join('')
  return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`
}

interface FieldProps {
  readonly value?: string
  readonly onChange?: (value: string) => void
  readonly id?: string
}

export function PasswordField({ value = '', onChange, id }: FieldProps) {
  const t = useT()
  return (
    <Space.Compact block>
      <Input
        {...(id ? { id } : {})}
        className="mono"
        autoComplete="off"
        maxLength={200}
        value={value}
        onChange={(e) => onChange?.(e.target.value)}
      />
      <Button onClick={() => onChange?.(newPassword())}>{t(w.accountGenerate)}</Button>
    </Space.Compact>
  )
}

export function PasswordGiven({ accountId, onDone }: { accountId: string; onDone: () => void }) {
  const t = useT()
  const { message } = App.useApp()
  const act = useAct(access.operations.setPassword, {
    onDone: () => {
      void message.success(t(w.setPasswordDone))
      onDone()
    },
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  return (
    <Form<{ password: string }>
      layout="vertical"
      requiredMark={false}
      onFinish={({ password }) => act.mutate({ accountId, password })}
    >
      <Form.Item
        name="password"
        label={t(w.accountPassword)}
        extra={`${t(w.accountPasswordHint)} ${t(w.accountHand)}`}
        rules={[{ required: true, min: 10, message: t(w.passwordShort) }]}
      >
        <PasswordField />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={act.isPending}>
        {t(w.setPassword)}
      </Button>
    </Form>
  )
}
