/** Paper out: asks what for, has everything read and booked, so that the paper is whole and on record, and only then prints. */
import { App, Button, Form, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { wordsOf } from '../client.ts'
import { useT } from '../lang.tsx'
import { web } from '../words.ts'
import { type Purpose, PurposeForm } from './purpose-form.tsx'

interface PrintButtonProps<Sheets> {
  readonly label: string
  readonly title: string
  readonly disabled?: boolean
  /** Said instead of asking for the purpose, e.g. that this is too much paper. */
  readonly refused?: string | null
  /** Reads everything and books the printing. */
  readonly read: (purpose: string) => Promise<Sheets>
  /** A `<Paper>` with the sheets; it calls `onPrinted` when it may go. */
  readonly paper: (sheets: Sheets, onPrinted: () => void) => ReactNode
}

export function PrintButton<Sheets>({
  label,
  title,
  disabled = false,
  refused,
  read,
  paper,
}: PrintButtonProps<Sheets>) {
  const t = useT()
  const { message } = App.useApp()
  const [form] = Form.useForm<Purpose>()
  const [asking, ask] = useState(false)
  const [sheets, setSheets] = useState<Sheets | null>(null)
  const [busy, setBusy] = useState(false)
  const print = async (purpose: string) => {
    setBusy(true)
    try {
      const whole = await read(purpose)
      ask(false)
      setSheets(whole)
    } catch (error) {
      void message.error(t(wordsOf(error)))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button disabled={disabled} onClick={() => (refused ? void message.warning(refused) : ask(true))}>
        {label}
      </Button>
      <Modal
        open={asking}
        title={title}
        onCancel={() => ask(false)}
        destroyOnHidden
        okText={t(web.print)}
        cancelText={t(web.cancel)}
        confirmLoading={busy}
        onOk={() => form.submit()}
      >
        <PurposeForm form={form} hint={t(web.printHint)} onPurpose={(purpose) => void print(purpose)} />
      </Modal>
      {sheets !== null && paper(sheets, () => setSheets(null))}
    </>
  )
}
