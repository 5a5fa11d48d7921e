/** What is odd about a lab's results, as a list of plain sentences; nothing odd: nothing is shown. */
import type { OutputFor } from '../../../platform/web/client.ts'
import { count } from '../../../platform/web/desk/figures.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import type { laboratory } from '../contract.ts'
import { oddities as codes } from '../oddities.ts'
import './laboratory.css'

type Oddity = OutputFor<typeof laboratory.operations.results>['oddities'][number]

export function Oddities({ title, oddities }: { title: string; oddities: readonly Oddity[] }) {
  const { t, lang } = useLang()
  if (oddities.length === 0) return null
  return (
    <section className="oddities" role="alert">
      <h2>{title}</h2>
      <ul>
        {oddities.map(({ code, n }) => (
          <li key={code}>{t(codes.words[code], { n: count(n, lang) })}</li>
        ))}
      </ul>
    </section>
  )
}
