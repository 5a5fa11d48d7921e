/** A lane at work: open a tube, find the next person by whichever way serves them, count the tube when it is full. */
import { useState } from 'react'
import { useT } from '../../../platform/web/lang.tsx'
import { Scanner } from '../../../platform/web/phone/camera/scanner.tsx'
import { sayAge } from '../../../platform/web/phone/age.ts'
import { useCell } from '../../../platform/web/phone/cell.ts'
import { NumberIcon, PersonPlusIcon, ScanIcon, SearchIcon } from '../../../platform/web/phone/icons.tsx'
import { Page } from '../../../platform/web/phone/page.tsx'
import { Notice } from '../../../platform/web/phone/parts.tsx'
import { useScreens } from '../../../platform/web/phone/screens.tsx'
import { useNow } from '../../../platform/web/phone/use-now.ts'
import { play } from '../../../platform/web/phone/sound.ts'
import { useSession } from '../../../platform/web/session.tsx'
import { isRefused, readIdentityNumber } from '../../../platform/pure/identity-number.ts'
import { type Listed, readScan, type Scanned } from '../identify.ts'
import { stageOf, type Tube } from '../tube.ts'
import { candidate, candidateOf, type How, type WalkIn } from './candidate.ts'
import { CountHeads } from './count-heads.tsx'
import { LastDone } from './last-done.tsx'
import { NumberEntry } from './number-entry.tsx'
import { OpenTube } from './open-tube.tsx'
import { SearchEntry } from './search-entry.tsx'
import type { Shift } from './shift.ts'
import { idKeyOf, type SitePocket } from './site-pocket.ts'
import { TubeStrip } from './tube-strip.tsx'
import { roundIsClosed, usePocket, useTestedElsewhere, useTube } from './use-lane.ts'
import { WalkInEntry } from './walk-in-entry.tsx'
import { chooseWay, type Way, way } from './way.ts'
import { laneWords as w } from './words.ts'

const WAYS: readonly { readonly id: Way; readonly icon: typeof ScanIcon }[] = [
  { id: 'scan', icon: ScanIcon },
  { id: 'number', icon: NumberIcon },
  { id: 'search', icon: SearchIcon },
  { id: 'walk-in', icon: PersonPlusIcon },
]
/** ms after which the crew is told how old its list is; with network it is renewed every hour. */
const OLD = 6 * 3_600_000
const wordOf = { scan: w.scan, number: w.number, search: w.search, 'walk-in': w.walkIn } as const

function Ways() {
  const t = useT()
  const current = useCell(way)
  return (
    <nav className="ways" aria-label={t(w.ways)}>
      {WAYS.map(({ id, icon: Icon }) => (
        <button
          key={id}
          type="button"
          aria-current={current === id ? 'page' : undefined}
          data-way={id}
          onClick={() => chooseWay(id)}
        >
          <Icon size={26} />
          {t(wordOf[id])}
        </button>
      ))}
    </nav>
  )
}

export function LaneScreen({ shift }: { shift: Shift }) {
  const t = useT()
  const { go } = useScreens()
  const { state } = useSession()
  const tube = useTube()
  const pocket = usePocket(shift.siteId)
  const isClosed = useCell(roundIsClosed)
  const now = useNow()
  const [closing, setClosing] = useState(false)
  useTestedElsewhere(shift.siteId, state === 'in')
  const stage = stageOf(tube ?? null)
  const look = () => tube && go('tube', { tubeId: tube.id })
  if (tube === undefined || pocket === undefined) return null
  return (
    <Page
      first
      title={t(w.lane, { lane: shift.lane })}
      small={shift.siteName}
      className="lane"
      foot={stage === 'fill' && !closing ? <Ways /> : null}
    >
      {isClosed ? <Notice kind="warn">{t(w.roundClosed)}</Notice> : null}
      {pocket === null ? (
        <Notice kind="warn" onPress={() => go('list')}>
          {t(w.noList)}
        </Notice>
      ) : null}
      {pocket && now - pocket.at > OLD ? (
        <Notice onPress={() => go('list')}>{t(w.listOld, { age: sayAge(t, now - pocket.at) })}</Notice>
      ) : null}
      {stage === 'open-a-tube' || !tube ? (
        <>
          <LastDone shift={shift} pocket={pocket} />
          <OpenTube shift={shift} />
        </>
      ) : stage === 'count' || closing ? (
        <CountHeads
          tube={tube}
          onLook={() => void look()}
          onNotYet={stage === 'count' ? null : () => setClosing(false)}
          onClosed={() => setClosing(false)}
        />
      ) : (
        <>
          <TubeStrip tube={tube} onLook={() => void look()} onClose={() => setClosing(true)} />
          <Last shift={shift} pocket={pocket} />
          <Entry shift={shift} pocket={pocket} tube={tube} />
        </>
      )}
    </Page>
  )
}

/** A form is a task of its own: what was last done steps aside for it. */
function Last(props: { shift: Shift; pocket: SitePocket | null }) {
  return useCell(way) === 'walk-in' ? null : <LastDone {...props} />
}

function Entry({ shift, pocket, tube }: { shift: Shift; pocket: SitePocket | null; tube: Tube }) {
  const t = useT()
  const { go } = useScreens()
  const current = useCell(way)
  const [unread, setUnread] = useState<string | null>(null)

  async function read(it: Exclude<Scanned, { kind: 'unreadable' }>, how: How): Promise<void> {
    setUnread(null)
    candidate.set(await candidateOf(pocket, it, how))
    go('person')
  }
  function scanned(text: string): void {
    const it = text.trim().toUpperCase() === tube.code ? null : readScan(text)
    if (it && it.kind !== 'unreadable') return void read(it, 'scan')
    play('problem')
    setUnread(it?.because[0] ? t(it.because[0]) : t(w.scanHint))
  }
  function found(person: Listed): void {
    candidate.set({ kind: 'listed', person, how: 'search' })
    go('person')
  }
  async function walkIn(it: WalkIn): Promise<void> {
    const reading = it.idNumber === null ? null : readIdentityNumber(it.idNumber, { declared: it.idType })
    if (reading && !isRefused(reading) && reading.type !== 'none') {
      const who = await candidateOf(pocket, { kind: 'number', number: reading }, 'typed')
      // Whoever is on the list after all is not a walk-in.
      if (who.kind === 'listed' || who.kind === 'several') {
        candidate.set(who)
        return go('person')
      }
    }
    const idKey = it.idNumber !== null && pocket ? await idKeyOf(pocket.meta.salt, it.idNumber) : null
    candidate.set({ kind: 'walk-in', walkIn: it, idKey, how: 'register' })
    go('person')
  }
  if (current === 'scan')
    return (
      <>
        <Scanner onRead={scanned} hint={t(w.scanHint)} />
        {unread === null ? null : <Notice kind="warn">{unread}</Notice>}
      </>
    )
  if (current === 'number')
    return <NumberEntry onRead={(it) => void read(it, it.kind === 'resident' ? 'scan' : 'typed')} />
  if (current === 'search')
    return <SearchEntry shift={shift} pocket={pocket} onChoose={found} onWalkIn={() => chooseWay('walk-in')} />
  return <WalkInEntry onReady={(it) => void walkIn(it)} />
}
