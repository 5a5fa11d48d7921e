/** A keyboard of our own for plates: provinces first, then letters and digits without I and O, then what closes a special plate; every key for a gloved thumb. */
import { useT } from '../../../platform/web/lang.tsx'
import { EraseIcon } from '../../../platform/web/phone/icons.tsx'
import { nextKeys, PROVINCES } from '../plate.ts'
import { fieldWords as w } from './words.ts'

const SERIAL = '1234567890ABCDEFGHJKLMNPQRSTUVWXYZ'
const LETTERS = 'ABCDEFGHJKLMNOPQRSTUVWXYZ'

interface PlateKeysProps {
  readonly value: string
  /** The province of the place stands first. */
  readonly home: string
  readonly onChange: (value: string) => void
}
export function PlateKeys({ value, home, onChange }: PlateKeysProps) {
  const t = useT()
  const { show, closing } = nextKeys(value)
  const provinces = [...new Set(home + PROVINCES)]
  const keys = show === 'provinces' ? [...provinces, 'W', 'V'] : show === 'letters' ? [...LETTERS] : [...SERIAL]
  const key = (name: string, quiet = false) => (
    <button
      key={name}
      type="button"
      className={`plate-key ${quiet ? 'plate-key-closing' : ''}`}
      tabIndex={-1}
      onClick={() => onChange(value + name)}
    >
      {name}
    </button>
  )
  return (
    <div className="plate-keys" role="group" aria-label={t(show === 'provinces' ? w.province : w.serial)}>
      {keys.map((name) => key(name))}
      {[...closing].map((name) => key(name, true))}
      <button
        type="button"
        className="plate-key"
        tabIndex={-1}
        aria-label={t(w.erase)}
        onClick={() => onChange([...value].slice(0, -1).join(''))}
      >
        <EraseIcon size={26} />
      </button>
    </div>
  )
}
