/** Open, suspended or closed for good: with a reason, as it was told. */
import { App, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import { wordsOf } from '../../../../platform/web/client.ts'
import { choices } from '../../../../platform/web/desk/choices.ts'
import { useAct } from '../../../../platform/web/desk/queries.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import { web } from '../../../../platform/web/words.ts'
import { enterprises } from '../../contract.ts'
import { type Enterprise, type State, stateReasons, states } from '../../model.ts'
import { reasonsFor, type StateReason } from '../../state.ts'
import { enterpriseWords as w } from '../../words.ts'

export function StateDialog({ enterprise: e, onClose }: { enterprise: Enterprise; onClose: () => void }) {
  const t = useT()
  const { message } = App.useApp()
  const [state, setState] = useState<State>(e.state)
  const [reason, setReason] = useState<StateReason | null>(e.stateReason)
  const act = useAct(enterprises.operations.setState, {
    refresh: [enterprises.room],
    onDone: () => {
      void message.success(t(w.stateSet))
      onClose()
    },
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  const reasons = reasonsFor(state)
  const ready = (reasons.length === 0 || reason !== null) && (state !== e.state || reason !== e.stateReason)
  return (
    <Modal
      open
      title={t(w.setStateTitle, { name: e.name })}
      okText={t(web.save)}
      okButtonProps={{ disabled: !ready, danger: state === 'closed' }}
      cancelText={t(web.cancel)}
      confirmLoading={act.isPending}
      onOk={() => act.mutate({ id: e.id, version: e.version, state, reason })}
      onCancel={onClose}
    >
      <p className="muted">{t(w.setStateNote)}</p>
      <Radio.Group
        vertical
        aria-label={t(w.setState)}
        value={state}
        onChange={({ target }) => {
          setState(target.value as State)
          setReason(null)
        }}
        options={choices(states, t)}
      />
      {reasons.length > 0 && (
        <Select<StateReason>
          style={{ width: '100%', marginTop: 12 }}
          aria-label={t(w.reason)}
          placeholder={t(w.reason)}
          value={reason}
          onChange={setReason}
          options={choices({ values: reasons, words: stateReasons.words }, t)}
        />
      )}
      {state === 'closed' && <p className="muted">{t(w.closedNote)}</p>}
    </Modal>
  )
}
