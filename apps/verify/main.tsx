/** The page on which anybody checks a draw: no account, no server, no network. */
import { createRoot } from 'react-dom/client'
import { startTheme } from '../../platform/web/theme.ts'
import '../../platform/web/theme.css'
import '../resident/resident.css'
import { VerifyApp } from './verify-app.tsx'

startTheme()

const root = document.getElementById('root')
if (root) createRoot(root).render(<VerifyApp />)
