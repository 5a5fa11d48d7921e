/** Which area a list is narrowed to, by name, with a way back to the whole round. */
import { Link } from '@tanstack/react-router'
import { useAsk } from '../../../platform/web/desk/queries.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { register } from '../../register/contract.ts'
import { boardWords } from '../words.ts'

/** The area's name from the community down, e.g. 桃源里社区 第2网格; empty until it is known. */
export function useAreaName(under: string | undefined, top: string): string {
  const { data } = useAsk(
    register.operations.areas,
    { under: under ?? top },
    { when: under !== undefined && under !== top, keep: true, staleTime: 600_000 },
  )
  if (under === undefined || under === top) return ''
  return (data?.trail ?? [])
    .filter((area) => area.path.startsWith(top) && area.path !== top && area.kind !== 'patch')
    .map((area) => area.name)
    .join(' ')
}

export function NarrowedTo({ under, top, to }: { under: string | undefined; top: string; to: string }) {
  const t = useT()
  const name = useAreaName(under, top)
  if (name === '') return null
  return (
    <span className="narrowed">
      {name}
      <Link to={to}>{t(boardWords.all)}</Link>
    </span>
  )
}
