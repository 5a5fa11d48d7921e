/** A dwelling by its address: looked up where there is network, kept in words where there is none or the register does not know it. */
import { useState } from 'react'
import type { Word } from '../../../platform/pure/words.ts'
import { isOffline, type OutputFor, wordsOf } from '../../../platform/web/client.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { Button, Field, Notice } from '../../../platform/web/phone/parts.tsx'
import { ask } from '../../../platform/web/phone/reach.ts'
import { noting } from '../field-contract.ts'
import { fieldWords as w } from './words.ts'

type Found = OutputFor<typeof noting.operations.findHomes>['homes']
export interface Home {
  readonly text: string
  readonly found: Found[number] | null
}
export const noHome: Home = { text: '', found: null }

interface HomeFinderProps {
  readonly label: string
  readonly home: Home
  readonly onChange: (home: Home) => void
}
export function HomeFinder({ label, home, onChange }: HomeFinderProps) {
  const t = useT()
  const [offers, setOffers] = useState<Found | null>(null)
  const [said, setSaid] = useState<Word | null>(null)
  const [busy, setBusy] = useState(false)
  const find = async () => {
    setBusy(true)
    setSaid(null)
    setOffers(null)
    try {
      const { homes } = await ask(noting.operations.findHomes, { text: home.text.trim() })
      setOffers(homes)
      if (homes.length === 0) setSaid(w.homeNone)
      const [only] = homes
      if (homes.length === 1 && only) choose(only)
    } catch (error) {
      setSaid(isOffline(error) ? w.homeOffline : wordsOf(error))
    } finally {
      setBusy(false)
    }
  }
  const choose = (found: Found[number]) => {
    setOffers(null)
    onChange({ text: found.address, found })
  }
  if (home.found)
    return (
      <Notice
        kind="good"
        side={
          <Button size="small" onClick={() => onChange(noHome)}>
            {t(w.otherHome)}
          </Button>
        }
      >
        {t(w.homeFound, { address: home.found.address })}
      </Notice>
    )
  return (
    <>
      <Field
        label={label}
        name="home"
        value={home.text}
        placeholder={t(w.homeHint)}
        onChange={(event) => onChange({ text: event.target.value, found: null })}
        autoComplete="off"
        maxLength={80}
      />
      <Button disabled={busy || home.text.trim() === ''} onClick={() => void find()}>
        {t(w.findHome)}
      </Button>
      {said ? <Notice>{t(said)}</Notice> : null}
      {offers && offers.length > 1 ? (
        <ul className="rows">
          {offers.map((one) => (
            <li key={one.path}>
              <button type="button" className="row" onClick={() => choose(one)}>
                <span className="row-main">
                  <span className="row-title">{one.address}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}
