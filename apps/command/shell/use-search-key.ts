/** `/` puts the cursor into the page's search box, or opens the register's; never while somebody is typing. */
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'

const box = () => document.querySelector<HTMLInputElement>('input[data-search]')

export function useSearchKey(): void {
  const navigate = useNavigate()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      const target = event.target as HTMLElement
      if (target.isContentEditable || target.closest('input, textarea, select, [role="dialog"]')) return
      event.preventDefault()
      const here = box()
      if (here) return here.focus()
      void navigate({ to: '/register' }).then(() => {
        // The page is fetched on its first visit: wait for its box, but not for ever.
        const until = Date.now() + 3000
        const look = () => {
          const there = box()
          if (there) there.focus()
          else if (Date.now() < until) setTimeout(look, 60)
        }
        look()
      })
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [navigate])
}
