/** What waits in one's own area: how many, how long, at which door, whether somebody objects; one touch opens it. */
import { useT } from '../../../platform/web/lang.tsx'
import { sayAge } from '../../../platform/web/phone/age.ts'
import { cell, useCell } from '../../../platform/web/phone/cell.ts'
import { NextIcon } from '../../../platform/web/phone/icons.tsx'
import { Page } from '../../../platform/web/phone/page.tsx'
import { BusyBar, Button, Choices, Notice } from '../../../platform/web/phone/parts.tsx'
import { usePhone } from '../../../platform/web/phone/phone.tsx'
import { useScreens } from '../../../platform/web/phone/screens.tsx'
import { useKept } from '../../../platform/web/phone/use-kept.ts'
import { useNow } from '../../../platform/web/phone/use-now.ts'
import { useRenewed } from '../../../platform/web/phone/use-renewed.ts'
import { useSession } from '../../../platform/web/session.tsx'
import { passKinds } from '../model.ts'
import { toLookAt } from '../verify.ts'
import { fetchWaiting } from './decisions.ts'
import { readDrafts } from './draft.ts'
import { type Line, linesOf, type Order, readWaiting } from './waiting-list.ts'
import { fieldWords as w } from './words.ts'

export const order = cell<Order>('age')

export function WaitingScreen() {
  const t = useT()
  const { db } = usePhone()
  const { me } = useSession()
  const { go } = useScreens()
  const now = useNow()
  const by = useCell(order)
  const under = me?.grant.path ?? ''
  const list = useKept(() => readWaiting(db), [db])
  const drafts = useKept(() => readDrafts(db), [db])
  const { busy, problem, renew } = useRenewed(async () => (under === '' ? undefined : fetchWaiting(db, under)), under)
  if (list === undefined || drafts === undefined) return null
  const rows = list?.rows ?? []
  const lines = linesOf(rows, drafts, by)
  return (
    <Page first title={t(w.title)} small={me?.grant.areaName}>
      <div className="list-head">
        <strong data-testid="to-check">{list ? list.meta.total : '–'}</strong>
        <span>
          {list ? t(w.waiting) : null}
          <small>{list ? t(w.asOf, { age: sayAge(t, now - list.at) }) : t(w.notYet)}</small>
        </span>
        <Button size="small" disabled={busy} onClick={() => void renew()}>
          {t(busy ? w.refreshing : w.refresh)}
        </Button>
      </div>
      {busy && !list ? <BusyBar label={t(w.refreshing)} /> : null}
      {problem ? <Notice kind="warn">{t(problem)}</Notice> : null}
      {list && rows.length < list.meta.total ? <Notice>{t(w.most, { count: rows.length })}</Notice> : null}
      {lines.length > 1 ? (
        <Choices<Order>
          legend={t(w.order)}
          hideLegend
          width={140}
          value={by}
          onChoose={(next) => order.set(next)}
          options={[
            { value: 'age', label: t(w.byAge) },
            { value: 'door', label: t(w.byDoor) },
          ]}
        />
      ) : null}
      {list && lines.length === 0 ? (
        <div className="empty">
          <strong>{t(w.none)}</strong>
          <p>{t(w.noneHint)}</p>
        </div>
      ) : (
        <ul className="rows">
          {lines.map((line) => (
            <li key={line.application.id}>
              <Row line={line} now={now} onOpen={() => go('application', { applicationId: line.application.id })} />
            </li>
          ))}
        </ul>
      )}
    </Page>
  )
}

function Row({ line, now, onOpen }: { line: Line; now: number; onOpen: () => void }) {
  const t = useT()
  const { application: row, drafted, gone } = line
  const looks = toLookAt(row.findings).length
  return (
    <button type="button" className="row" data-application={row.id} onClick={onOpen}>
      <span className="row-main">
        <span className="row-title">
          {row.name} · {t(passKinds.words[row.kind])}
        </span>
        <span className="row-more">{row.address ?? row.place}</span>
        <span className="verify-marks">
          <span>{t(w.askedAgo, { age: sayAge(t, now - Date.parse(row.askedAt)) })}</span>
          {gone ? <span className="badge badge-stop">{t(w.goneRow)}</span> : null}
          {drafted && !gone ? <span className="badge badge-stop">{t(w.unsent)}</span> : null}
          {row.objections.length > 0 ? <span className="badge badge-alarm">{t(w.hasObjection)}</span> : null}
          {row.state === 'verified' ? (
            <span className="badge badge-good">{t(w.verified)}</span>
          ) : looks > 0 ? (
            <span className="badge">{t(w.looks, { n: looks })}</span>
          ) : (
            <span className="badge badge-good">{t(w.agrees)}</span>
          )}
        </span>
      </span>
      <NextIcon />
    </button>
  )
}
