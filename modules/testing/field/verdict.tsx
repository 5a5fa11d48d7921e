/** Colour, word and sound together: may this person be swabbed now? */
import { type ReactNode, useEffect } from 'react'
import { AlertIcon, CheckIcon, PersonPlusIcon } from '../../../platform/web/phone/icons.tsx'
import { play } from '../../../platform/web/phone/sound.ts'

export type Look = 'go' | 'stop' | 'ask'
const ICONS = { go: CheckIcon, stop: AlertIcon, ask: PersonPlusIcon } as const
const SOUNDS = { go: 'due', stop: 'tested', ask: 'stranger' } as const

export function Verdict({ look, word, more }: { look: Look; word: ReactNode; more: ReactNode }) {
  const Icon = ICONS[look]
  useEffect(() => play(SOUNDS[look]), [look])
  return (
    <div className={`verdict verdict-${look}`} role="status" data-verdict={look}>
      <Icon size={52} />
      <div>
        <strong>{word}</strong>
        <span>{more}</span>
      </div>
    </div>
  )
}
