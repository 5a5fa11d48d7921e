/** The front door of the phone: opens its database, starts sending, registers the service worker, then draws. */

import { registerSW } from 'virtual:pwa-register'
import { createRoot } from 'react-dom/client'
import { gateField } from '../../modules/gate/field/index.tsx'
import { laboratoryField } from '../../modules/laboratory/field/index.tsx'
import { mobilizeField } from '../../modules/mobilize/field/index.tsx'
import { passField } from '../../modules/pass/field/index.tsx'
import { selftestField } from '../../modules/selftest/field/index.tsx'
import { staffField } from '../../modules/staff/field/index.tsx'
import { testingField } from '../../modules/testing/field/index.tsx'
import { visitField } from '../../modules/visit/field/index.tsx'
import { freshId } from '../../platform/web/fresh-id.ts'
import { openPhone } from '../../platform/web/phone/phone.tsx'
import { onWipe } from '../../platform/web/phone/reach.ts'
import { offlineReady, onTakeUpdate, updateWaits } from '../../platform/web/phone/update.ts'
import { hearWipeOfOthers, wipePhone } from '../../platform/web/phone/wipe.ts'
import { store, stored } from '../../platform/web/stored.ts'
import { startTheme } from '../../platform/web/theme.ts'
import '../../platform/web/theme.css'
import '../../platform/web/phone/phone.css'
import { FieldApp } from './field-app.tsx'

startTheme()

/** This phone's name for the server, so that it can be reported lost. */
function deviceId(): string {
  const known = stored('device')
  if (known !== null) return known
  const fresh = freshId()
  store('device', fresh)
  return fresh
}

const phone = openPhone(
  [testingField, laboratoryField, selftestField, mobilizeField, staffField, gateField, visitField, passField],
  deviceId(),
)
onWipe((problem) => void wipePhone(phone.db, problem.words))
hearWipeOfOthers()

const HOUR = 3_600_000
const takeUpdate = registerSW({
  onNeedRefresh: () => updateWaits.set(true),
  onOfflineReady: () => offlineReady.set(true),
  onRegisteredSW: (_, registration) => {
    if (registration?.active) offlineReady.set(true)
    // A phone stays open for days: look for a new version now and then.
    setInterval(() => void registration?.update().catch(() => undefined), HOUR)
  },
})
onTakeUpdate(() => void takeUpdate(true))

const root = document.getElementById('root')
if (root) createRoot(root).render(<FieldApp phone={phone} />)
