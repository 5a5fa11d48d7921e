/** What every page of the desk is wrapped in; and the choice between signing in, a new password, and the desk itself. */
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { PanelContext } from '../../platform/web/desk/panel.tsx'
import { deskQueries } from '../../platform/web/desk/queries.ts'
import { LangProvider } from '../../platform/web/lang.tsx'
import { SessionProvider, useSession } from '../../platform/web/session.tsx'
import { roomPanels } from './pages.ts'
import { deskRouter } from './router.tsx'
import { MustChange } from './sign-in/must-change.tsx'
import { SignIn } from './sign-in/sign-in.tsx'

function Door() {
  const { state, me } = useSession()
  const who = me ? `${me.accountId} ${me.grant.id}` : null
  if (state === 'asking') return null
  if (!me) return <SignIn />
  if (me.mustChange) return <MustChange />
  return <Desk key={who} />
}

/** A new one for every account and grant, so that nothing read by one is shown to another. */
function Desk() {
  const [queries] = useState(deskQueries)
  const [router] = useState(deskRouter)
  useEffect(() => () => queries.clear(), [queries])
  return (
    <QueryClientProvider client={queries}>
      <PanelContext value={roomPanels}>
        <RouterProvider router={router} />
      </PanelContext>
    </QueryClientProvider>
  )
}

export function CommandApp() {
  return (
    <LangProvider>
      <SessionProvider>
        <Door />
      </SessionProvider>
    </LangProvider>
  )
}
