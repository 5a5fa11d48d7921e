/** Changing one's own password. */
import { App } from 'antd'
import { Block, DeskPage } from '../desk/desk-page.tsx'
import { useT } from '../lang.tsx'
import { PasswordForm } from './password-form.tsx'
import { accessWords as w } from './words.ts'

export default function PasswordPage() {
  const t = useT()
  const { message } = App.useApp()
  return (
    <DeskPage title={t(w.password)} lead={t(w.passwordLead)}>
      <Block>
        <PasswordForm onDone={() => void message.success(t(w.passwordDone))} />
      </Block>
    </DeskPage>
  )
}
