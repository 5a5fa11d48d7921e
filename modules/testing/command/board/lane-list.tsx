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
  const { t } = useLang()
  const known = new Map(lanes.map((lane) => [`${lane.siteId} ${lane.lane}`, lane]))
  return (
    <ul className="lanes">
      {sites.map((site) => {
        const own = Array.from({ length: site.lanes }, (_, i) => known.get(`${site.id} ${i + 1}`))
        const isOpen = Date.parse(site.opensAt) <= now && now < Date.parse(site.closesAt)
        const last = own.map((lane) => lane?.lastAt ?? '').sort()
        return (
          <li key={site.id}>
            <LaneRow
              name={site.name}
              whole
              lane={{
                samples: own.reduce((sum, lane) => sum + (lane?.samples ?? 0), 0),
                perHour: own.reduce((sum, lane) => sum + (lane?.perHour ?? 0), 0),
                lastAt: last.at(-1) || null,
              }}
              isOpen={isOpen}
              now={now}
            />
            {site.lanes > 1 &&
              own.map((lane, i) => (
                <LaneRow
                  // Lanes are their numbers.
                  key={i}
                  name={t(boardWords.lane, { n: i + 1 })}
                  lane={lane ?? { samples: 0, perHour: 0, lastAt: null }}
                  isOpen={isOpen}
                  now={now}
                />
              ))}
          </li>
        )
      })}
    </ul>
  )
}

interface LaneRowProps {
  readonly name: string
  readonly lane: Pick<Lane, 'samples' | 'perHour' | 'lastAt'>
  readonly isOpen: boolean
  readonly now: number
  /** The site as a whole, above its lanes. */
  readonly whole?: boolean
}

function LaneRow({ name, lane, isOpen, now, whole }: LaneRowProps) {
  const { t, lang } = useLang()
  const minutes = lane.lastAt ? Math.max(0, Math.floor((now - Date.parse(lane.lastAt)) / 60_000)) : null
  const quiet = isOpen && (minutes === null || minutes >= QUIET)
  return (
    <div className={`lane${whole ? ' lane-whole' : ''}${quiet ? ' quiet' : ''}`}>
      <span className="lane-name">{name}</span>
      <span>{count(lane.samples, lang)}</span>
      <span className="lane-rate">{t(boardWords.perHour, { n: count(Math.round(lane.perHour), lang) })}</span>
      <span className="lane-last">
        {lane.lastAt === null || minutes === null
          ? t(boardWords.notYet)
          : quiet && minutes < 600
            ? t(boardWords.quiet, { n: minutes })
            : shanghaiClock(lane.lastAt)}
      </span>
    </div>
  )
}
