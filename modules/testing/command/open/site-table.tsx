/** Sites as rows: whom each serves and whether its lanes are enough for its hours; edited, split and removed where they are seen. */
import { Button } from 'antd'
import type { Lang } from '../../../../platform/pure/words.ts'
import { count } from '../../../../platform/web/desk/figures.ts'
import { useLang } from '../../../../platform/web/lang.tsx'
import { siteKinds } from '../../model.ts'
import { capacityOf, hoursFor, lanesFor, sitesFor } from '../../planning.ts'
import { hoursWords, poolWords } from '../use-round.ts'
import { commonArea } from './estimate.ts'
import { hoursBetween, type SiteDraft } from './draft.ts'
import type { AreaTree } from './use-area-tree.ts'
import { CROWDED } from './use-round-plan.ts'
import { openWords } from './words.ts'

interface SiteTableProps {
  readonly sites: readonly SiteDraft[]
  readonly tree: AreaTree
  readonly people: (path: string) => number
  /** The round's own hours: a site's are told where they differ. */
  readonly hours: { readonly opensAt: string; readonly closesAt: string }
  readonly onEdit?: (site: SiteDraft) => void
  readonly onSplit?: (site: SiteDraft, into: number) => void
  readonly onRemove?: (site: SiteDraft) => void
}

export function SiteTable(props: SiteTableProps) {
  return (
    <ul className="sites">
      {props.sites.map((site) => (
        <SiteRow key={site.id} {...props} site={site} />
      ))}
    </ul>
  )
}

/** `A district: grid 1, grid 2`; of many parts the first and the last, as they lie side by side. */
function catchmentWords(catchment: readonly string[], tree: AreaTree, lang: Lang): string {
  const [only] = catchment
  if (only !== undefined && catchment.length === 1) return tree.nameOf(only)
  const names = catchment.map((path) => tree.areas.get(path)?.name ?? '…')
  const around = commonArea(catchment)
  const parts =
    names.length > 4 ? `${names[0]} … ${names.at(-1)} (${names.length})` : names.join(lang === 'zh' ? '、' : ', ')
  return tree.places?.some((place) => place.path === around || around.startsWith(place.path))
    ? `${tree.nameOf(around)} ${parts}`
    : parts
}

function SiteRow({
  site,
  tree,
  people,
  hours: usual,
  onEdit,
  onSplit,
  onRemove,
}: SiteTableProps & { site: SiteDraft }) {
  const { t, lang } = useLang()
  const within = site.catchment.reduce((sum, path) => sum + people(path), 0)
  const hours = hoursBetween(site.opensAt, site.closesAt)
  const capacity = capacityOf(site.lanes, hours)
  const into = sitesFor(within)
  const sameHours = site.opensAt === usual.opensAt && site.closesAt === usual.closesAt
  return (
    <li className="site">
      <span>
        <strong className="site-name">{site.name}</strong>
        <span className="muted">
          {[
            t(siteKinds.words[site.kind]),
            poolWords(site.poolSize, t),
            ...(sameHours ? [] : [hoursWords(site.opensAt, site.closesAt, t)]),
          ].join(' · ')}
        </span>
        <span className="site-areas">{catchmentWords(site.catchment, tree, lang)}</span>
      </span>
      <span className="site-lanes">
        <span className="site-figure">{site.lanes}</span>
        <span className="muted">{t(openWords.lanes)}</span>
      </span>
      <span className="site-people">
        <strong>{t(openWords.people, { n: count(within, lang) })}</strong>
        {within > capacity && hours > 0 ? (
          <span className="hand">
            {t(openWords.notEnough, { hours: hoursFor(within, site.lanes), lanes: lanesFor(within, hours) })}
          </span>
        ) : (
          <span className="muted">{t(openWords.enough, { hours, n: count(capacity, lang) })}</span>
        )}
        {onSplit && within > CROWDED && <span className="muted">{t(openWords.crowded)}</span>}
      </span>
      <span className="site-actions">
        {onSplit && within > CROWDED && (
          <Button size="small" title={t(openWords.splitHint)} onClick={() => onSplit(site, into)}>
            {t(openWords.split, { n: into })}
          </Button>
        )}
        {onEdit && (
          <Button size="small" aria-label={`${t(openWords.changeSite)} ${site.name}`} onClick={() => onEdit(site)}>
            {t(openWords.change)}
          </Button>
        )}
        {onRemove && (
          <Button
            size="small"
            type="text"
            aria-label={`${t(openWords.remove)} ${site.name}`}
            onClick={() => onRemove(site)}
          >
            {t(openWords.remove)}
          </Button>
        )}
      </span>
    </li>
  )
}
