/** One tube: all its results, the old ones too, and a further one by hand, with its reason. */
import { App, Button, Drawer, Form, Input, Segmented } from 'antd'
import { shanghaiMinute } from '../../../../platform/pure/time.ts'
import { type OutputFor, wordsOf } from '../../../../platform/web/client.ts'
import { Answer } from '../../../../platform/web/desk/answer.tsx'
import { useAct, useAsk } from '../../../../platform/web/desk/queries.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import { laboratory } from '../../contract.ts'
import { type Outcome, outcomes } from '../../model.ts'
import { followWords, laboratoryWords as l, resultWords as w } from '../../words.ts'
import '../laboratory.css'

const ops = laboratory.operations
type Line = OutputFor<typeof ops.tubeHistory>['rows'][number]

export function TubeDrawer({ tubeId, code, onClose }: { tubeId: string; code: string; onClose: () => void }) {
  const t = useT()
  const history = useAsk(ops.tubeHistory, { tubeId }, { staleTime: 0 })
  return (
    <Drawer open size={480} title={t(w.history, { code })} onClose={onClose}>
      <Answer of={history}>
        {({ rows }) => (
          <>
            {rows.length === 0 && <p className="muted">{t(w.noHistory)}</p>}
            <ol className="tube-history">
              {rows.map((line, i) => (
                <HistoryLine key={line.turn} line={line} current={i === 0} />
              ))}
            </ol>
            <AskRetests tubeId={tubeId} code={code} outcome={rows[0]?.outcome} />
            <EnterResult key={rows.length} tubeId={tubeId} rows={rows} />
          </>
        )}
      </Answer>
    </Drawer>
  )
}

function HistoryLine({ line, current }: { line: Line; current: boolean }) {
  const t = useT()
  const source =
    line.fileName && line.rowNo !== null ? t(w.fromFile, { file: line.fileName, row: line.rowNo }) : t(w.byHand)
  return (
    <li className={current ? 'current' : 'superseded'}>
      <strong className={`outcome outcome-${line.outcome}`}>{t(outcomes.words[line.outcome])}</strong>
      <span className="muted"> · {t(current ? w.current : w.earlier)}</span>
      <p>
        {t(w.enteredBy, { name: line.enteredBy, when: shanghaiMinute(line.enteredAt) })}
        <br />
        {[line.labName, source, line.testedAt && shanghaiMinute(line.testedAt)].filter(Boolean).join(' · ')}
        {line.reason && (
          <>
            <br />
            {t(l.reason)}：{line.reason}
          </>
        )}
      </p>
    </li>
  )
}

/** Its people can be asked for single swabs by hand where the tube itself said nothing. */
function AskRetests({ tubeId, code, outcome }: { tubeId: string; code: string; outcome: Outcome | undefined }) {
  const t = useT()
  const { message } = App.useApp()
  const ask = useAct(ops.askRetests, {
    refresh: [laboratory.room],
    onDone: ({ people }) => void message.success(t(followWords.asked, { n: people })),
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  if (outcome !== 'recheck' && outcome !== 'invalid') return null
  return (
    <p>
      <Button
        loading={ask.isPending}
        aria-label={`${t(followWords.ask)} ${code}`}
        onClick={() => ask.mutate({ tubeId })}
      >
        {t(followWords.ask)}
      </Button>
    </p>
  )
}

function EnterResult({ tubeId, rows }: { tubeId: string; rows: readonly Line[] }) {
  const t = useT()
  const { message } = App.useApp()
  const [form] = Form.useForm<{ outcome: Outcome; reason: string }>()
  const last = rows[0]?.outcome
  const others = outcomes.values.filter((outcome) => outcome !== last)
  const enter = useAct(ops.enterResult, {
    refresh: [laboratory.room],
    onDone: () => void message.success(t(w.entered)),
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ outcome: others[0], reason: '' }}
      onFinish={(values) => enter.mutate({ ...values, tubeId, turn: (rows[0]?.turn ?? 0) + 1 })}
    >
      <h3>{t(w.enter)}</h3>
      <Form.Item name="outcome" label={t(w.newOutcome)}>
        <Segmented block options={others.map((value) => ({ value, label: t(outcomes.words[value]) }))} />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t(w.why)}
        extra={t(w.whyHint)}
        rules={[{ required: true, min: 2, max: 200, whitespace: true, message: t(w.whyHint) }]}
      >
        <Input.TextArea rows={2} maxLength={200} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={enter.isPending}>
        {t(w.enter)}
      </Button>
    </Form>
  )
}
