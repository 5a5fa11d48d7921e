/** Welcomes; a phone that stands with another name on the roster is asked about first. */
import { App } from 'antd'
import { type InputFor, wordsOf } from '../../../platform/web/client.ts'
import { useAct } from '../../../platform/web/desk/queries.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import { volunteer } from '../contract.ts'
import { problems } from '../model.ts'
import { deskWords as w } from './words.ts'

const ops = volunteer.operations

export function useWelcome() {
  const { t } = useLang()
  const { message, modal } = App.useApp()
  const act = useAct(ops.welcome, {
    refresh: [volunteer.room],
    onDone: ({ linked, known }) => void message.success(t(known ? w.replaced : linked ? w.linked : w.welcomed)),
  })
  const welcome = (input: InputFor<typeof ops.welcome>): void =>
    act.mutate(input, {
      onError: (error) => {
        if ((error as { code?: string }).code !== problems.samePhone.code) return void message.error(t(wordsOf(error)))
        const asked = modal.confirm({
          title: t(problems.samePhone.words),
          okText: t(w.same),
          cancelText: t(w.notSame),
          onOk: () => welcome({ ...input, same: true }),
          onCancel: ({ triggerCancel }: { triggerCancel?: boolean } = {}) => {
            asked.destroy()
            if (!triggerCancel) welcome({ ...input, same: false })
          },
          keyboard: false,
        })
      },
    })
  return { welcome, busy: act.isPending }
}
