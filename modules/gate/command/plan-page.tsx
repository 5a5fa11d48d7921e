/** Gates on the map and in a list; changes are gathered into one plan, judged while it grows, and saved or refused as a whole. */
import { App, Button, Tag } from 'antd'
import { useState } from 'react'
import { ClientProblem, wordsOf } from '../../../platform/web/client.ts'
import { DataTable } from '../../../platform/web/desk/data-table.tsx'
import { useDesk } from '../../../platform/web/desk/desk-context.tsx'
import { Block, DeskPage, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { Figure, Figures } from '../../../platform/web/desk/figure.tsx'
import { PlusIcon } from '../../../platform/web/desk/icons.tsx'
import { useAct, useAsk } from '../../../platform/web/desk/queries.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { gates } from '../contract.ts'
import type { GateOnRecord } from '../desk-contract.ts'
import { type GateChange, objectionsTo, withChanges } from '../exits.ts'
import { gateStates } from '../model.ts'
import { ChangeDialog } from './change-dialog.tsx'
import { GateDialog } from './gate-dialog.tsx'
import { GateMap } from './gate-map.tsx'
import { hoursText } from './hours-text.ts'
import { useGateLive, useServedNames } from './use-gates.ts'
import { gateDesk as w } from './words.ts'

export default function PlanPage() {
  const t = useT()
  const { area } = useDesk()
  const leads = useMay(gates.operations.changeGates.roles)
  const asked = useAsk(gates.operations.gates, {})
  useGateLive(gates.operations.gates)
  const [plan, setPlan] = useState<readonly GateChange[]>([])
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [dialog, setDialog] = useState<'change' | 'add' | 'correct' | null>(null)
  const before = asked.data?.gates
  const after = before && withChanges(before, plan)
  const count = (is: (gate: GateOnRecord) => boolean): number | null => after?.filter(is).length ?? null
  const add = (change: Omit<GateChange, 'id'>) => {
    setPlan([...plan.filter(({ id }) => !chosen.includes(id)), ...chosen.map((id) => ({ id, ...change }))])
    setChosen([])
    setDialog(null)
  }
  const adding = leads && (
    <Button icon={<PlusIcon />} onClick={() => setDialog('add')}>
      {t(w.add)}
    </Button>
  )
  return (
    <DeskPage title={t(w.plan)} lead={t(w.planLead)} actions={adding}>
      <Figures label={t(w.plan)}>
        <Figure lead label={t(w.openGates)} value={count((g) => g.state === 'open')} />
        <Figure label={t(w.closedGates)} value={count((g) => g.state === 'closed')} />
        <Figure label={t(w.handovers)} value={count((g) => g.state === 'handover')} />
        <Figure
          label={t(w.withoutKey)}
          value={count(isLocked)}
          {...(count(isLocked) ? { tone: 'hand' as const } : {})}
        />
      </Figures>
      {before && plan.length > 0 && <Planned before={before} plan={plan} onDone={() => setPlan([])} />}
      <Block flush>
        <DataTable<GateOnRecord>
          id="gate.gates"
          label={t(w.plan)}
          rows={after}
          rowKey={(row) => row.id}
          height={420}
          empty={<Nothing title={t(w.noGates)} hint={t(w.noGatesHint)} />}
          rowTone={(row) => (plan.some(({ id }) => id === row.id) ? 'hand' : undefined)}
          actions={
            leads && (
              <>
                <Button disabled={chosen.length !== 1} onClick={() => setDialog('correct')}>
                  {t(w.correct)}
                </Button>
                <Button type="primary" disabled={chosen.length === 0} onClick={() => setDialog('change')}>
                  {t(w.change, { n: chosen.length })}
                </Button>
              </>
            )
          }
          {...(leads ? { chosen, onChoose: setChosen } : {})}
          columns={[
            {
              key: 'name',
              title: w.name,
              width: 240,
              cell: (row) => row.name,
              sort: (a, b) => a.name.localeCompare(b.name, 'zh'),
            },
            {
              ...{ key: 'state', title: w.state, width: 190 },
              cell: (row) => t(gateStates.words[row.state]),
              sort: (a, b) => a.state.localeCompare(b.state),
            },
            {
              ...{ key: 'hours', title: w.hours, width: 180 },
              cell: (row) => (row.state !== 'open' ? '–' : hoursText(row.hours) || t(w.allDay)),
            },
            { key: 'fire', title: w.fireExit, width: 110, cell: (row) => row.fireExit && <Tag>{t(w.fireExit)}</Tag> },
            {
              ...{ key: 'key', title: w.key, width: 220 },
              cell: (row) =>
                row.keyHolder ? `${row.keyHolder.name} ${row.keyHolder.phone}` : isLocked(row) ? t(w.noKey) : '–',
            },
          ]}
        />
      </Block>
      {after && (
        <GateMap
          under={area.path}
          gates={after}
          chosen={chosen}
          onPick={(id) => setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])}
        />
      )}
      {dialog === 'change' && after && (
        <ChangeDialog
          gates={after.filter(({ id }) => chosen.includes(id))}
          onPlan={add}
          onClose={() => setDialog(null)}
        />
      )}
      {(dialog === 'add' || dialog === 'correct') && (
        <GateDialog
          gate={dialog === 'correct' ? (before?.find(({ id }) => id === chosen[0]) ?? null) : null}
          onClose={() => setDialog(null)}
        />
      )}
    </DeskPage>
  )
}

const isLocked = (gate: GateOnRecord): boolean => gate.state !== 'open' && gate.keyHolder === null

interface PlannedProps {
  readonly before: readonly GateOnRecord[]
  readonly plan: readonly GateChange[]
  readonly onDone: () => void
}

/** The plan as it stands: what speaks against it, and saving it. */
function Planned({ before, plan, onDone }: PlannedProps) {
  const t = useT()
  const { message } = App.useApp()
  const [refused, setRefused] = useState<readonly string[]>([])
  const save = useAct(gates.operations.changeGates, {
    refresh: [gates.room],
    onDone: () => {
      void message.success(t(w.saved))
      onDone()
    },
    onProblem: (error) => {
      const fields = error instanceof ClientProblem ? (error.fields ?? []) : []
      setRefused([t(wordsOf(error)), ...fields.map((field) => t(field.words))])
    },
  })
  const objections = objectionsTo(before, withChanges(before, plan))
  const nameOf = useServedNames()
  const versions = new Map(before.map((gate) => [gate.id, gate.version]))
  const said = objections.map((o) =>
    o.kind === 'shut-in'
      ? t(w.shutIn, { area: nameOf(o.area), from: o.from, to: o.to })
      : t(w.lacksKey, { gate: o.name }),
  )
  const against = said.length > 0 ? said : refused
  return (
    <Block
      title={t(w.planned, { n: plan.length })}
      actions={
        <>
          <Button onClick={onDone}>{t(w.dropPlan)}</Button>
          <Button
            type="primary"
            disabled={said.length > 0}
            loading={save.isPending}
            onClick={() => save.mutate({ changes: plan.map((c) => ({ ...c, version: versions.get(c.id) ?? 0 })) })}
          >
            {t(w.savePlan)}
          </Button>
        </>
      }
    >
      <div role="status">
        {against.length === 0 ? (
          <p>{t(w.planFine)}</p>
        ) : (
          <ul className="gate-objections">
            {against.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        )}
      </div>
    </Block>
  )
}
