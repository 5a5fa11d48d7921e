/** The place where a list's file is dropped or chosen; it says how far the upload is, and why it was refused. */
import { Upload } from 'antd'
import { useState } from 'react'
import { wordsOf } from '../../client.ts'
import { useLang } from '../../lang.tsx'
import { ImportIcon } from '../icons.tsx'
import { listWords } from './words.ts'
import './lists.css'

/** Told the share sent, 0 to 1; throws what the server refused. */
export type Sending = (file: File, onProgress: (share: number) => void) => Promise<void>

export function FileDrop({ send, disabled }: { send: Sending; disabled?: boolean }) {
  const { t } = useLang()
  const [percent, setPercent] = useState<number | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const take = async (file: File) => {
    setRefused(null)
    setPercent(0)
    try {
      await send(file, (share) => setPercent(Math.floor(share * 100)))
    } catch (error) {
      setRefused(t(wordsOf(error)))
      setPercent(null)
    }
  }
  return (
    <>
      <Upload.Dragger
        accept=".xlsx,.csv"
        maxCount={1}
        showUploadList={false}
        disabled={disabled === true || percent !== null}
        beforeUpload={(file) => {
          void take(file)
          return false
        }}
      >
        <p className="import-drop-icon">
          <ImportIcon />
        </p>
        <p className="import-drop" aria-live="polite">
          {percent === null ? t(listWords.drop) : t(listWords.uploading, { percent })}
        </p>
        <p className="import-drop-hint">{t(listWords.dropHint)}</p>
      </Upload.Dragger>
      {refused && (
        <p className="import-refused" role="alert">
          {refused}
        </p>
      )}
    </>
  )
}
