/** Who is on duty in an operation, on the operation's own page: with it their shifts would end. */
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import type { OutputFor } from '../../../platform/web/client.ts'
import { type Column, DataTable } from '../../../platform/web/desk/data-table.tsx'
import { useDesk } from '../../../platform/web/desk/desk-context.tsx'
import { Block } from '../../../platform/web/desk/desk-page.tsx'
import { LinkButton } from '../../../platform/web/desk/link-button.tsx'
import { useAsk, useRefresh } from '../../../platform/web/desk/queries.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { useLive } from '../../../platform/web/live.ts'
import { deployment } from '../contract.ts'
import { deployWords as w } from '../words.ts'

const ops = deployment.operations
const { came, left, presenceTakenBack, published, placed, takenOff } = deployment.events
const topics = [came, left, presenceTakenBack, published, placed, takenOff].map((event) => event.type)
type OnDuty = OutputFor<typeof ops.onDuty>['people'][number]

export default function OperationDuty({ id }: { id: string }) {
  const t = useT()
  const refresh = useRefresh()
  const { operations, chooseOperation } = useDesk()
  const open = operations.find((operation) => operation.id === id)?.open === true
  const told = useAsk(ops.onDuty, { operationId: id }, { when: open }).data
  useLive(topics, () => void refresh(ops.onDuty))
  if (told === undefined || told.posts + told.people.length === 0) return null
  const columns: readonly Column<OnDuty>[] = [
    { key: 'name', title: w.name, width: 110, cell: ({ name }) => name },
    { key: 'department', title: w.department, width: 200, cell: ({ department }) => department },
    { key: 'place', title: w.place, width: 180, cell: ({ place }) => place },
    { key: 'task', title: w.task, width: 160, cell: ({ task }) => task },
    { key: 'came', title: w.onDutySince, width: 160, cell: ({ cameAt }) => shanghaiMinute(cameAt) },
    { key: 'ends', title: w.ends, width: 160, cell: ({ endsAt }) => shanghaiMinute(endsAt) },
  ]
  return (
    <Block
      title={t(w.onDuty, { n: told.people.length })}
      note={t(w.onDutyNote, { n: told.posts })}
      flush={told.people.length > 0}
      actions={
        <LinkButton to="/deployment" onClick={() => chooseOperation(id)}>
          {t(w.title)}
        </LinkButton>
      }
    >
      {told.people.length > 0 && (
        <DataTable
          id="deployment.on-duty"
          label={t(w.onDuty, { n: told.people.length })}
          columns={columns}
          rows={told.people}
          rowKey={({ placementId }) => placementId}
        />
      )}
    </Block>
  )
}
