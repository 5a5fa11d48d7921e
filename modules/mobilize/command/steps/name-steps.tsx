/** Departments name their people against their quota; the office settles the names. */
import { Button, Select } from 'antd'
import { useEffect, useState } from 'react'
import { useAct, useAsk } from '../../../../platform/web/desk/queries.ts'
import { useLang } from '../../../../platform/web/lang.tsx'
import { skillText } from '../../../staff/skills.ts'
import { mobilize } from '../../contract.ts'
import { useLeads } from '../use-call-up.ts'
import { deskWords as w } from '../words.ts'
import { type StepProps, useTold } from './wave-steps.tsx'

const ops = mobilize.operations

export function NameSteps({ callUp, wave }: StepProps) {
  const { t, lang } = useLang()
  const told = useTold()
  const leads = useLeads(callUp)
  const of = { callUpId: callUp.id, wave: wave.no }
  const [departmentId, choose] = useState<string | null>(
    wave.quotas.length === 1 ? (wave.quotas[0]?.departmentId ?? null) : null,
  )
  const [faults, setFaults] = useState<readonly (readonly [string, string])[]>([])
  const settle = useAct(ops.settleNames, {
    refresh: [mobilize.room],
    onProblem: told,
    onDone: ({ settled, faults: found }) => setFaults(settled ? [] : found),
  })
  return (
    <>
      <h3>{t(w.stepNames)}</h3>
      <Select
        className="mobilize-choose"
        aria-label={t(w.chooseDepartment)}
        placeholder={t(w.chooseDepartment)}
        showSearch={{ optionFilterProp: 'label' }}
        value={departmentId}
        options={wave.quotas.map(({ departmentId: value, department, quota, kept }) => ({
          value,
          label: `${department} · ${quota - kept}`,
        }))}
        onChange={choose}
      />
      {departmentId !== null && <Names key={departmentId} callUp={callUp} wave={wave} departmentId={departmentId} />}
      {faults.length > 0 && (
        <ul className="mobilize-cannot">
          {faults.map((fault) => (
            <li key={fault[1]}>{fault[lang === 'zh' ? 0 : 1]}</li>
          ))}
        </ul>
      )}
      {leads && (
        <p className="mobilize-actions">
          <Button type="primary" loading={settle.isPending} onClick={() => settle.mutate(of)}>
            {t(w.settle)}
          </Button>
          {faults.length > 0 && (
            <Button onClick={() => settle.mutate({ ...of, anyway: true })}>{t(w.settleAnyway)}</Button>
          )}
        </p>
      )}
    </>
  )
}

function Names({ callUp, wave, departmentId }: StepProps & { departmentId: string }) {
  const { t, lang } = useLang()
  const told = useTold()
  const of = { callUpId: callUp.id, wave: wave.no, departmentId }
  const people = useAsk(ops.candidates, of).data?.people
  const [chosen, setChosen] = useState<string[]>([])
  useEffect(() => {
    if (people) setChosen(people.filter(({ named }) => named).map(({ personId }) => personId))
  }, [people])
  const save = useAct(ops.nameTheirs, { refresh: [mobilize.room], onProblem: told })
  const line = wave.quotas.find((one) => one.departmentId === departmentId)
  return (
    <div className="mobilize-names">
      <Select
        mode="multiple"
        className="mobilize-choose"
        aria-label={t(w.stepNames)}
        value={chosen}
        showSearch={{ optionFilterProp: 'label' }}
        options={(people ?? []).map(({ personId, name, skills, free }) => ({
          value: personId,
          label: [name, ...skills.map((skill) => skillText(skill, lang))].join(' '),
          disabled: !free,
        }))}
        onChange={setChosen}
      />
      <span>{t(w.namedOf, { named: chosen.length, quota: line ? line.quota - line.kept : 0 })}</span>
      <Button loading={save.isPending} onClick={() => save.mutate({ ...of, personIds: chosen })}>
        {t(w.saveNames)}
      </Button>
    </div>
  )
}
