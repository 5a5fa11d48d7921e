/** The front door for residents: no account, one household, plain words. */
import { createRoot } from 'react-dom/client'
import { startTheme } from '../../platform/web/theme.ts'
import '../../platform/web/theme.css'
import './resident.css'
import { ResidentApp } from './resident-app.tsx'

startTheme()

const root = document.getElementById('root')
if (root) createRoot(root).render(<ResidentApp />)
