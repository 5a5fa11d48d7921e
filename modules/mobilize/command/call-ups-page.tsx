/** All call-ups of the operation chosen on top: how many are here of how many wanted. */
import { Link } from '@tanstack/react-router'
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import { Answer } from '../../../platform/web/desk/answer.tsx'
import { type Column, DataTable } from '../../../platform/web/desk/data-table.tsx'
import { useDesk } from '../../../platform/web/desk/desk-context.tsx'
import { Block, DeskPage, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { NoOperation } from '../../../platform/web/desk/no-operation.tsx'
import { Bar } from '../../../platform/web/desk/figure.tsx'
import { PlusIcon } from '../../../platform/web/desk/icons.tsx'
import { LinkButton } from '../../../platform/web/desk/link-button.tsx'
import { useT } from '../../../platform/web/lang.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { type CallUp, callUpStates } from '../call-up-model.ts'
import { mobilize } from '../contract.ts'
import { clockOf } from '../muster-clock.ts'
import { useCallUps } from './use-call-up.ts'
import { deskWords as w } from './words.ts'
import './mobilize.css'

export default function CallUpsPage() {
  const t = useT()
  const { operation } = useDesk()
  const mayLead = useMay(mobilize.operations.draft.roles)
  const answer = useCallUps(operation?.id)
  const open = mayLead && operation?.open && (
    <LinkButton to="/call-ups/new" type="primary" icon={<PlusIcon />}>
      {t(w.open)}
    </LinkButton>
  )
  const actions = (
    <>
      <LinkButton to="/call-ups/figures">{t(w.forecastFigures)}</LinkButton>
      {mayLead && <LinkButton to="/call-ups/channels">{t(w.channels)}</LinkButton>}
      {open}
    </>
  )
  return (
    <DeskPage title={t(w.title)} lead={t(w.lead)} actions={actions}>
      {operation === null ? (
        <NoOperation />
      ) : (
        <Answer of={answer} height={240}>
          {({ callUps }) =>
            callUps.length === 0 ? (
              <Block>
                <Nothing title={t(w.none)} hint={t(mayLead ? w.noneHint : w.noneReader)} action={open} />
              </Block>
            ) : (
              <Block flush>
                <List callUps={callUps} />
              </Block>
            )
          }
        </Answer>
      )}
    </DeskPage>
  )
}

function List({ callUps }: { callUps: readonly CallUp[] }) {
  const t = useT()
  const columns: Column<CallUp>[] = [
    {
      key: 'name',
      title: w.name,
      cell: ({ id, name }) => <Link to={`/call-ups/${id}`}>{name}</Link>,
    },
    { key: 'state', title: w.channelState, width: 150, cell: ({ state }) => t(callUpStates.words[state]) },
    { key: 'by', title: w.musterAt, width: 160, cell: ({ musterAt }) => shanghaiMinute(musterAt) },
    { key: 'place', title: w.place, cell: ({ place }) => place },
    {
      key: 'here',
      title: w.here,
      width: 220,
      cell: ({ figures, seats }) => {
        const { here } = clockOf(figures)
        const label = t(w.reserved, { here, seats })
        return (
          <span className="mobilize-share">
            <Bar part={here} whole={seats} label={label} />
            <span>{label}</span>
          </span>
        )
      },
    },
  ]
  return (
    <DataTable id="mobilize.call-ups" label={t(w.title)} columns={columns} rows={callUps} rowKey={({ id }) => id} />
  )
}
