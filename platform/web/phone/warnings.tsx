/** What a crew must know whatever it is doing: the session ended, the clock is wrong, the phone is full, a new version waits. */
import { useT } from '../lang.tsx'
import { useSession } from '../session.tsx'
import { sayBytes } from './age.ts'
import { useCell } from './cell.ts'
import { ClockIcon, RefreshIcon } from './icons.tsx'
import { Notice } from './parts.tsx'
import { usePhone } from './phone.tsx'
import { CLOCK_GAP_TOLD, clockGap } from './reach.ts'
import { useScreens } from './screens.tsx'
import { LITTLE_ROOM, storageRoom } from './storage-room.ts'
import { takeUpdate, updateWaits } from './update.ts'
import { phoneWords as w } from './words.ts'

export function Warnings() {
  const t = useT()
  const { state } = useSession()
  const { screen, go } = useScreens()
  const { rooms } = usePhone()
  const gap = useCell(clockGap)
  const room = useCell(storageRoom)
  const update = useCell(updateWaits)
  return (
    <>
      {rooms.map(({ own }) => (own?.banner && screen.name !== own.screen ? <own.banner key={own.screen} /> : null))}
      {state === 'out' && screen.name !== 'sign-in' ? (
        <Notice kind="warn" onPress={() => go('sign-in')}>
          {t(w.sessionEnded)}
        </Notice>
      ) : null}
      {isSecureContext ? null : <Notice kind="warn">{t(w.insecure)}</Notice>}
      {room.free !== null && room.free < LITTLE_ROOM ? (
        <Notice kind="alarm">{t(w.storageLittle, { free: sayBytes(room.free) })}</Notice>
      ) : null}
      {gap !== null && Math.abs(gap) > CLOCK_GAP_TOLD ? (
        <Notice icon={<ClockIcon />}>{t(w.clockOff, { minutes: Math.round(Math.abs(gap) / 60_000) })}</Notice>
      ) : null}
      {update ? (
        <Notice icon={<RefreshIcon />} onPress={takeUpdate}>
          {t(w.updateReady)}
        </Notice>
      ) : null}
    </>
  )
}
