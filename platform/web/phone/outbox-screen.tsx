/** What is still on this phone, plainly: what waits, what the server would not take, and what it remarked on. */
import { shanghaiMinute } from '../../pure/time.ts'
import { useLang } from '../lang.tsx'
import { takeBack, trayOf } from '../outbox/outbox.ts'
import { useSession } from '../session.tsx'
import { sayAge } from './age.ts'
import { useCell } from './cell.ts'
import { AwayIcon, CloudDoneIcon, CloudUpIcon } from './icons.tsx'
import { Page } from './page.tsx'
import { Button } from './parts.tsx'
import { DOUBTED, type Doubted, useHeld, usePhone } from './phone.tsx'
import { reach } from './reach.ts'
import { useKept } from './use-kept.ts'
import { useNow } from './use-now.ts'
import { phoneWords as w } from './words.ts'
import './outbox-screen.css'

export function OutboxScreen() {
  const { t } = useLang()
  const phone = usePhone()
  const { state } = useSession()
  const held = useHeld()
  const net = useCell(reach)
  const now = useNow()
  const tray = useKept(() => trayOf(phone.db), [phone.db]) ?? []
  const doubted =
    useKept(async () => (await phone.db.notes.get(DOUBTED))?.value as Doubted[] | undefined, [phone.db]) ?? []
  const away = net === 'away'
  return (
    <Page title={t(w.outbox)}>
      <section className="card outbox-state">
        {held.waiting === 0 ? <CloudDoneIcon size={40} /> : away ? <AwayIcon size={40} /> : <CloudUpIcon size={40} />}
        <strong className="outbox-count">{held.waiting}</strong>
        <h2>{held.waiting === 0 ? t(w.outboxDone) : t(w.outboxWaits, { count: held.waiting })}</h2>
        <p>
          {t(
            held.waiting === 0
              ? w.outboxDoneHint
              : state === 'out'
                ? w.outboxSignedOut
                : away
                  ? w.outboxAway
                  : w.outboxHere,
          )}
        </p>
        {held.oldest === null ? null : <p>{t(w.oldest, { age: sayAge(t, now - held.oldest) })}</p>}
        {held.waiting > 0 ? <Button onClick={() => phone.sender.resume()}>{t(w.sendNow)}</Button> : null}
      </section>
      {tray.length > 0 ? (
        <section aria-label={t(w.tray)} className="outbox-part">
          <h2 className="section-title">{t(w.tray)}</h2>
          <p className="row-more">{t(w.trayHint)}</p>
          <ul className="rows">
            {tray.map((entry) => (
              <li key={entry.seq} className="row">
                <span className="row-main">
                  <span className="row-title">
                    {t(phone.wordOf(entry.op))} <About factId={entry.id} />
                  </span>
                  <span className="row-more">{t(w.madeAt, { time: shanghaiMinute(entry.madeAt) })}</span>
                  <span className="row-more">{entry.setAside ? t(entry.setAside.words) : null}</span>
                </span>
                <Button
                  size="small"
                  onClick={() => void takeBack(phone.db, entry.seq).then(() => phone.sender.resume())}
                >
                  {t(w.tryOnce)}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {doubted.length > 0 ? (
        <section aria-label={t(w.doubted)} className="outbox-part">
          <h2 className="section-title">{t(w.doubted)}</h2>
          <p className="row-more">{t(w.doubtedHint)}</p>
          <ul className="rows">
            {doubted.toReversed().map((entry) => (
              <li key={entry.id} className="row">
                <span className="row-main">
                  <span className="row-title">
                    <About factId={entry.id} />
                  </span>
                  {entry.doubts.map((doubt) => (
                    <span key={doubt} className="row-more">
                      {t(phone.remark(doubt))}
                    </span>
                  ))}
                </span>
                <span className="row-side">{shanghaiMinute(entry.at).slice(11)}</span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </Page>
  )
}

function About({ factId }: { factId: string }) {
  const { db, rooms } = usePhone()
  const said = useKept(async () => {
    for (const room of rooms) {
      const about = await room.about(db, factId)
      if (about !== null) return about
    }
    return null
  }, [db, rooms, factId])
  return <>{said ?? ''}</>
}
