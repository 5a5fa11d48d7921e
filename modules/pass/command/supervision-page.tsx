/** Supervision by three: samples drawn and re-checked, and what looks odd. The page acts on no pass. */
import { App, Button, Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import { type OutputFor, wordsOf } from '../../../platform/web/client.ts'
import { Answer } from '../../../platform/web/desk/answer.tsx'
import { choices } from '../../../platform/web/desk/choices.ts'
import { type Column, DataTable } from '../../../platform/web/desk/data-table.tsx'
import { useDesk } from '../../../platform/web/desk/desk-context.tsx'
import { Block, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { useAct, useAsk } from '../../../platform/web/desk/queries.ts'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import { pass } from '../contract.ts'
import { sampleOutcomes } from '../draw.ts'
import { passKinds } from '../model.ts'
import { oddityKinds } from '../oddities.ts'
import { PassFrame } from './pass-frame.tsx'
import { deskWords as w } from './words.ts'

const ops = pass.operations
type Draw = OutputFor<typeof ops.samples>['draws'][number]
type Sample = Draw['samples'][number]
type Odd = OutputFor<typeof ops.oddities>['oddities'][number]

export default function SupervisionPage() {
  return (
    <PassFrame title={w.supervision} lead={w.supervisionLead}>
      {(operation) => (
        <>
          <Oddities operationId={operation.id} />
          <Samples operationId={operation.id} />
        </>
      )}
    </PassFrame>
  )
}

function Oddities({ operationId }: { operationId: string }) {
  const { t, lang } = useLang()
  const { area } = useDesk()
  const answer = useAsk(ops.oddities, { operationId, under: area.path })
  const columns: Column<Odd>[] = [
    { key: 'kind', title: w.oddities, width: 190, cell: ({ kind }) => t(oddityKinds.words[kind]) },
    { key: 'about', title: w.oddAbout, width: 200, cell: ({ place, officer }) => place ?? officer },
    { key: 'count', title: w.count, width: 80, right: true, cell: ({ count }) => count },
    {
      ...{ key: 'passes', title: w.list },
      cell: ({ passes }) =>
        passes
          .slice(0, 8)
          .map(({ name, number }) => `${name} ${number}`)
          .join(lang === 'zh' ? '、' : ', '),
    },
  ]
  return (
    <Answer of={answer}>
      {({ passes, oddities }) => (
        <Block flush title={t(w.oddities)}>
          <DataTable
            id="pass.oddities"
            label={t(w.oddities)}
            columns={columns}
            rows={oddities}
            rowKey={({ kind, place, officer, passes: [first] }) => `${kind}${place}${officer}${first?.id}`}
            empty={<Nothing title={t(w.noOddities, { n: passes })} />}
          />
        </Block>
      )}
    </Answer>
  )
}

interface Typed {
  members: string[]
  size: number
}
function Samples({ operationId }: { operationId: string }) {
  const { t } = useLang()
  const { message } = App.useApp()
  const { area } = useDesk()
  const [id, setId] = useState(freshId)
  const answer = useAsk(ops.samples, { operationId })
  const draw = useAct(ops.drawSamples, {
    refresh: [pass.room],
    onDone: () => setId(freshId()),
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  const needed = [{ required: true, whitespace: true, message: t(w.required) }]
  return (
    <>
      <Block title={t(w.drawTitle)}>
        <Form<Typed>
          layout="vertical"
          className="pass-members"
          requiredMark={false}
          initialValues={{ size: 10 }}
          onFinish={(typed) => draw.mutate({ id, operationId, under: area.path, ...typed })}
        >
          {[0, 1, 2].map((n) => (
            <Form.Item key={n} name={['members', n]} label={t(w.member, { n: n + 1 })} rules={needed}>
              <Input maxLength={40} autoComplete="off" />
            </Form.Item>
          ))}
          <Form.Item name="size" label={t(w.size)}>
            <InputNumber min={1} max={50} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item>
            <Button type="primary" htmlType="submit" loading={draw.isPending}>
              {t(w.draw)}
            </Button>
          </Form.Item>
        </Form>
      </Block>
      <Answer of={answer}>
        {({ draws }) =>
          draws.length === 0 ? (
            <Block>
              <Nothing title={t(w.noSamples)} hint={t(w.noSamplesHint)} />
            </Block>
          ) : (
            draws.map((one) => <Drawn key={one.id} draw={one} />)
          )
        }
      </Answer>
    </>
  )
}

function Drawn({ draw }: { draw: Draw }) {
  const { t, lang } = useLang()
  const { message } = App.useApp()
  const note = useAct(ops.noteSample, {
    refresh: [pass.room],
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  const columns: Column<Sample>[] = [
    { key: 'name', title: w.name, width: 120, cell: (row) => row.pass.name },
    {
      key: 'number',
      title: w.number,
      width: 120,
      cell: (row) => <span className="pass-number">{row.pass.number}</span>,
    },
    { key: 'kind', title: w.kind, width: 100, cell: (row) => t(passKinds.words[row.pass.kind]) },
    { key: 'place', title: w.place, width: 200, cell: (row) => row.pass.place },
    {
      ...{ key: 'outcome', title: w.outcome, width: 220 },
      cell: (row) =>
        row.outcome === null ? (
          <Select
            style={{ width: 200 }}
            aria-label={`${t(w.outcome)} ${row.pass.name}`}
            placeholder={t(w.outcome)}
            options={choices(sampleOutcomes, t)}
            onChange={(outcome) => note.mutate({ id: row.id, outcome, note: null })}
          />
        ) : (
          t(sampleOutcomes.words[row.outcome])
        ),
    },
    { key: 'at', title: w.received, width: 140, cell: ({ checkedAt }) => checkedAt && shanghaiMinute(checkedAt) },
  ]
  const members = draw.members.join(lang === 'zh' ? '、' : ', ')
  return (
    <Block
      flush
      title={shanghaiMinute(draw.drawnAt)}
      note={`${t(w.drawNote, { place: draw.place, of: draw.ofPasses, members })} · ${t(w.seed, { seed: draw.seed })}`}
    >
      <DataTable
        id="pass.samples"
        label={t(w.drawTitle)}
        columns={columns}
        rows={draw.samples}
        rowKey={({ id }) => id}
        rowTone={({ outcome }) => (outcome === null ? 'hand' : outcome === 'right' ? undefined : 'alarm')}
      />
    </Block>
  )
}
