/**
 * Putting a question together as one does with a spreadsheet: where from, rows, columns, conditions, where and when on the left,
 * the first rows on the right at once. The same page opens a saved report: what is kept is the question, so there is nothing else to show.
 */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { Answer } from '../../../../platform/web/desk/answer.tsx'
import { useDesk } from '../../../../platform/web/desk/desk-context.tsx'
import { DeskPage } from '../../../../platform/web/desk/desk-page.tsx'
import { useAsk } from '../../../../platform/web/desk/queries.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import { useMay, useMe } from '../../../../platform/web/session.tsx'
import { builtIns } from '../../built-in.ts'
import { isAggregated } from '../../check-question.ts'
import { picture } from '../../contract.ts'
import type { Field } from '../../field.ts'
import type { Report, Snapshot } from '../../model.ts'
import { outputsOf } from '../../output.ts'
import type { Measure, Question } from '../../question.ts'
import { sourceOf, sources } from '../../sources.ts'
import { Snapshots } from '../daily/snapshots.tsx'
import { askWords as w } from '../words.ts'
import { AskActions } from './ask-actions.tsx'
import { ColumnsStep, personalIn } from './columns-step.tsx'
import { Conditions, isComplete } from './conditions.tsx'
import { firstQuestion } from './first-question.ts'
import { Preview } from './preview.tsx'
import { RowsStep } from './rows-step.tsx'
import { ScopeStep } from './scope-step.tsx'
import { Step } from './step.tsx'
import './ask.css'

interface Search {
  readonly report?: string
  readonly ready?: string
}

export default function AskPage() {
  const { report: reportId, ready } = useSearch({ strict: false }) as Search
  const saved = useAsk(picture.operations.report, { id: reportId ?? '' }, { when: reportId !== undefined })
  const fields = useAsk(picture.operations.fields, {})
  return (
    <Answer of={fields} height={400}>
      {({ fields: asked }) =>
        reportId === undefined ? (
          <Builder key={ready ?? 'new'} fields={asked} saved={null} ready={ready} />
        ) : (
          <Answer of={saved} height={400}>
            {(report) => <Builder key={report.id} fields={asked} saved={report} ready={undefined} />}
          </Answer>
        )
      }
    </Answer>
  )
}

/** Without conditions that say nothing yet. */
function asked(question: Question): Question {
  const { rows } = question
  const kept = (m: Measure): Measure => ('where' in m ? ({ ...m, where: m.where.filter(isComplete) } as Measure) : m)
  return {
    ...question,
    filters: question.filters.filter(isComplete),
    rows: rows.by === 'each' ? rows : { ...rows, measures: rows.measures.map(kept) },
  }
}

interface BuilderProps {
  readonly fields: readonly Field[]
  readonly saved: Report | null
  readonly ready: string | undefined
}

function Builder({ fields, saved, ready }: BuilderProps) {
  const t = useT()
  const navigate = useNavigate()
  const { grant } = useMe()
  const { area } = useDesk()
  const mine = sources.filter((s) => s.roles.includes(grant.role))
  const builtIn = builtIns.find((b) => b.key === ready)
  const [question, setQuestion] = useState<Question>(
    () => saved?.question ?? builtIn?.question ?? firstQuestion(mine[0]!, grant.role, area.path),
  )
  const source = sourceOf(question.source) ?? mine[0]!
  const figuresOnly = grant.role === 'superior'
  const [before, setBefore] = useState<Snapshot | null>(null)
  const kept = useAsk(picture.operations.snapshot, { id: before?.id ?? '' }, { when: before !== null })
  const told = before ? kept.data?.parts[0]?.result : undefined
  const maySee = useMay(picture.operations.snapshots.roles)
  const change = (part: Partial<Question>) => setQuestion((before) => ({ ...before, ...part }))
  const outputs = outputsOf(question, source, new Map(fields.map((f) => [f.id, f])))
  const personal = personalIn(question, source)
  const name = saved?.name ?? (builtIn ? t(builtIn.name) : null)
  const ready_ = asked(question)
  return (
    <DeskPage
      title={name ?? t(w.title)}
      lead={t(w.lead)}
      back={{ to: '/reports', label: t(w.back) }}
      actions={
        <AskActions
          question={ready_}
          saved={saved}
          name={name}
          onSaved={(report) => void navigate({ to: '/reports/ask', search: { report: report.id } as never })}
        />
      }
    >
      <div className="ask">
        <div className="ask-steps block">
          <Step n={1} title={t(w.stepSource)}>
            <Select
              aria-label={t(w.stepSource)}
              value={source.key}
              style={{ width: '100%' }}
              showSearch={{ optionFilterProp: 'label' }}
              options={mine.map((s) => ({ value: s.key, label: t(s.words) }))}
              onChange={(key) => {
                const next = sourceOf(key)
                if (next) setQuestion({ ...firstQuestion(next, grant.role, area.path), area: question.area })
              }}
            />
            <p className="muted">{t(source.lead)}</p>
          </Step>
          <Step n={2} title={t(w.stepRows)}>
            <RowsStep
              source={source}
              question={question}
              path={area.path}
              figuresOnly={figuresOnly}
              onChange={change}
            />
          </Step>
          <Step n={3} title={t(w.stepColumns)}>
            <ColumnsStep
              source={source}
              question={question}
              fields={fields}
              personal={!figuresOnly}
              onChange={change}
            />
          </Step>
          <Step n={4} title={t(w.stepFilters)}>
            <Conditions
              source={source}
              filters={question.filters}
              personal={!figuresOnly}
              onChange={(filters) => change({ filters })}
            />
          </Step>
          <Step n={5} title={t(w.stepScope)}>
            <ScopeStep source={source} question={question} outputs={outputs} onChange={change} />
          </Step>
          {personal && (
            <Step n={6} title={t(w.stepPurpose)}>
              <Input.TextArea
                aria-label={t(w.stepPurpose)}
                rows={2}
                maxLength={200}
                value={question.purpose ?? ''}
                onChange={(event) => change({ purpose: event.target.value.trim() === '' ? null : event.target.value })}
              />
              <p className="muted">{t(w.purposeHint)}</p>
            </Step>
          )}
        </div>
        <div className="ask-side">
          <Preview question={ready_} source={source} fields={fields} before={told} onChange={change} />
          {saved && maySee && isAggregated(saved.question) && (
            <Snapshots ofId={saved.id} chosen={before?.id ?? null} onChoose={setBefore} />
          )}
        </div>
      </div>
    </DeskPage>
  )
}
