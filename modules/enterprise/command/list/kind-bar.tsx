/** The kinds that there are with their numbers, most first; each narrows the list below to itself. */
import type { OutputFor } from '../../../../platform/web/client.ts'
import { count } from '../../../../platform/web/desk/figures.ts'
import { useLang } from '../../../../platform/web/lang.tsx'
import type { enterprises } from '../../contract.ts'
import { type Kind, kinds } from '../../model.ts'
import { enterpriseWords as w } from '../../words.ts'

interface KindBarProps {
  readonly counts: OutputFor<typeof enterprises.operations.counts>
  readonly chosen: readonly Kind[]
  readonly onChoose: (kind: Kind | null) => void
}

export function KindBar({ counts, chosen, onChoose }: KindBarProps) {
  const { t, lang } = useLang()
  const all = counts.byKind.reduce((sum, { enterprises: n }) => sum + n, 0)
  return (
    <fieldset className="kind-bar">
      <legend className="visually-hidden">{t(w.byKind)}</legend>
      <button type="button" aria-pressed={chosen.length === 0} onClick={() => onChoose(null)}>
        {t(w.all)} <strong>{count(all, lang)}</strong>
      </button>
      {counts.byKind.map(({ kind, enterprises: n }) => (
        <button
          key={kind}
          type="button"
          aria-pressed={chosen.length === 1 && chosen[0] === kind}
          onClick={() => onChoose(kind)}
        >
          {t(kinds.words[kind])} <strong>{count(n, lang)}</strong>
        </button>
      ))}
    </fieldset>
  )
}
