/** The transcript as a file, to the letter as it was published and drawn. */
import { Button } from 'antd'
import { call } from '../../../../platform/web/client.ts'
import { DownloadIcon } from '../../../../platform/web/desk/icons.tsx'
import { useT } from '../../../../platform/web/lang.tsx'
import { mobilize } from '../../contract.ts'
import { deskWords as w } from '../words.ts'
import { useTold } from './wave-steps.tsx'

export function TranscriptButton({ callUpId, wave }: { callUpId: string; wave: number }) {
  const t = useT()
  const told = useTold()
  const fetchIt = async (): Promise<void> => {
    try {
      const { file } = await call(mobilize.operations.transcript, { callUpId, wave })
      const url = URL.createObjectURL(new Blob([file], { type: 'application/json' }))
      const link = document.createElement('a')
      link.href = url
      link.download = `draw-${callUpId.slice(-8)}-${wave}.json`
      link.click()
      setTimeout(() => URL.revokeObjectURL(url), 1000)
    } catch (error) {
      told(error as Error)
    }
  }
  return (
    <Button icon={<DownloadIcon />} title={t(w.checkIt)} onClick={() => void fetchIt()}>
      {t(w.transcript)}
    </Button>
  )
}
