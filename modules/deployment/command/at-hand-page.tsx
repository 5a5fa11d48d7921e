/** Who is here and can be placed, with how tired they are; beside it the roster to choose from. */
import { Button, Select, Tag } from 'antd'
import { useState } from 'react'
import type { OutputFor } from '../../../platform/web/client.ts'
import { type Column, DataTable } from '../../../platform/web/desk/data-table.tsx'
import { Block, DeskPage, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { NoOperation } from '../../../platform/web/desk/no-operation.tsx'
import { Figure, Figures } from '../../../platform/web/desk/figure.tsx'
import { useAsk } from '../../../platform/web/desk/queries.ts'
import { SearchBox } from '../../../platform/web/desk/search-box.tsx'
import { usePages } from '../../../platform/web/desk/use-pages.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import { staff } from '../../staff/contract.ts'
import { type Person, skills as skillCodes } from '../../staff/model.ts'
import { skillText } from '../../staff/skills.ts'
import { deployment } from '../contract.ts'
import { deployWords as w } from '../words.ts'
import { fatigueTone, useFatigueColumns } from './fatigue-columns.tsx'
import { useDo, useOpenOperation } from './use-deployment.ts'
import './deployment.css'

const ops = deployment.operations
type Here = OutputFor<typeof ops.atHand>['people'][number]

export default function AtHandPage() {
  const { t } = useLang()
  const operation = useOpenOperation()
  return (
    <DeskPage title={t(w.atHand)} lead={t(w.atHandLead)} back={{ to: '/deployment', label: t(w.title) }}>
      {operation ? <AtHand key={operation.id} operationId={operation.id} /> : <NoOperation />}
    </DeskPage>
  )
}

function AtHand({ operationId }: { operationId: string }) {
  const { t } = useLang()
  const asked = useAsk(ops.atHand, { operationId })
  const [gone, setGone] = useState<readonly string[]>([])
  const note = useDo(ops.noteAtHand, () => setGone([]))
  const named = ({ name, exempt }: Here) => (
    <>
      {name} {exempt && <Tag className="deploy-lacks">{t(w.exempt)}</Tag>}
    </>
  )
  const columns: Column<Here>[] = [
    // Why somebody is tired stands beside the state already.
    ...useFatigueColumns<Here>().map((column) => ({
      ...column,
      extra: column.key === 'nights' || column.key === 'days',
      ...(column.key === 'name' ? { cell: named } : {}),
      ...(column.key === 'state' ? { width: 88 } : {}),
    })),
    { key: 'posts', title: w.postsLeft, width: 72, right: true, cell: (p) => p.posts },
  ]
  const people = asked.data?.people
  return (
    <>
      <Figures label={t(w.atHand)}>
        <Figure lead label={t(w.atHand)} value={people?.length ?? null} />
        <Figure label={t(w.placed)} value={people?.filter((p) => p.posts > 0).length ?? null} />
        <Figure label={t(w.near)} value={people?.filter((p) => p.fatigue.state !== 'fit').length ?? null} />
      </Figures>
      <div className="deploy-two">
        <Block
          flush
          title={t(w.atHand)}
          actions={
            <Button
              disabled={gone.length === 0}
              loading={note.isPending}
              onClick={() => note.mutate({ operationId, people: [...gone], here: false })}
            >
              {t(w.noteGone, { n: gone.length })}
            </Button>
          }
        >
          <DataTable<Here>
            id="deployment.here"
            label={t(w.atHand)}
            columns={columns}
            rows={people}
            rowKey={(p) => p.personId}
            rowTone={fatigueTone}
            loading={asked.isLoading}
            chosen={gone}
            onChoose={(keys) => setGone(keys)}
            empty={<Nothing title={t(w.atHandNone)} hint={t(w.atHandNoneHint)} />}
          />
        </Block>
        <Roster operationId={operationId} here={new Set(people?.map((p) => p.personId))} />
      </div>
    </>
  )
}

function Roster({ operationId, here }: { operationId: string; here: ReadonlySet<string> }) {
  const { t, lang } = useLang()
  const [text, setText] = useState('')
  const [skills, setSkills] = useState<string[]>([])
  const [departmentId, setDepartmentId] = useState<string | null>(null)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const departments = useAsk(staff.operations.departments, {}).data?.departments ?? []
  const typed = text.trim()
  const asked = usePages(
    staff.operations.find,
    {
      ...{ standing: 'available' as const, limit: 30 },
      ...(typed ? { text: typed } : {}),
      ...(skills.length > 0 ? { skills } : {}),
      ...(departmentId ? { departmentId } : {}),
    },
    { keep: true },
  )
  const note = useDo(ops.noteAtHand, () => setChosen([]))
  const rows = asked.query.error ? [] : asked.rows?.filter(({ id }) => !here.has(id))
  const send = (people: readonly string[]) => note.mutate({ operationId, people: [...people], here: true })
  const columns: Column<Person>[] = [
    { key: 'name', title: w.name, width: 90, cell: (p) => p.name },
    { key: 'department', title: w.department, width: 140, cell: (p) => p.departmentName },
    {
      key: 'skills',
      title: w.skills,
      width: 120,
      cell: (p) => p.skills.map((s) => skillText(s, lang)).join(t(w.listed)),
    },
  ]
  return (
    <Block
      flush
      title={t(w.roster)}
      actions={
        <>
          <Button disabled={!rows?.length} onClick={() => rows && send(rows.map(({ id }) => id))}>
            {t(w.noteAll, { n: rows?.length ?? 0 })}
          </Button>
          <Button type="primary" disabled={chosen.length === 0} loading={note.isPending} onClick={() => send(chosen)}>
            {t(w.noteHere, { n: chosen.length })}
          </Button>
        </>
      }
    >
      <div className="deploy-search">
        <SearchBox text={text} onText={setText} label={t(w.search)} hint={t(w.searchHint)} />
      </div>
      <DataTable<Person>
        id="deployment.roster"
        label={t(w.roster)}
        columns={columns}
        rows={rows}
        rowKey={(p) => p.id}
        loading={asked.reading}
        onMore={asked.more}
        chosen={chosen}
        onChoose={(keys) => setChosen(keys)}
        filters={
          <>
            <Select
              aria-label={t(w.department)}
              placeholder={t(w.department)}
              allowClear
              style={{ width: 170 }}
              showSearch={{ optionFilterProp: 'label' }}
              options={departments.map(({ id, name }) => ({ value: id, label: name }))}
              value={departmentId}
              onChange={(id) => setDepartmentId(id ?? null)}
            />
            <Select
              aria-label={t(w.bySkill)}
              placeholder={t(w.bySkill)}
              mode="multiple"
              style={{ minWidth: 120 }}
              options={skillCodes.values.map((value) => ({ value, label: t(skillCodes.words[value]) }))}
              value={skills}
              onChange={setSkills}
            />
          </>
        }
      />
    </Block>
  )
}
