/** What the phone shows: the door, the choice of work, or the work chosen. Composition only; the screens are the rooms'. */
import { useEffect, useRef } from 'react'
import { LangProvider } from '../../platform/web/lang.tsx'
import { useCell } from '../../platform/web/phone/cell.ts'
import { FaultGuard } from '../../platform/web/phone/fault-guard.tsx'
import { useHeartbeat } from '../../platform/web/phone/heartbeat.ts'
import { OutboxScreen } from '../../platform/web/phone/outbox-screen.tsx'
import { PasswordScreen } from '../../platform/web/phone/password-screen.tsx'
import { type Phone, PhoneProvider, usePhone } from '../../platform/web/phone/phone.tsx'
import { ScreensProvider, useScreens } from '../../platform/web/phone/screens.tsx'
import { SettingsScreen } from '../../platform/web/phone/settings-screen.tsx'
import { SignIn } from '../../platform/web/phone/sign-in.tsx'
import { wiped } from '../../platform/web/phone/wipe.ts'
import { WipedScreen } from '../../platform/web/phone/wiped-screen.tsx'
import { type Me, SessionProvider, useSession } from '../../platform/web/session.tsx'
import { ChooseWork, chooseTask, chosenTask, tasksOf } from './choose-work.tsx'
import { forgetOwner, keep, owner } from './owner.ts'
import { WorkMenu } from './work-menu.tsx'

export function FieldApp({ phone }: { phone: Phone }) {
  return (
    <LangProvider>
      <FaultGuard>
        <PhoneProvider phone={phone}>
          <SessionProvider keep={keep}>
            <ScreensProvider>
              <Door />
            </ScreensProvider>
          </SessionProvider>
        </PhoneProvider>
      </FaultGuard>
    </LangProvider>
  )
}

function Door() {
  const because = useCell(wiped)
  const { state, me } = useSession()
  const { screen, back } = useScreens()
  const whose = useCell(owner)
  useHeartbeat(state === 'in')
  if (because) return <WipedScreen because={because} />
  if (me?.mustChange) return <PasswordScreen />
  if (screen.name === 'sign-in' && state !== 'in') return <SignIn onDone={back} />
  const person = me ?? whose
  if (person)
    return (
      <>
        {state === 'in' ? <Watches /> : null}
        <Work person={person} />
      </>
    )
  return state === 'asking' ? null : <SignIn />
}

/** What rooms listen to for whoever is signed in, whatever screen is shown. */
function Watches() {
  const { rooms } = usePhone()
  return rooms.map(({ own }) => (own?.watch ? <own.watch key={own.screen} /> : null))
}

function Work({ person }: { person: Me }) {
  const { screen, home } = useScreens()
  const phone = usePhone()
  const picked = useCell(chosenTask)
  const tasks = tasksOf(phone.rooms, person)
  const task = tasks.length === 1 ? tasks[0] : tasks.find((it) => it.id === picked)
  useOtherPerson(person)
  if (screen.name === 'outbox') return <OutboxScreen />
  const own = phone.rooms.find((room) => room.own?.screen === screen.name)?.own
  if (own) return <own.component />
  if (screen.name === 'settings')
    return (
      <SettingsScreen
        more={<WorkMenu task={task} choice={tasks.length > 1} />}
        onSignedOut={() => {
          forgetOwner()
          chooseTask(null)
          home()
        }}
      />
    )
  if (!task) return <ChooseWork tasks={tasks} />
  const Component = task.component
  return <Component />
}

/** Another person on this phone starts from the choice of work; what waits to be sent stays and goes out. */
function useOtherPerson(person: Me): void {
  const { db, rooms } = usePhone()
  const before = useRef(person.accountId)
  useEffect(() => {
    if (before.current === person.accountId) return
    before.current = person.accountId
    chooseTask(null)
    for (const room of rooms) void room.newcomer(db)
  }, [db, rooms, person.accountId])
}
