/** The site and its list: how old it is, fetching it anew, changing lane or site. */
import { useT } from '../../../platform/web/lang.tsx'
import { sayAge } from '../../../platform/web/phone/age.ts'
import { Page } from '../../../platform/web/phone/page.tsx'
import { BusyBar, Button, Notice } from '../../../platform/web/phone/parts.tsx'
import { useScreens } from '../../../platform/web/phone/screens.tsx'
import { useNow } from '../../../platform/web/phone/use-now.ts'
import { useFetchList } from './fetch-list.tsx'
import type { Shift } from './shift.ts'
import { usePocket } from './use-lane.ts'
import { laneWords as w } from './words.ts'

export function ListScreen({ shift }: { shift: Shift }) {
  const t = useT()
  const { go } = useScreens()
  const pocket = usePocket(shift.siteId)
  const now = useNow()
  const { busy, problem, fetch } = useFetchList(shift.siteId)
  return (
    <Page title={t(w.siteAndList)}>
      <section className="card">
        <span className="row-title">{shift.siteName}</span>
        <span className="row-more">
          {t(w.lane, { lane: shift.lane })} · {shift.roundName}
        </span>
      </section>
      <section className="card list-state">
        <strong>{pocket?.index.size ?? 0}</strong>
        <span>{pocket ? t(w.listOf, { count: pocket.index.size, age: sayAge(t, now - pocket.at) }) : t(w.noList)}</span>
      </section>
      {busy ? <BusyBar label={t(w.fetching)} /> : null}
      {problem ? <Notice kind="warn">{t(problem)}</Notice> : null}
      <Button kind="primary" disabled={busy} onClick={() => void fetch()}>
        {t(busy ? w.fetching : w.fetchAgain)}
      </Button>
      <Button onClick={() => go('choose')}>{t(w.changeLane)}</Button>
    </Page>
  )
}
