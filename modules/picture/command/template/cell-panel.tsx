/** What goes into the chosen cell: a plain fact, one figure clicked in a live answer, or a whole column downward by its heading. */
import { App, Button, Segmented, Select } from 'antd'
import { useState } from 'react'
import { Answer } from '../../../../platform/web/desk/answer.tsx'
import { Block } from '../../../../platform/web/desk/desk-page.tsx'
import { useAsk } from '../../../../platform/web/desk/queries.ts'
import { useLang, useT } from '../../../../platform/web/lang.tsx'
import { picture } from '../../contract.ts'
import type { Result } from '../../model.ts'
import { cellText } from '../../output.ts'
import { picturePolicy } from '../../policy.ts'
import { facts, type Grid, type Mark, type PartOutputs, type Takes, type TemplatePart } from '../../template.ts'
import { marksByNames, placeholdersOf, withMarks } from '../../template-marks.ts'
import { ResultTable } from '../result-table.tsx'
import { templateWords as w } from '../words.ts'
import { takesWords } from './part-outputs.ts'

interface CellPanelProps {
  readonly sheet: Grid
  readonly cell: string | null
  readonly parts: readonly TemplatePart[]
  readonly outputs: readonly PartOutputs[]
  readonly marks: readonly Mark[]
  readonly onMarks: (marks: Mark[]) => void
}

export function CellPanel({ sheet, cell, parts, outputs, marks, onMarks }: CellPanelProps) {
  const t = useT()
  const places = placeholdersOf([sheet]).filter((p) => p.cell === cell)
  // Several placeholders in one text are filled one by one; otherwise the cell is filled whole.
  const several = places.some((p) => !p.alone)
  const [within, setWithin] = useState<string | null>(several ? (places[0]?.within ?? null) : null)
  const [part, setPart] = useState(0)
  if (cell === null)
    return (
      <Block>
        <p className="muted template-hint">{t(parts.length === 0 ? w.noParts : w.chooseCell)}</p>
      </Block>
    )
  const isFormula = sheet.rows.some((r) => r.cells.some((c) => c.at === cell && c.formula))
  const own = marks.find((m) => m.sheet === sheet.name && m.cell === cell && m.within === within)
  const fill = (takes: Takes) => onMarks(withMarks(marks, [{ sheet: sheet.name, cell, within, takes }]))
  const clear = () => onMarks(marks.filter((m) => m !== own))
  return (
    <Block title={t(w.cell, { cell })} {...(isFormula ? { note: t(w.isFormula) } : {})}>
      {several && (
        <Segmented
          aria-label={t(w.cell, { cell })}
          value={within ?? ''}
          onChange={(next) => setWithin(next === '' ? null : next)}
          options={[
            ...places.map((p) => ({ value: p.within, label: `{{${p.within}}}` })),
            { value: '', label: t(w.wholeCell) },
          ]}
        />
      )}
      <p className="template-current">
        <span>
          {t(w.current)} <strong>{own ? takesWords(own.takes, parts, outputs, t) : t(w.empty)}</strong>
        </span>
        {own && (
          <Button size="small" onClick={clear}>
            {t(w.clear)}
          </Button>
        )}
      </p>
      <Select<(typeof facts.values)[number] | null>
        style={{ width: '100%' }}
        aria-label={t(w.facts)}
        placeholder={t(w.facts)}
        value={own?.takes.kind === 'fact' ? own.takes.fact : null}
        options={facts.values.map((value) => ({ value, label: t(facts.words[value]) }))}
        onChange={(fact) => fact && fill({ kind: 'fact', fact })}
      />
      {parts.length === 0 ? (
        <p className="muted template-hint">{t(w.noParts)}</p>
      ) : (
        <>
          <p className="muted template-hint">{t(w.orValue)}</p>
          {parts.length > 1 && (
            <Select
              style={{ width: '100%' }}
              aria-label={t(w.parts)}
              value={part}
              options={parts.map((p, value) => ({ value, label: p.name }))}
              onChange={setPart}
            />
          )}
          <Pick
            part={parts[part] ?? parts[0]!}
            index={parts[part] ? part : 0}
            takes={own?.takes ?? null}
            onFill={fill}
            onNames={(result, output) => marksByNames(sheet, cell, { index: parts[part] ? part : 0, result }, output)}
            onMarks={(added) => onMarks(withMarks(marks, added))}
          />
        </>
      )}
    </Block>
  )
}

interface PickProps {
  readonly part: TemplatePart
  readonly index: number
  readonly takes: Takes | null
  readonly onFill: (takes: Takes) => void
  readonly onNames: (result: Result, output: number) => Mark[]
  readonly onMarks: (marks: Mark[]) => void
}

/** The live answer of a question, its figures and headings to be clicked. */
function Pick({ part, index, takes, onFill, onNames, onMarks }: PickProps) {
  const { t, lang } = useLang()
  const { message } = App.useApp()
  const answer = useAsk(
    picture.operations.run,
    { question: part.question, limit: picturePolicy.preview },
    { keep: true },
  )
  const isList = part.question.rows.by === 'each' || part.question.rows.groups.length > 0
  const is = (kind: Takes['kind'], output: number, keys: string | null): boolean =>
    takes?.kind === kind &&
    'part' in takes &&
    takes.part === index &&
    takes.output === output &&
    (takes.kind !== 'value' || JSON.stringify(takes.keys) === keys)
  return (
    <Answer of={answer} height={160}>
      {(result) => {
        const keysOf = (row: number) =>
          part.question.rows.by === 'each' || !isList ? null : (result.keys[row] ?? null)
        const labelOf = (row: number): string =>
          isList
            ? result.columns
                .flatMap((c, i) => (c.role === 'key' ? [cellText(result.rows[row]?.[i] ?? null, c, lang)] : []))
                .join(' ')
                .slice(0, 80)
            : ''
        const byNames = (output: number) => {
          const added = onNames(result, output)
          void message.info(added.length > 0 ? t(w.byNamesDone, { n: added.length }) : t(w.byNamesNone))
          if (added.length > 0) onMarks(added)
        }
        return (
          <>
            <ResultTable
              result={result}
              label={part.name}
              headAs={(text, output) =>
                isList ? (
                  <button
                    type="button"
                    className="pick"
                    aria-pressed={is('list', output, null)}
                    onClick={() => onFill({ kind: 'list', part: index, output })}
                  >
                    {text}
                  </button>
                ) : (
                  text
                )
              }
              cellAs={(text, row, output) =>
                part.question.rows.by === 'each' ? (
                  text
                ) : (
                  <button
                    type="button"
                    className="pick"
                    aria-pressed={is('value', output, JSON.stringify(keysOf(row)))}
                    onClick={() =>
                      onFill({ kind: 'value', part: index, output, keys: keysOf(row), label: labelOf(row) })
                    }
                  >
                    {text === '' ? '–' : text}
                  </button>
                )
              }
            />
            {takes?.kind === 'value' && takes.part === index && takes.keys !== null && (
              <Button block className="by-names" onClick={() => byNames(takes.output)}>
                {t(w.byNames)}
              </Button>
            )}
          </>
        )
      }}
    </Answer>
  )
}
