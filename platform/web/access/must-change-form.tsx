/** The password form on its own, before the desk opens: brings Ant Design itself. */
import AntdFrame from '../desk/antd-frame.tsx'
import { useSession } from '../session.tsx'
import { PasswordForm } from './password-form.tsx'

export default function MustChangeForm() {
  const { refresh } = useSession()
  return (
    <AntdFrame>
      <PasswordForm onDone={() => void refresh()} />
    </AntdFrame>
  )
}
