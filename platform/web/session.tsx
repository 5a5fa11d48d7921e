/**
 * Who is signed in on this screen. The cookie is the server's; here is only what it says of me.
 * A phone passes `keep`, so that a restart without network still knows whose phone it is.
 */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { access } from '../pure/access-contract.ts'
import type { Role } from '../pure/roles.ts'
import { ClientProblem, call, type InputFor, isOffline, type OutputFor, onTurnedAway } from './client.ts'

export type Me = OutputFor<typeof access.operations.me>
export interface Session {
  /** 'asking' until the server has answered for the first time. */
  readonly state: 'asking' | 'in' | 'out'
  readonly me: Me | null
  /** Why the last session ended, when it did so by itself. */
  readonly turnedAway: ClientProblem | null
  login(input: InputFor<typeof access.operations.login>): Promise<Me>
  logout(): Promise<void>
  switchGrant(grantId: string): Promise<Me>
  /** Asks again who I am (after a password was changed). */
  refresh(): Promise<void>
}
export interface Keep {
  load(): Me | null
  save(me: Me | null): void
}

const SessionContext = createContext<Session | null>(null)

export function SessionProvider({ children, keep }: { children: ReactNode; keep?: Keep }) {
  const [me, setMe] = useState<Me | null>(() => keep?.load() ?? null)
  const [asked, setAsked] = useState(me !== null)
  const [turnedAway, setTurnedAway] = useState<ClientProblem | null>(null)

  const become = useCallback(
    (next: Me | null) => {
      keep?.save(next)
      setMe(next)
      setAsked(true)
      if (next) setTurnedAway(null)
    },
    [keep],
  )
  const refresh = useCallback(async () => {
    try {
      become(await call(access.operations.me, {}))
    } catch (error) {
      if (isOffline(error) && keep?.load()) return setAsked(true)
      if (error instanceof ClientProblem && error.status === 401) become(null)
      else setAsked(true)
    }
  }, [become, keep])

  useEffect(() => {
    void refresh()
  }, [refresh])
  useEffect(
    () =>
      onTurnedAway((problem) => {
        if (problem.code === 'platform.badLogin') return
        setMe((before) => {
          if (before) setTurnedAway(problem)
          return null
        })
        keep?.save(null)
      }),
    [keep],
  )

  const session = useMemo<Session>(
    () => ({
      state: me ? 'in' : asked ? 'out' : 'asking',
      me,
      turnedAway,
      refresh,
      login: async (input) => {
        const next = await call(access.operations.login, input)
        become(next)
        return next
      },
      logout: async () => {
        await call(access.operations.logout, {}).catch((error: unknown) => {
          // A session that is gone already is as signed out as can be.
          if (!(error instanceof ClientProblem && error.status === 401)) throw error
        })
        setTurnedAway(null)
        become(null)
      },
      switchGrant: async (grantId) => {
        const next = await call(access.operations.switchGrant, { grantId })
        become(next)
        return next
      },
    }),
    [me, asked, turnedAway, refresh, become],
  )
  return <SessionContext value={session}>{children}</SessionContext>
}

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('SessionProvider is missing')
  return session
}

/** Me, where a screen is only shown to those signed in. */
export function useMe(): Me {
  const { me } = useSession()
  if (!me) throw new Error('nobody is signed in')
  return me
}

/** May I call what needs one of these roles? */
export const useMay = (roles: readonly Role[] | 'signed-in' | 'anyone'): boolean => {
  const { me } = useSession()
  if (!me) return roles === 'anyone'
  return typeof roles === 'string' || roles.includes(me.grant.role)
}
