/** From the district down to here. What lies above one's own area is named and cannot be opened. */
import { Link } from '@tanstack/react-router'
import { isBelow } from '../../../../platform/pure/area.ts'
import { useDesk } from '../../../../platform/web/desk/desk-context.tsx'
import { useT } from '../../../../platform/web/lang.tsx'
import type { AreaLine } from '../../model.ts'
import { registerWords as w } from '../../words.ts'

export function Trail({ areas }: { areas: readonly Pick<AreaLine, 'path' | 'name'>[] }) {
  const t = useT()
  const { area: mine } = useDesk()
  return (
    <nav aria-label={t(w.trail)}>
      <ol className="trail">
        {areas.map((area, i) => (
          <li key={area.path}>
            {i < areas.length - 1 && isBelow(area.path, mine.path) ? (
              <Link to={area.path === mine.path ? '/register' : `/register/in/${area.path}`}>{area.name}</Link>
            ) : (
              <span aria-current={i === areas.length - 1 ? 'page' : undefined}>{area.name}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
