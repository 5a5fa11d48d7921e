/** Somebody put on a post, moved to another, or taken off with the reason. */
import { App, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import { wordsOf } from '../../../platform/web/client.ts'
import { useAct, useAsk } from '../../../platform/web/desk/queries.ts'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { web } from '../../../platform/web/words.ts'
import { deployment } from '../contract.ts'
import { blocks } from '../eligible.ts'
import { fatigueStates } from '../../staff/fatigue.ts'
import { offReasons, type Seat } from '../model.ts'
import { deployWords as w } from '../words.ts'
import { useDo } from './use-deployment.ts'

const ops = deployment.operations
type Choice = { readonly value: string; readonly label: string }

type Wanted = { readonly personId: string; readonly postId: string; readonly instead?: string }

/** Puts somebody on a post; where rest, a cap or an exemption speaks against it, that is said first. */
function usePlace(onDone: () => void) {
  const t = useT()
  const { message, modal } = App.useApp()
  const act = useAct(ops.placePerson, {
    refresh: [deployment.room],
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  const put = async (wanted: Wanted, knowing = false): Promise<void> => {
    const told = await act.mutateAsync({ ...wanted, id: freshId(), knowing }).catch(() => null)
    if (told === null) return
    if (told.placed) {
      void message.success(t(w.done))
      onDone()
      return
    }
    modal.confirm({
      title: t(w.against, { what: told.against.map((block) => t(blocks.words[block])).join(t(w.listed)) }),
      okText: t(w.placeAnyway),
      cancelText: t(web.cancel),
      onOk: () => put(wanted, true),
    })
  }
  return { busy: act.isPending, put: (wanted: Wanted) => void put(wanted) }
}

interface PickProps {
  readonly title: string
  readonly label: string
  readonly options: readonly Choice[]
  readonly busy: boolean
  readonly onPick: (value: string) => void
  readonly onClose: () => void
}

function Pick({ title, label, options, busy, onPick, onClose }: PickProps) {
  const t = useT()
  const [value, setValue] = useState<string | null>(null)
  return (
    <Modal
      open
      title={title}
      okText={t(web.save)}
      cancelText={t(web.cancel)}
      okButtonProps={{ disabled: value === null, loading: busy }}
      onOk={() => value !== null && onPick(value)}
      onCancel={onClose}
    >
      <Select
        aria-label={label}
        placeholder={label}
        style={{ width: '100%' }}
        showSearch={{ optionFilterProp: 'label' }}
        options={[...options]}
        value={value}
        onChange={setValue}
      />
    </Modal>
  )
}

export function PersonDialog({
  postId,
  operationId,
  onClose,
}: {
  postId: string
  operationId: string
  onClose: () => void
}) {
  const t = useT()
  const people = useAsk(ops.atHand, { operationId }).data?.people ?? []
  const place = usePlace(onClose)
  return (
    <Pick
      title={t(w.addPerson)}
      label={t(w.whichPerson)}
      options={people.map((one) => ({
        value: one.personId,
        label: [
          one.name,
          one.department,
          one.fatigue.state !== 'fit' && t(fatigueStates.words[one.fatigue.state]),
          one.exempt && t(w.exempt),
        ]
          .filter(Boolean)
          .join(' · '),
      }))}
      busy={place.busy}
      onPick={(personId) => place.put({ personId, postId })}
      onClose={onClose}
    />
  )
}

export function MoveDialog({ seat, posts, onClose }: { seat: Seat; posts: readonly Choice[]; onClose: () => void }) {
  const t = useT()
  const place = usePlace(onClose)
  return (
    <Pick
      title={t(w.moveTo, { name: seat.name })}
      label={t(w.whichPost)}
      options={posts}
      busy={place.busy}
      onPick={(postId) => place.put({ personId: seat.personId, postId, instead: seat.placementId })}
      onClose={onClose}
    />
  )
}

export function OffDialog({ seat, onClose }: { seat: Seat; onClose: () => void }) {
  const t = useT()
  const [reason, setReason] = useState<(typeof offReasons.values)[number]>('ill')
  const off = useDo(ops.takeOff, onClose)
  return (
    <Modal
      open
      title={`${t(w.takeOff)} · ${seat.name}`}
      okText={t(w.takeOff)}
      cancelText={t(web.cancel)}
      confirmLoading={off.isPending}
      onOk={() => off.mutate({ id: freshId(), placementId: seat.placementId, reason })}
      onCancel={onClose}
    >
      <p>{t(w.whyOff)}</p>
      <Radio.Group
        aria-label={t(w.whyOff)}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        options={offReasons.values.map((value) => ({ value, label: t(offReasons.words[value]) }))}
      />
    </Modal>
  )
}
