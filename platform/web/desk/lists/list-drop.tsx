/** The place where a list's file is dropped or chosen; it says how far the upload is, and why it was refused. */
import { useState } from 'react'
import { wordsOf } from '../../client.ts'
import { useLang } from '../../lang.tsx'
import { DropFile } from '../drop-file.tsx'
import { listWords } from './words.ts'

/** Told the share sent, 0 to 1; throws what the server refused. */
export type Sending = (file: File, onProgress: (share: number) => void) => Promise<void>

export function ListDrop({ send }: { send: Sending }) {
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
    <DropFile
      accept=".xlsx,.csv"
      says={percent === null ? t(listWords.drop) : t(listWords.uploading, { percent })}
      hint={t(listWords.dropHint)}
      busy={percent !== null}
      refused={refused}
      onFile={(file) => void take(file)}
    />
  )
}
