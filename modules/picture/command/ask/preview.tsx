/** The first rows of the question as it stands, a moment after the last change; or what it still lacks. */
import { useEffect, useState } from 'react'
import type { Source } from '../../../../platform/pure/source.ts'
import { shanghaiMinute } from '../../../../platform/pure/time.ts'
import { say } from '../../../../platform/pure/words.ts'
import { Answer } from '../../../../platform/web/desk/answer.tsx'
import { Nothing } from '../../../../platform/web/desk/desk-page.tsx'
import { count } from '../../../../platform/web/desk/figures.ts'
import { useAsk } from '../../../../platform/web/desk/queries.ts'
import { useLang } from '../../../../platform/web/lang.tsx'
import { useMe } from '../../../../platform/web/session.tsx'
import { checkQuestion, type Finding } from '../../check-question.ts'
import { picture } from '../../contract.ts'
import { withoutEnded } from '../../ended-fields.ts'
import type { Field } from '../../field.ts'
import type { Result } from '../../model.ts'
import { picturePolicy } from '../../policy.ts'
import type { Question } from '../../question.ts'
import { isAreaColumn } from '../../sources.ts'
import { ResultTable } from '../result-table.tsx'
import { askWords as w } from '../words.ts'
import { levelBelow } from './first-question.ts'

/** ms after the last change. */
const PAUSE = 350

function useSettledQuestion(question: Question): Question {
  const [settled, settle] = useState(question)
  const key = JSON.stringify(question)
  useEffect(() => {
    const timer = setTimeout(() => settle(question), PAUSE)
    return () => clearTimeout(timer)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- what it says counts, not which object says it
  }, [key])
  return settled
}

interface PreviewProps {
  readonly question: Question
  readonly source: Source
  readonly fields: readonly Field[]
  /** What was told before, to be held against it. */
  readonly before: Result | undefined
  readonly onChange: (change: Partial<Question>) => void
}

export function Preview({ question, source, fields, before, onChange }: PreviewProps) {
  const { t } = useLang()
  const { grant } = useMe()
  const settled = useSettledQuestion(question)
  const known = new Map(fields.map((f) => [f.id, f]))
  const findings = checkQuestion(withoutEnded(settled, known).question, { role: grant.role, fields: known })
  const answer = useAsk(
    picture.operations.run,
    { question: settled, limit: picturePolicy.preview },
    { when: findings.length === 0, keep: true },
  )
  return (
    <section className="ask-preview block block-flush" aria-label={t(w.preview)}>
      {findings.length > 0 ? (
        <Lacks findings={findings} />
      ) : (
        <Answer of={answer} height={320}>
          {(result) => <Shown result={result} question={settled} source={source} before={before} onChange={onChange} />}
        </Answer>
      )}
    </section>
  )
}

function Lacks({ findings }: { findings: readonly Finding[] }) {
  const { t, lang } = useLang()
  const words = findings.map(({ kind, word }) =>
    t(kind.words, word ? { column: say(word, lang), field: say(word, lang) } : {}),
  )
  return <Nothing title={t(w.notYet)} hint={[...new Set(words)].join(lang === 'zh' ? '；' : ' ')} />
}

interface ShownProps {
  readonly result: Result
  readonly question: Question
  readonly source: Source
  readonly before: Result | undefined
  readonly onChange: (change: Partial<Question>) => void
}

function Shown({ result, question, source, before, onChange }: ShownProps) {
  const { t, lang } = useLang()
  const { rows } = question
  const facts = [
    result.rows.length < result.total
      ? t(w.firstRows, { shown: count(result.rows.length, lang), total: count(result.total, lang) })
      : t(w.allRows, { total: count(result.total, lang) }),
    ...(result.round ? [t(w.ofRound, { round: result.round.name })] : []),
    t(w.asOf, { when: shanghaiMinute(result.at) }),
  ]
  /** From an area to the areas right below it. */
  const down = (path: string): Partial<Question> | null => {
    const level = levelBelow(path, source)
    if (rows.by !== 'groups' || level === null) return null
    const groups = rows.groups.map((g) => (isAreaColumn(g.column) ? { ...g, column: level } : g))
    return { area: path, rows: { ...rows, groups } }
  }
  return (
    <>
      <p className="ask-facts" role="status">
        {facts.join(' · ')}
      </p>
      {result.notes.map((note) => (
        <p key={note[0]} className="ask-note">
          {t(note)}
        </p>
      ))}
      {result.rows.length === 0 ? (
        <Nothing title={t(w.none)} hint={t(w.noneHint)} />
      ) : (
        <ResultTable
          result={result}
          label={t(w.preview)}
          before={before}
          keyAs={(text, key, output) => {
            const next = output.type === 'area' && typeof key === 'string' ? down(key) : null
            if (!next) return text
            return (
              <button
                type="button"
                className="key-button"
                title={t(w.openLevel, { name: String(text) })}
                onClick={() => onChange(next)}
              >
                {text}
              </button>
            )
          }}
        />
      )}
    </>
  )
}
