/** Always in sight: whether there is network, how much is still on the phone, and how old the oldest of it is. */
import { useLang } from '../lang.tsx'
import { sayAge } from './age.ts'
import { useCell } from './cell.ts'
import { AlertIcon, AwayIcon, CloudDoneIcon, CloudUpIcon } from './icons.tsx'
import { useHeld } from './phone.tsx'
import { reach } from './reach.ts'
import { useScreens } from './screens.tsx'
import { useNow } from './use-now.ts'
import { phoneWords as w } from './words.ts'

export function Status() {
  const { t } = useLang()
  const { screen, go } = useScreens()
  const held = useHeld()
  const net = useCell(reach)
  const now = useNow()
  const away = net === 'away'
  const age = held.oldest === null ? null : sayAge(t, now - held.oldest)
  const netWord = t(away ? w.away : net === 'here' ? w.here : w.trying)
  const [kind, icon] =
    held.setAside > 0
      ? (['look', <AlertIcon key="a" size={22} />] as const)
      : away
        ? (['away', <AwayIcon key="b" size={22} />] as const)
        : held.waiting > 0
          ? (['waits', <CloudUpIcon key="c" size={22} />] as const)
          : (['done', <CloudDoneIcon key="d" size={22} />] as const)
  const first =
    held.setAside > 0
      ? t(w.needsLook, { count: held.setAside })
      : held.waiting > 0
        ? t(w.waits, { count: held.waiting })
        : t(w.allSent)
  const second = age === null ? netWord : away ? `${t(w.awayShort)} · ${age}` : t(w.oldest, { age })
  return (
    <button
      type="button"
      className={`status status-${kind}`}
      data-waiting={held.waiting}
      data-tray={held.setAside}
      data-reach={net}
      onClick={() => screen.name !== 'outbox' && go('outbox')}
    >
      {icon}
      <span>
        {first}
        <small>{second}</small>
      </span>
    </button>
  )
}
