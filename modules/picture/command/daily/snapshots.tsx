/** What was pinned, by whom and when; each can be held against what is true now. */
import { Button } from 'antd'
import { shanghaiMinute } from '../../../../platform/pure/time.ts'
import { Block } from '../../../../platform/web/desk/desk-page.tsx'
import { useAsk } from '../../../../platform/web/desk/queries.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import { useLive } from '../../../../platform/web/live.ts'
import { picture } from '../../contract.ts'
import type { Snapshot } from '../../model.ts'
import { dailyWords as w } from '../words.ts'
import './daily.css'
import '../reports.css'

interface SnapshotsProps {
  readonly ofId: string
  readonly chosen: string | null
  readonly onChoose: (snapshot: Snapshot | null) => void
}

export function Snapshots({ ofId, chosen, onChoose }: SnapshotsProps) {
  const t = useT()
  const { data, refetch } = useAsk(picture.operations.snapshots, { ofId })
  useLive([picture.events.snapshotPinned.type], () => void refetch())
  const all = data?.snapshots ?? []
  return (
    <Block title={t(w.snapshots)} flush>
      {all.length === 0 ? (
        <p className="daily-none muted">{t(w.snapshotsNone)}</p>
      ) : (
        <ul className="report-rows">
          {all.map((one) => (
            <li key={one.id} className="snapshot">
              <strong>{one.name}</strong>
              <span className="muted">{t(w.by, { author: one.author, when: shanghaiMinute(one.takenAt) })}</span>
              <Button
                size="small"
                type={one.id === chosen ? 'primary' : 'default'}
                aria-pressed={one.id === chosen}
                aria-label={`${t(w.compare)} ${one.name}`}
                onClick={() => onChoose(one.id === chosen ? null : one)}
              >
                {t(w.compare)}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Block>
  )
}
