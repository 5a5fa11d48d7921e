/** Where a file is dropped or chosen, how far it has gone, and why it was refused. */
import { Upload } from 'antd'
import { ImportIcon } from './icons.tsx'
import './drop-file.css'

interface DropFileProps {
  /** `.xlsx,.csv` */
  readonly accept: string
  /** What to do, or how far it is. */
  readonly says: string
  readonly hint: string
  readonly busy: boolean
  readonly refused: string | null
  readonly onFile: (file: File) => void
}

export function DropFile({ accept, says, hint, busy, refused, onFile }: DropFileProps) {
  return (
    <>
      <Upload.Dragger
        accept={accept}
        maxCount={1}
        showUploadList={false}
        disabled={busy}
        beforeUpload={(file) => {
          onFile(file)
          return false
        }}
      >
        <p className="drop-file-icon">
          <ImportIcon />
        </p>
        <p className="drop-file" aria-live="polite">
          {says}
        </p>
        <p className="drop-file-hint">{hint}</p>
      </Upload.Dragger>
      {refused && (
        <p className="drop-file-refused" role="alert">
          {refused}
        </p>
      )}
    </>
  )
}
