/** Verifying on the phone: the list, and one application. */
import { useScreens } from '../../../platform/web/phone/screens.tsx'
import { ApplicationScreen } from './application-screen.tsx'
import { WaitingScreen } from './waiting-screen.tsx'
import './verify.css'

export function VerifyTask() {
  const { screen } = useScreens()
  const id = screen.with?.['applicationId']
  return screen.name === 'application' && id ? <ApplicationScreen key={id} applicationId={id} /> : <WaitingScreen />
}
