/** The areas right below mine: how many live there, and whom to ring. */
import { Link } from '@tanstack/react-router'
import type { register } from '../../../modules/register/contract.ts'
import { posts } from '../../../modules/register/model.ts'
import type { OutputFor } from '../../../platform/web/client.ts'
import { Block } from '../../../platform/web/desk/desk-page.tsx'
import { count } from '../../../platform/web/desk/figures.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import { today } from '../words.ts'

type Area = OutputFor<typeof register.operations.areas>['areas'][number]

// More than this is a table, and the register has it.
const MOST = 12

export function MyAreas({ areas }: { areas: readonly Area[] }) {
  const { t, lang } = useLang()
  if (areas.length === 0 || areas[0]?.kind === 'dwelling') return null
  return (
    <Block title={t(today.whoAnswers)} flush>
      <table className="today-areas">
        <thead>
          <tr>
            <th scope="col">{t(today.area)}</th>
            <th scope="col" className="right">
              {t(today.residents)}
            </th>
            <th scope="col">{t(today.answers)}</th>
          </tr>
        </thead>
        <tbody>
          {areas.slice(0, MOST).map((a) => (
            <tr key={a.path}>
              <th scope="row">
                <Link to={`/register/in/${a.path}`}>{a.name}</Link>
              </th>
              <td className="right">{count(a.residents, lang)}</td>
              <td>
                {a.duties.map((d) => (
                  <span key={d.id} className="today-duty">
                    <span className="muted">{t(posts.words[d.post])}</span> {d.name}{' '}
                    {d.phone && <a href={`tel:${d.phone}`}>{d.phone}</a>}
                  </span>
                ))}
                {a.duties.length === 0 && <span className="today-nobody">{t(today.nobody)}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {areas.length > MOST && (
        <p className="today-more">
          <Link to="/register">{t(today.allAreas, { count: areas.length })}</Link>
        </p>
      )}
    </Block>
  )
}
