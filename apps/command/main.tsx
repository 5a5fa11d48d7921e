/** The front door of the desk. */
import { createRoot } from 'react-dom/client'
import { startTheme } from '../../platform/web/theme.ts'
import '../../platform/web/theme.css'
import { CommandApp } from './command-app.tsx'

startTheme()

// After an update the files of the page that is open may be gone: take the new ones, once.
addEventListener('vite:preloadError', (event) => {
  const last = Number(sessionStorage.getItem('shouwang.reloaded') ?? 0)
  if (Date.now() - last < 60_000) return
  sessionStorage.setItem('shouwang.reloaded', String(Date.now()))
  event.preventDefault()
  location.reload()
})

const root = document.getElementById('root')
if (root) createRoot(root).render(<CommandApp />)
