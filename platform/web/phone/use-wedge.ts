/** A scanner plugged in as a keyboard types wherever the focus is: its keys are led to the screen's main field. */
import { type RefObject, useEffect } from 'react'

const TYPES = 'input, textarea, select, [contenteditable]'

export function useWedge(field: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const lead = (event: KeyboardEvent): void => {
      const plain = event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey
      const at = document.activeElement
      if (!plain || at?.matches(TYPES) || document.querySelector('dialog[open]')) return
      // Focused during the key's own event, the field takes the key itself.
      field.current?.focus({ preventScroll: true })
    }
    addEventListener('keydown', lead)
    return () => removeEventListener('keydown', lead)
  }, [field])
}
