/** Where, of which round and of which time; and in which order. */
import { InputNumber, Select } from 'antd'
import type { Source } from '../../../../platform/pure/source.ts'
import { shanghaiDay } from '../../../../platform/pure/time.ts'
import { serverNow } from '../../../../platform/web/client.ts'
import { AreaPicker } from '../../../../platform/web/desk/area-picker.tsx'
import { useDesk } from '../../../../platform/web/desk/desk-context.tsx'
import { useAsk } from '../../../../platform/web/desk/queries.ts'
import { DayPicker } from '../../../../platform/web/desk/when-picker.tsx'
import { useT } from '../../../../platform/web/lang.tsx'
import { testing } from '../../../testing/contract.ts'
import type { Output } from '../../model.ts'
import type { Period, Question } from '../../question.ts'
import { askWords as w } from '../words.ts'

interface ScopeStepProps {
  readonly source: Source
  readonly question: Question
  readonly outputs: readonly Output[]
  readonly onChange: (change: Partial<Pick<Question, 'area' | 'round' | 'period' | 'sort'>>) => void
}

export function ScopeStep({ source, question, outputs, onChange }: ScopeStepProps) {
  const t = useT()
  const { area } = useDesk()
  return (
    <div className="ask-scope">
      <label>
        <span className="ask-label">{t(w.area)}</span>
        <AreaPicker
          label={t(w.area)}
          value={question.area ?? area.path}
          onChange={(path) => onChange({ area: path === area.path ? null : path })}
        />
      </label>
      {source.round !== 'none' && (
        <RoundPick
          value={question.round}
          optional={source.round === 'possible'}
          onChange={(round) => onChange({ round })}
        />
      )}
      {source.at !== undefined && (
        <PeriodPick value={question.period} onChange={(next) => onChange({ period: next })} />
      )}
      <SortPick question={question} outputs={outputs} onChange={onChange} />
    </div>
  )
}

interface RoundPickProps {
  readonly value: Question['round']
  readonly optional: boolean
  readonly onChange: (round: Question['round']) => void
}

function RoundPick({ value, optional, onChange }: RoundPickProps) {
  const t = useT()
  const { data } = useAsk(testing.operations.rounds, {})
  return (
    <label>
      <span className="ask-label">{t(w.round)}</span>
      <Select
        aria-label={t(w.round)}
        value={value ?? 'all'}
        options={[
          { value: 'latest', label: t(w.latest) },
          ...(optional ? [{ value: 'all', label: t(w.allRounds) }] : []),
          ...(data?.rounds ?? []).map((r) => ({ value: r.id, label: `${r.name} · ${shanghaiDay(r.opensAt)}` })),
        ]}
        onChange={(round) => onChange(round === 'all' ? null : round)}
      />
    </label>
  )
}

function PeriodPick({ value, onChange }: { value: Period | null; onChange: (period: Period | null) => void }) {
  const t = useT()
  const today = shanghaiDay(serverNow())
  const begin = (kind: string): Period | null => {
    if (kind === 'days') return { kind, days: 7 }
    if (kind === 'between') return { kind, from: today, to: today }
    return kind === 'today' || kind === 'yesterday' ? { kind } : null
  }
  return (
    <div>
      <span className="ask-label">{t(w.period)}</span>
      <div className="ask-period">
        <Select
          aria-label={t(w.period)}
          value={value?.kind ?? 'always'}
          options={(['always', 'today', 'yesterday', 'days', 'between'] as const).map((kind) => ({
            value: kind,
            label: t(w[kind]),
          }))}
          onChange={(kind) => onChange(begin(kind))}
        />
        {value?.kind === 'days' && (
          <InputNumber
            aria-label={t(w.nDays)}
            min={1}
            max={366}
            precision={0}
            value={value.days}
            onChange={(days) => onChange({ kind: 'days', days: Number(days ?? 1) })}
          />
        )}
        {value?.kind === 'between' && (
          <>
            <DayPicker label={t(w.from)} value={value.from} onChange={(from) => from && onChange({ ...value, from })} />
            <DayPicker label={t(w.to)} value={value.to} onChange={(to) => to && onChange({ ...value, to })} />
          </>
        )}
      </div>
    </div>
  )
}

function SortPick({ question, outputs, onChange }: Omit<ScopeStepProps, 'source'>) {
  const t = useT()
  const [first] = question.sort
  return (
    <div>
      <span className="ask-label">{t(w.sort)}</span>
      <div className="ask-period">
        <Select
          aria-label={t(w.sort)}
          value={first?.output ?? -1}
          options={[
            { value: -1, label: t(w.sortNatural) },
            ...outputs.map((output, value) => ({ value, label: t(output.title) })),
          ]}
          onChange={(output) => onChange({ sort: output < 0 ? [] : [{ output, down: first?.down ?? true }] })}
        />
        {first && (
          <Select
            aria-label={t(w.direction)}
            value={first.down}
            options={[
              { value: true, label: t(w.descending) },
              { value: false, label: t(w.ascending) },
            ]}
            onChange={(down) => onChange({ sort: [{ ...first, down }] })}
          />
        )}
      </div>
    </div>
  )
}
