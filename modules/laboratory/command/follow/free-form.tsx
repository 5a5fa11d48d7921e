/** Proposing that people be freed: on which criterion. Being overdue can be stated only once the time has passed. */
import { App, Form, Modal, Radio } from 'antd'
import { useState } from 'react'
import { wordsOf } from '../../../../platform/web/client.ts'
import { useAct } from '../../../../platform/web/desk/queries.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import { laboratory } from '../../contract.ts'
import { criteria, type Member } from '../../model.ts'
import { followWords as w, laboratoryWords } from '../../words.ts'

type Criterion = NonNullable<Member['criterion']>

interface FreeFormProps {
  readonly members: readonly Member[]
  readonly overdue: boolean
  readonly onClose: () => void
}

export function FreeForm({ members, overdue, onClose }: FreeFormProps) {
  const t = useT()
  const { message } = App.useApp()
  const [criterion, setCriterion] = useState<Criterion>(overdue ? 'overdue' : 'negative-elsewhere')
  const propose = useAct(laboratory.operations.proposeFreeing, {
    refresh: [laboratory.room],
    onDone: () => {
      void message.success(t(w.proposed))
      onClose()
    },
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  return (
    <Modal
      open
      title={t(w.freeTitle, { n: members.length })}
      okText={t(w.free)}
      cancelText={t(laboratoryWords.cancel)}
      confirmLoading={propose.isPending}
      onOk={() => propose.mutate({ sampleIds: members.map((m) => m.sampleId), criterion })}
      onCancel={onClose}
    >
      <p>{members.map((m) => m.name).join(' · ')}</p>
      <Form layout="vertical">
        <Form.Item label={t(w.criterion)} extra={t(w.freeText)}>
          <Radio.Group
            className="criteria"
            value={criterion}
            onChange={(event) => setCriterion(event.target.value as Criterion)}
            options={criteria.values.map((value) => ({
              value,
              label: t(criteria.words[value]),
              disabled: value === 'overdue' && !overdue,
            }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}
