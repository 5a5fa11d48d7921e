/** A link without an account as a code to be scanned from the screen. The secret stands in the fragment: no server's log ever holds it. */
import { App, Button, Modal } from 'antd'
import type { ReactNode } from 'react'
import type { Word } from '../../../platform/pure/words.ts'
import { QrCode } from '../../../platform/web/desk/qr-code.tsx'
import { useT } from '../../../platform/web/lang.tsx'
import { deskWords as w } from './words.ts'

export const linkOf = (token: string): string => `${location.origin}/r/pass#${token}`

interface PassLinkProps {
  readonly token: string
  readonly title: Word
  readonly hint?: Word
  readonly onClose: () => void
  readonly children?: ReactNode
}

export function PassLink({ token, title, hint, onClose, children }: PassLinkProps) {
  const t = useT()
  const { message } = App.useApp()
  const link = linkOf(token)
  return (
    <Modal open title={t(title)} onCancel={onClose} footer={null} width={460}>
      {hint && <p>{t(hint)}</p>}
      <div className="pass-qr-box">
        <QrCode text={link} label={t(title)} />
        <code data-testid="pass-link">{link}</code>
        <div className="pass-acts">
          <Button
            onClick={() => void navigator.clipboard.writeText(link).then(() => void message.success(t(w.copied)))}
          >
            {t(w.copy)}
          </Button>
          {children}
        </div>
      </div>
    </Modal>
  )
}
