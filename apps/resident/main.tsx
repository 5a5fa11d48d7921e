/** The front door for residents: no account, one household, plain words. */
import { createRoot } from 'react-dom/client'
import { startTheme } from '../../platform/web/theme.ts'
import '../../platform/web/theme.css'
import './resident.css'
import { ResidentApp } from './resident-app.tsx'

startTheme()

// Where the phone or a plain connection allows no worker, the pages work as long as there is network.
if (import.meta.env.PROD)
  addEventListener('load', () => {
    navigator.serviceWorker?.register('/r/service-worker.js', { scope: '/r/' }).catch(() => undefined)
  })

const root = document.getElementById('root')
if (root) createRoot(root).render(<ResidentApp />)
