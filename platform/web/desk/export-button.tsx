/**
 * Excel out: asks for the purpose, starts the export, shows how far it is and fetches the file when it is made.
 * The dialog may be left at any time; the file is then found under "My exports".
 */
import { App, Button, Form, Modal, Progress } from 'antd'
import { useState } from 'react'
import { access } from '../../pure/access-contract.ts'
import { fileUrl, wordsOf } from '../client.ts'
import { useLang } from '../lang.tsx'
import { web } from '../words.ts'
import { count } from './figures.ts'
import { DownloadIcon } from './icons.tsx'
import { type Purpose, PurposeForm } from './purpose-form.tsx'
import { useAsk } from './queries.ts'

interface ExportButtonProps {
  /** Starts it, e.g. `(purpose) => call(register.operations.exportResidents, { …filter, purpose, lang })`. */
  readonly start: (purpose: string) => Promise<{ readonly fileId: string }>
  readonly label?: string
  readonly title?: string
  /** The purpose as it was stated before, to be confirmed or changed. */
  readonly purpose?: string | undefined
  /** An export that needs no purpose (one's own wrong rows) starts at once. */
  readonly noPurpose?: boolean
  readonly disabled?: boolean
  readonly type?: 'default' | 'primary' | 'text' | 'link'
}

/** Fetches a finished export without leaving the page. */
export function fetchFile(fileId: string): void {
  const link = document.createElement('a')
  link.href = fileUrl(fileId)
  link.download = ''
  document.body.append(link)
  link.click()
  link.remove()
}

function Making({ fileId }: { fileId: string }) {
  const { t, lang } = useLang()
  const [begun, setBegun] = useState(false)
  const asked = useAsk(
    access.operations.files,
    { id: fileId },
    // Until it is known that the download arrived: one that breaks can be begun again here.
    { every: (last) => (last?.files[0]?.state === 'fetched' ? false : 1000), staleTime: 0 },
  )
  const file = asked.data?.files[0]
  if (file?.state === 'ready' && !begun) {
    setBegun(true)
    setTimeout(() => fetchFile(fileId))
  }
  if (file?.state === 'fetched') return <p role="status">{t(web.exportFetched)}</p>
  if (file?.state === 'failed' || file?.state === 'gone') return <p role="alert">{t(web.exportFailed)}</p>
  if (file?.state === 'ready') {
    return (
      <p role="status">
        {t(web.exportReady)}{' '}
        <Button type="link" onClick={() => fetchFile(fileId)}>
          {t(web.exportAgain)}
        </Button>
      </p>
    )
  }
  const done = file?.rowsDone ?? 0
  const total = file?.rowsTotal ?? null
  return (
    <div role="status">
      <p style={{ margin: 0 }}>{t(web.exportMaking)}</p>
      <Progress
        percent={total ? Math.floor((done / total) * 100) : 0}
        showInfo={total !== null}
        status="active"
        aria-label={t(web.exportMaking)}
      />
      <p className="muted" style={{ margin: 0 }}>
        {total === null
          ? t(web.rowsDone, { done: count(done, lang) })
          : t(web.rowsDoneOf, { done: count(done, lang), total: count(total, lang) })}
        {' · '}
        {t(web.exportLeave)}
      </p>
    </div>
  )
}

export function ExportButton({
  start,
  label,
  title,
  purpose,
  noPurpose,
  disabled,
  type = 'default',
}: ExportButtonProps) {
  const { t } = useLang()
  const { message } = App.useApp()
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  const [fileId, setFileId] = useState<string | null>(null)
  const [form] = Form.useForm<Purpose>()

  const begin = async (stated: string) => {
    setBusy(true)
    try {
      setFileId((await start(stated)).fileId)
    } catch (error) {
      void message.error(t(wordsOf(error)))
      if (noPurpose) setOpen(false)
    } finally {
      setBusy(false)
    }
  }
  const show = () => {
    setFileId(null)
    setOpen(true)
    if (noPurpose) void begin('')
  }
  return (
    <>
      <Button icon={<DownloadIcon />} type={type} disabled={disabled === true} onClick={show}>
        {label ?? t(web.exportOut)}
      </Button>
      <Modal
        open={open}
        title={title ?? t(web.exportTitle)}
        onCancel={() => setOpen(false)}
        destroyOnHidden
        footer={
          fileId || noPurpose ? (
            <Button onClick={() => setOpen(false)}>{t(web.close)}</Button>
          ) : (
            <>
              <Button onClick={() => setOpen(false)}>{t(web.cancel)}</Button>
              <Button type="primary" loading={busy} onClick={() => form.submit()}>
                {t(web.exportGo)}
              </Button>
            </>
          )
        }
      >
        {fileId ? (
          <Making fileId={fileId} />
        ) : noPurpose ? null : (
          <PurposeForm form={form} onPurpose={(stated) => void begin(stated)} first={purpose} />
        )}
      </Modal>
    </>
  )
}
