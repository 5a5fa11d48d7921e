/** A person's own page without an account: where, when, with whom, to whom, what to bring, and the briefing to read and confirm. */
import { useCallback, useEffect, useState } from 'react'
import { dayPlus, shanghaiClock, shanghaiDay } from '../../../platform/pure/time.ts'
import type { Word } from '../../../platform/pure/words.ts'
import { call, isOffline, type OutputFor, serverNow, wordsOf } from '../../../platform/web/client.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { deployment } from '../contract.ts'
import { dutyWords as w } from './words.ts'

const ops = deployment.operations
type View = OutputFor<typeof ops.openDuty>
const said = (error: unknown): Word => (isOffline(error) ? w.offline : wordsOf(error))

/** What a key opens, asked again whenever the page comes back into sight; and the tap that a briefing was read. */
function useDuty(key: string) {
  const [view, setView] = useState<View | null>(null)
  const [fault, setFault] = useState<Word | null>(null)
  const open = useCallback(async () => {
    setFault(null)
    try {
      setView(await call(ops.openDuty, { key }))
    } catch (error) {
      setFault(said(error))
    }
  }, [key])
  useEffect(() => {
    setView(null)
    void open()
    const look = () => document.visibilityState === 'visible' && void open()
    addEventListener('online', look)
    addEventListener('visibilitychange', look)
    return () => {
      removeEventListener('online', look)
      removeEventListener('visibilitychange', look)
    }
  }, [open])
  const confirm = async (briefingId: string) => {
    setFault(null)
    try {
      await call(ops.confirmDuty, { key, briefingId })
      await open()
    } catch (error) {
      await open()
      setFault(said(error))
    }
  }
  return { view, fault, open, confirm }
}

const Fault = ({ of }: { of: Word | null }) => {
  const t = useT()
  return (
    of && (
      <p className="fault" role="alert">
        {t(of)}
      </p>
    )
  )
}

export function Duty({ dutyKey }: { dutyKey: string }) {
  const t = useT()
  const { view, fault, open, confirm } = useDuty(dutyKey)
  useEffect(() => {
    document.title = t(w.title)
  }, [t])
  if (view === null)
    return (
      <div className="step">
        <Fault of={fault} />
        <h1>{t(fault ? w.title : w.wait)}</h1>
        {fault && (
          <button type="button" className="big big-primary" onClick={() => void open()}>
            {t(w.retry)}
          </button>
        )}
      </div>
    )
  return (
    <div className="step">
      <Fault of={fault} />
      <h1>{t(w.hello, { name: view.name })}</h1>
      {view.posts.length === 0 && (
        <section className="panel">
          <h2>{t(w.none)}</h2>
          <p>{t(w.noneHint)}</p>
        </section>
      )}
      <Given view={view} onConfirm={(id) => void confirm(id)} />
    </div>
  )
}

/** The same within a volunteer's own page, which has a greeting of its own: nothing as long as nothing is given to them. */
export function DutyOfVolunteer({ comingKey }: { comingKey: string }) {
  const t = useT()
  const { view, fault, confirm } = useDuty(`~${comingKey}`)
  if (view === null || view.posts.length + view.groups.length + view.briefings.length === 0) return null
  return (
    <>
      <h2>{t(w.title)}</h2>
      <Fault of={fault} />
      <Given view={view} onConfirm={(id) => void confirm(id)} />
    </>
  )
}

function Given({ view, onConfirm }: { view: View; onConfirm: (briefingId: string) => void }) {
  const t = useT()
  return (
    <>
      {view.briefings.map((one) => (
        <section key={one.id} className={one.readAt ? 'panel' : 'panel panel-care'}>
          <h2>{t(w.briefing, { of: one.of })}</h2>
          <p style={{ whiteSpace: 'pre-wrap' }}>{one.body}</p>
          {one.readAt ? (
            <p>
              <strong>✓ {t(w.confirmed)}</strong>
            </p>
          ) : (
            <button type="button" className="big big-primary" onClick={() => onConfirm(one.id)}>
              {t(w.confirm)}
            </button>
          )}
        </section>
      ))}
      {view.posts.map((post) => (
        <OnePost key={post.id} post={post} />
      ))}
      {view.groups.length > 0 && (
        <section>
          <h2>{t(w.groups)}</h2>
          <ul>
            {view.groups.map(({ name, leader }) => (
              <li key={name}>
                {name} · {t(w.leader, { name: leader })}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function OnePost({ post }: { post: View['posts'][number] }) {
  const t = useT()
  const day = shanghaiDay(post.startsAt)
  const today = shanghaiDay(serverNow())
  const near = day === today ? t(w.today) : day === dayPlus(today, 1) ? t(w.tomorrow) : ''
  const end = shanghaiClock(post.endsAt)
  const until = shanghaiDay(post.endsAt) === day ? end : t(w.nextDay, { time: end })
  const lines: readonly (readonly [Word, string])[] = [
    [w.when, [day.slice(5), near, `${shanghaiClock(post.startsAt)}–${until}`].filter(Boolean).join(' ')],
    [w.where, [post.place, post.address].filter(Boolean).join(t(w.listed))],
    [w.reportsTo, post.reportsTo],
    [w.bring, post.bring],
    [w.withWhom, post.with.join(t(w.listed)) || t(w.alone)],
  ]
  return (
    <section className="panel">
      <h2>{post.task}</h2>
      {post.night && <p>{t(w.night)}</p>}
      {post.risky && (
        <p>
          <strong>{t(w.risky)}</strong>
        </p>
      )}
      <dl className="answers">
        {lines
          .filter(([, value]) => value !== '')
          .map(([word, value]) => (
            <div key={word[1]}>
              <dt>{t(word)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {post.phone && (
        <a className="big" href={`tel:${post.phone.replaceAll(' ', '')}`}>
          {t(w.call, { phone: post.phone })}
        </a>
      )}
      {post.came && <p>✓ {t(w.cameAlready)}</p>}
    </section>
  )
}
