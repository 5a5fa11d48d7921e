/** Sampled = handed over = received = resulted: the four figures, where they differ, and every tube that does. */
import { Segmented } from 'antd'
import { useState } from 'react'
import { shanghaiMinute } from '../../../../platform/pure/time.ts'
import { call, type OutputFor } from '../../../../platform/web/client.ts'
import { Answer } from '../../../../platform/web/desk/answer.tsx'
import { DataTable } from '../../../../platform/web/desk/data-table.tsx'
import { Block, Nothing } from '../../../../platform/web/desk/desk-page.tsx'
import { ExportButton } from '../../../../platform/web/desk/export-button.tsx'
import { Figure, Figures } from '../../../../platform/web/desk/figure.tsx'
import { count } from '../../../../platform/web/desk/figures.ts'
import { useAsk, useRefresh } from '../../../../platform/web/desk/queries.ts'
import { useLang } from '../../../../platform/web/lang.tsx'
import { useMay } from '../../../../platform/web/session.tsx'
import { laboratory } from '../../contract.ts'
import { differences } from '../../custody.ts'
import type { Balance } from '../../model.ts'
import { custodyWords as w, laboratoryWords } from '../../words.ts'
import { type TubesShown, TubesTable } from '../result/tubes-table.tsx'
import { useRoundChanges } from '../use-round-changes.ts'
import '../laboratory.css'

const ops = laboratory.operations
type By = 'site' | 'lab' | 'batch'
type Group = OutputFor<typeof ops.custody>['groups'][number]
const STEPS = ['sampled', 'packed', 'handedOver', 'received', 'resulted'] as const satisfies readonly (keyof Balance)[]

export default function CustodySection({ id }: { id: string }) {
  const { t, lang } = useLang()
  const refresh = useRefresh()
  const mayExport = useMay(ops.exportCustody.roles)
  const [by, setBy] = useState<By>('site')
  const [shown, setShown] = useState<TubesShown>({ onlyDiffering: true })
  const custody = useAsk(ops.custody, { roundId: id, by }, { keep: true })
  useRoundChanges(() => void refresh(ops.custody, ops.tubes))
  return (
    <>
      <Answer of={custody} height={320}>
        {({ total, groups, byDifference }) => (
          <>
            <Figures label={t(laboratoryWords.custody)}>
              <Figure
                lead
                label={t(w.differing)}
                value={total.differing}
                {...(total.differing > 0 ? { tone: 'hand' as const } : { note: t(w.equal) })}
                onOpen={() => setShown({ onlyDiffering: true })}
              />
              {STEPS.map((step) => (
                <Figure key={step} label={t(w[step])} value={total[step]} />
              ))}
              <Figure label={t(w.heads)} value={total.heads} />
            </Figures>
            {byDifference.length > 0 && (
              <ul className="difference-kinds" aria-label={t(w.kinds)}>
                {byDifference.map(({ difference, tubes }) => (
                  <li key={difference}>
                    <button type="button" onClick={() => setShown({ difference: [difference] })}>
                      {t(differences.words[difference])} <strong>{count(tubes, lang)}</strong>
                    </button>
                  </li>
                ))}
              </ul>
            )}
            <Block flush>
              <Groups
                groups={groups}
                by={by}
                filters={
                  <Segmented<By>
                    aria-label={t(w.by)}
                    value={by}
                    onChange={setBy}
                    options={[
                      { value: 'site', label: t(w.bySite) },
                      { value: 'lab', label: t(w.byLab) },
                      { value: 'batch', label: t(w.byBatch) },
                    ]}
                  />
                }
              />
            </Block>
          </>
        )}
      </Answer>
      <Block title={t(w.differences)} note={t(w.lead)} flush>
        <TubesTable
          custody
          roundId={id}
          shown={shown}
          onShow={() => setShown({ onlyDiffering: true })}
          empty={<Nothing title={t(w.none)} />}
          actions={
            mayExport && (
              <ExportButton
                label={t(w.export)}
                title={t(w.export)}
                start={(purpose) => call(ops.exportCustody, { roundId: id, purpose, lang })}
              />
            )
          }
        />
      </Block>
    </>
  )
}

function Groups({ groups, by, filters }: { groups: readonly Group[]; by: By; filters: React.ReactNode }) {
  const { t, lang } = useLang()
  const nameOf = (group: Group): string => {
    if (by === 'site') return group.name
    if (by === 'lab') return group.name || t(w.noLab)
    return group.at === null
      ? `${group.name} · ${t(w.notHanded)}`
      : [group.name, shanghaiMinute(group.at), group.place].filter(Boolean).join(' · ')
  }
  return (
    <DataTable<Group>
      id={`laboratory.balance.${by}`}
      label={t(laboratoryWords.custody)}
      rows={groups}
      rowKey={(group) => group.key}
      filters={filters}
      rowTone={(group) => (group.differing > 0 ? 'hand' : undefined)}
      empty={<Nothing title={t(w.none)} />}
      columns={[
        { key: 'name', title: w.group, width: 280, cell: nameOf },
        ...STEPS.map((step, i) => ({
          key: step,
          title: w[step],
          width: 100,
          right: true,
          // What fell behind the step before stands out, in weight and not by colour alone.
          cell: (group: Group) => {
            const before = STEPS[i - 1]
            const less = before !== undefined && group[step] < group[before]
            return less ? <strong className="step-less">{count(group[step], lang)}</strong> : count(group[step], lang)
          },
        })),
        { key: 'heads', title: w.heads, width: 100, right: true, cell: (group) => count(group.heads, lang) },
        {
          key: 'differing',
          title: w.differing,
          right: true,
          cell: (group) => (group.differing > 0 ? <strong>{count(group.differing, lang)}</strong> : '0'),
        },
      ]}
    />
  )
}
