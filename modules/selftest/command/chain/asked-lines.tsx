/** Lines that somebody must look at: as they were pasted on the left, who may be meant and with what result on the right. */
import { Button, Checkbox, Radio, Select } from 'antd'
import { useState } from 'react'
import { chainDoubts } from '../../../../platform/pure/chain/model.ts'
import { Block } from '../../../../platform/web/desk/desk-page.tsx'
import { useAsk } from '../../../../platform/web/desk/queries.ts'
import { useSettled } from '../../../../platform/web/desk/use-settled.ts'
import { useLang } from '../../../../platform/web/lang.tsx'
import { register } from '../../../register/contract.ts'
import { matchReasons } from '../../chain-match.ts'
import type { Decision, ReviewedRow } from '../../chain-review.ts'
import { results, type TestResult } from '../../model.ts'
import { chainPageWords as w } from '../words.ts'
import type { Matched } from './use-matched.ts'

interface AskedLinesProps {
  readonly rows: readonly ReviewedRow[]
  readonly matched: Matched
  readonly decisions: ReadonlyMap<string, Decision>
  readonly decide: (key: string, decision: Decision | null) => void
}

export function AskedLines({ rows, matched, decisions, decide }: AskedLinesProps) {
  const { t } = useLang()
  if (rows.length === 0) return null
  return (
    <Block title={t(w.askedTitle)} note={t(w.askedNote)} flush>
      <ol className="chain-asked">
        {rows.map((row) => (
          <AskedLine
            key={`${row.row.key} ${row.row.line}`}
            {...{ row, matched }}
            decision={decisions.get(row.row.key) ?? null}
            decide={(decision) => decide(row.row.key, decision)}
          />
        ))}
      </ol>
    </Block>
  )
}

interface AskedLineProps {
  readonly row: ReviewedRow
  readonly matched: Matched
  readonly decision: Decision | null
  readonly decide: (decision: Decision | null) => void
}

function AskedLine({ row: { row, match, differs }, matched, decision, decide }: AskedLineProps) {
  const { t, lang } = useLang()
  const [chosen, choose] = useState<readonly string[]>(match.chosen)
  const [offered, offer] = useState<readonly string[]>(match.candidates)
  const [result, setResult] = useState<TestResult | null>(row.result)
  const nameOf = (id: string) => matched.residentOf(id)?.name ?? ''
  const lines =
    row.line === row.lastLine ? t(w.line, { n: row.line }) : t(w.lines, { from: row.line, to: row.lastLine })
  const why = [t(matchReasons.words[match.because]), ...row.doubts.map((doubt) => t(chainDoubts.words[doubt]))]
  if (differs) why.push(t(w.stateDiffers))
  return (
    <li className={decision === null ? '' : 'chain-decided'} data-line={row.line}>
      <div className="chain-said">
        <span className="muted">{[lines, ...row.corrects.map((n) => t(w.saidTo, { n }))].join(' · ')}</span>
        <q>{row.text}</q>
        <span className="chain-why">{why.join(lang === 'zh' ? '；' : '; ')}</span>
      </div>
      {decision === null ? (
        <div className="chain-choice">
          {offered.length > 0 && (
            <Checkbox.Group
              aria-label={t(w.whoIsMeant)}
              className="chain-people"
              value={[...chosen]}
              onChange={(next) => choose(next)}
              options={offered.map((id) => {
                const person = matched.residentOf(id)
                const on = person?.standing
                return {
                  value: id,
                  label: (
                    <>
                      <strong>{person?.name}</strong> <span className="muted">{person?.address}</span>
                      {on && <span className="chain-on">{t(w.onRecord, { result: t(results.words[on]) })}</span>}
                    </>
                  ),
                }
              })}
            />
          )}
          <FindPerson
            onFound={(person) => {
              matched.add(person)
              offer((before) => [...new Set([...before, person.id])])
              choose((before) => [...new Set([...before, person.id])])
            }}
          />
          <Radio.Group
            optionType="button"
            size="small"
            value={result}
            onChange={(event) => setResult(event.target.value as TestResult)}
            options={results.values.map((value) => ({ value, label: t(results.words[value]) }))}
          />
          <span className="chain-buttons">
            <Button
              type="primary"
              disabled={chosen.length === 0 || result === null}
              onClick={() => result && decide({ residentIds: chosen, result })}
            >
              {t(w.confirm)}
            </Button>
            <Button onClick={() => decide('left-out')}>{t(w.skip)}</Button>
          </span>
        </div>
      ) : (
        <div className="chain-choice">
          <span>
            {decision === 'left-out'
              ? t(w.leftOut)
              : t(w.willRecord, {
                  names: decision.residentIds.map(nameOf).join(lang === 'zh' ? '、' : ', '),
                  result: t(results.words[decision.result]),
                })}
          </span>
          <span className="chain-buttons">
            <Button size="small" onClick={() => decide(null)}>
              {t(w.undo)}
            </Button>
          </span>
        </div>
      )}
    </li>
  )
}

/** By name, initials or address, wherever the line led to nobody or to the wrong ones. */
function FindPerson({ onFound }: { onFound: (person: NonNullable<ReturnType<Matched['residentOf']>>) => void }) {
  const { t } = useLang()
  const [typed, setTyped] = useState('')
  const [text, setText] = useState('')
  const settle = useSettled(() => setText(typed.trim()), 250, 800)
  const answer = useAsk(register.operations.findResidents, { text, limit: 20 }, { when: text.length > 1, keep: true })
  const rows = text.length > 1 ? (answer.data?.rows ?? []) : []
  return (
    <Select<string>
      className="chain-find"
      aria-label={t(w.search)}
      placeholder={t(w.search)}
      showSearch={{
        filterOption: false,
        onSearch: (value) => {
          setTyped(value)
          settle()
        },
      }}
      value={null as unknown as string}
      notFoundContent={null}
      popupMatchSelectWidth={420}
      options={rows.map((row) => ({ value: row.id, label: `${row.name} · ${row.address}` }))}
      onChange={(id) => {
        const row = rows.find((one) => one.id === id)
        if (row) onFound({ id, name: row.name, address: row.address, standing: null, chain: null })
      }}
    />
  )
}
