/** All calls for volunteers of the operation chosen on top: how many came forward, and how many still wait to be welcomed. */
import { Link } from '@tanstack/react-router'
import { Answer } from '../../../platform/web/desk/answer.tsx'
import { type Column, DataTable } from '../../../platform/web/desk/data-table.tsx'
import { useDesk } from '../../../platform/web/desk/desk-context.tsx'
import { Block, DeskPage, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { NoOperation } from '../../../platform/web/desk/no-operation.tsx'
import { PlusIcon } from '../../../platform/web/desk/icons.tsx'
import { LinkButton } from '../../../platform/web/desk/link-button.tsx'
import { useT } from '../../../platform/web/lang.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { volunteer } from '../contract.ts'
import type { Figures as Counts, VolunteerCall } from '../model.ts'
import { daysText } from '../rules.ts'
import { volunteerWords } from '../words.ts'
import { CallFigures } from './call-figures.tsx'
import { useCalls } from './use-calls.ts'
import { deskWords as w } from './words.ts'

export default function CallsPage() {
  const t = useT()
  const { operation } = useDesk()
  const mayOpen = useMay(volunteer.operations.openCall.roles)
  const answer = useCalls(operation?.id)
  const open = mayOpen && operation?.open && (
    <LinkButton to="/volunteers/new" type="primary" icon={<PlusIcon />}>
      {t(w.open)}
    </LinkButton>
  )
  const columns: Column<VolunteerCall>[] = [
    {
      key: 'name',
      title: w.name,
      cell: ({ id, name }) => (
        <Link className="row-link" to="/volunteers/calls/$callId" params={{ callId: id }}>
          {name}
        </Link>
      ),
    },
    { key: 'area', title: w.area, width: 160, cell: ({ areaName }) => areaName },
    { key: 'days', title: w.days, width: 210, cell: daysText },
    ...(['signedUp', 'waiting', 'placed', 'came', 'unasked'] as const).map(
      (key): Column<VolunteerCall> => ({
        key,
        title: w[key],
        width: 130,
        right: true,
        cell: ({ figures }) => figures[key],
      }),
    ),
    { key: 'state', title: w.closed, width: 90, cell: (call) => (call.open ? '' : t(w.closed)) },
  ]
  return (
    <DeskPage title={t(volunteerWords.title)} lead={t(w.lead)} actions={open}>
      {operation === null ? (
        <NoOperation />
      ) : (
        <Answer of={answer}>
          {({ calls }) =>
            calls.length === 0 ? (
              <Block>
                <Nothing title={t(w.none)} hint={t(w.noneHint)} action={open} />
              </Block>
            ) : (
              <>
                <CallFigures figures={summed(calls)} />
                <Block flush>
                  <DataTable
                    id="volunteer.calls"
                    label={t(volunteerWords.title)}
                    columns={columns}
                    rows={calls}
                    rowKey={({ id }) => id}
                    rowTone={(call) => (call.open ? undefined : 'quiet')}
                  />
                </Block>
              </>
            )
          }
        </Answer>
      )}
    </DeskPage>
  )
}

const KEYS = ['signedUp', 'waiting', 'placed', 'came', 'unasked', 'withdrawn'] as const
const summed = (calls: readonly VolunteerCall[]): Counts =>
  Object.fromEntries(KEYS.map((key) => [key, calls.reduce((sum, { figures }) => sum + figures[key], 0)])) as Counts
