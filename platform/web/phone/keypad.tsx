/**
 * A number pad of our own: ten digits and X in reach of a gloved thumb, where the system's number keyboard has no X
 * and its letter keyboard has no large digits. A scanner or keyboard plugged in types into the field beside it as usual.
 */
import { useLang } from '../lang.tsx'
import { EraseIcon } from './icons.tsx'
import { keypadWords as w } from './keypad-words.ts'

interface KeypadProps {
  readonly onKey: (key: string) => void
  readonly onErase: () => void
  readonly onClear: () => void
  /** The key left of 0; a tube's or head's count needs none. */
  readonly extra?: string
}
const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

export function Keypad({ onKey, onErase, onClear, extra }: KeypadProps) {
  const { t } = useLang()
  const key = (name: string) => (
    <button key={name} type="button" className="key" tabIndex={-1} onClick={() => onKey(name)}>
      {name}
    </button>
  )
  return (
    <div className="keypad" role="group" aria-label={t(w.pad)}>
      {DIGITS.map(key)}
      {extra === undefined ? (
        <button type="button" className="key key-quiet" tabIndex={-1} onClick={onClear}>
          {t(w.clear)}
        </button>
      ) : (
        key(extra)
      )}
      {key('0')}
      <button
        type="button"
        className="key"
        tabIndex={-1}
        aria-label={t(w.erase)}
        onClick={onErase}
        onContextMenu={(event) => {
          event.preventDefault()
          onClear()
        }}
      >
        <EraseIcon size={30} />
      </button>
    </div>
  )
}
