/** Sites and their lanes: how many swabs, how fast, and which lane has gone quiet while its site is open. */
import { shanghaiClock } from '../../../../platform/pure/time.ts'
import { count } from '../../../../platform/web/desk/figures.ts'
import { useLang } from '../../../../platform/web/lang.tsx'
import type { Site } from '../../model.ts'
import { boardWords } from '../../words.ts'
import type { Board } from './board-change.ts'
import './lane-list.css'

/** Minutes without a swab after which a lane wants a look. */
const QUIET = 15

type Lane = Board['lanes'][number]

export function LaneList({ sites, lanes, now }: { sites: readonly Site[]; lanes: readonly Lane[]; now: number }) {
  const { t, lang } = useLang()
  const known = new Map(lanes.map((lane) => [`${lane.siteId} ${lane.lane}`, lane]))
  return (
    <div className="lanes">
      {sites.map((site) => {
        const own = Array.from({ length: site.lanes }, (_, i) => known.get(`${site.id} ${i + 1}`))
        const perHour = own.reduce((sum, lane) => sum + (lane?.perHour ?? 0), 0)
        const samples = own.reduce((sum, lane) => sum + (lane?.samples ?? 0), 0)
        const isOpen = Date.parse(site.opensAt) <= now && now < Date.parse(site.closesAt)
        return (
          <section key={site.id} className="lane-site" aria-label={site.name}>
            <header>
              <h3>{site.name}</h3>
              <span>
                {t(boardWords.samples)} {count(samples, lang)} ·{' '}
                {t(boardWords.perHour, { n: count(Math.round(perHour), lang) })}
              </span>
            </header>
            <ul>
              {own.map((lane, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: lanes are their numbers
                <LaneRow key={i} number={i + 1} lane={lane} isOpen={isOpen} now={now} />
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}

function LaneRow({
  number,
  lane,
  isOpen,
  now,
}: {
  number: number
  lane: Lane | undefined
  isOpen: boolean
  now: number
}) {
  const { t, lang } = useLang()
  const minutes = lane?.lastAt ? Math.floor((now - Date.parse(lane.lastAt)) / 60_000) : null
  const quiet = isOpen && (minutes === null || minutes >= QUIET)
  return (
    <li className={quiet ? 'lane quiet' : 'lane'}>
      <span>{t(boardWords.lane, { n: number })}</span>
      <span className="lane-samples">{count(lane?.samples ?? 0, lang)}</span>
      <span className="lane-rate">{t(boardWords.perHour, { n: Math.round(lane?.perHour ?? 0) })}</span>
      <span className="lane-last">
        {minutes === null
          ? t(boardWords.notYet)
          : quiet
            ? t(boardWords.quiet, { n: minutes })
            : shanghaiClock(lane?.lastAt ?? now)}
      </span>
    </li>
  )
}
