/** The phone's settings, and who is signed in on it. Signing out takes the lists off the phone and leaves what is unsent. */
import { type ReactNode, useState } from 'react'
import { roles } from '../../pure/roles.ts'
import type { Word } from '../../pure/words.ts'
import { wordsOf } from '../client.ts'
import { useLang } from '../lang.tsx'
import { dropListsExcept } from '../pocket/kept-list.ts'
import { useSession } from '../session.tsx'
import { setTheme, useThemeChoice } from '../theme.ts'
import { sayBytes } from './age.ts'
import { useCell } from './cell.ts'
import { Page } from './page.tsx'
import { Button, Choices, Notice, Sheet } from './parts.tsx'
import { useHeld, usePhone } from './phone.tsx'
import { reach } from './reach.ts'
import { useScreens } from './screens.tsx'
import { setSound, soundIsOn } from './sound.ts'
import { storageRoom } from './storage-room.ts'
import { offlineReady } from './update.ts'
import { phoneWords as w } from './words.ts'

/** Notes of rooms are named after their room; the frame's own stay. */
const ROOM_NOTE = /^(?!outbox\.|phone\.)/

export function SettingsScreen({ onSignedOut, more }: { onSignedOut: () => void; more?: ReactNode }) {
  const { t, lang, setLang } = useLang()
  const phone = usePhone()
  const session = useSession()
  const { home } = useScreens()
  const theme = useThemeChoice()
  const held = useHeld()
  const net = useCell(reach)
  const room = useCell(storageRoom)
  const ready = useCell(offlineReady)
  const [sound, chooseSound] = useState(soundIsOn)
  const [leaving, setLeaving] = useState(false)
  const [problem, setProblem] = useState<Word | null>(null)
  const { me } = session

  async function leave(): Promise<void> {
    setProblem(null)
    for (const each of phone.rooms) {
      const stay = await each.staysBecause(phone.db)
      if (stay) {
        setLeaving(false)
        return setProblem(stay)
      }
    }
    try {
      await session.logout()
    } catch (error) {
      setLeaving(false)
      return setProblem(net === 'away' ? w.signOutNeedsNet : wordsOf(error))
    }
    await dropListsExcept(phone.db, [])
    await phone.db.notes.filter((note) => ROOM_NOTE.test(note.key)).delete()
    onSignedOut()
  }
  const switchTo = (grantId: string) =>
    session.switchGrant(grantId).then(home, (error: unknown) => setProblem(wordsOf(error)))

  return (
    <Page title={t(w.settings)}>
      {problem ? <Notice kind="alarm">{t(problem)}</Notice> : null}
      {more}
      {me ? (
        <section className="card">
          <span className="row-title">{me.name}</span>
          <span className="row-more">
            {t(roles.words[me.grant.role])} · {me.grant.areaName}
          </span>
        </section>
      ) : null}
      {me && me.grants.length > 1 ? (
        <Choices
          legend={t(w.switchRole)}
          width={150}
          value={me.grant.id}
          onChoose={switchTo}
          options={me.grants.map((g) => ({
            value: g.id,
            label: (
              <>
                {t(roles.words[g.role])}
                <small>{g.areaName}</small>
              </>
            ),
          }))}
        />
      ) : null}
      <Choices
        legend={t(w.language)}
        value={lang}
        onChoose={setLang}
        options={[
          { value: 'zh', label: t(w.chinese) },
          { value: 'en', label: 'English' },
        ]}
      />
      <Choices
        legend={t(w.look)}
        value={theme}
        onChoose={setTheme}
        options={[
          { value: 'system', label: t(w.lookSystem) },
          { value: 'light', label: t(w.lookLight) },
          { value: 'dark', label: t(w.lookDark) },
        ]}
      />
      <Choices
        legend={t(w.sound)}
        value={sound ? 'on' : 'off'}
        onChoose={(value) => {
          setSound(value === 'on')
          chooseSound(value === 'on')
        }}
        options={[
          { value: 'on', label: t(w.on) },
          { value: 'off', label: t(w.off) },
        ]}
      />
      <h2 className="section-title">{t(w.thisPhone)}</h2>
      {isSecureContext ? (
        <Notice kind={ready ? 'good' : 'plain'}>{t(ready ? w.offlineReady : w.notReady)}</Notice>
      ) : null}
      <Notice kind={room.kept ? 'good' : 'plain'}>
        {t(room.kept ? w.storageKept : w.storageNotKept)}
        {room.free === null ? '' : ` · ${t(w.storageFree, { free: sayBytes(room.free) })}`}
      </Notice>
      {me ? (
        <Button kind="alarm" onClick={() => setLeaving(true)}>
          {t(w.signOut)}
        </Button>
      ) : null}
      {leaving ? (
        <Sheet title={t(w.signOut)} onClose={() => setLeaving(false)}>
          <p>{t(w.signOutWhy)}</p>
          {held.waiting + held.setAside > 0 ? (
            <Notice kind="warn">{t(w.signOutHeld, { count: held.waiting + held.setAside })}</Notice>
          ) : null}
          <Button kind="alarm" onClick={() => void leave()}>
            {t(w.signOut)}
          </Button>
          <Button onClick={() => setLeaving(false)}>{t(w.cancel)}</Button>
        </Sheet>
      ) : null}
    </Page>
  )
}
