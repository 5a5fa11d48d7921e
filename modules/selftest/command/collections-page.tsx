/** All collections of the operation chosen on top, the open ones first; and what needs a hand: positive reports, households without a slip. */
import { Answer } from '../../../platform/web/desk/answer.tsx'
import { useDesk } from '../../../platform/web/desk/desk-context.tsx'
import { Block, DeskPage, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { NoOperation } from '../../../platform/web/desk/no-operation.tsx'
import { Figure, Figures } from '../../../platform/web/desk/figure.tsx'
import { PlusIcon } from '../../../platform/web/desk/icons.tsx'
import { LinkButton } from '../../../platform/web/desk/link-button.tsx'
import { useT } from '../../../platform/web/lang.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { selftest } from '../contract.ts'
import { selftestWords } from '../words.ts'
import { CollectionList } from './collection-list.tsx'
import { useCollections, useFollowUps } from './use-collections.ts'
import { deskWords as w } from './words.ts'
import './selftest.css'

export default function CollectionsPage() {
  const t = useT()
  const { operation } = useDesk()
  const mayOpen = useMay(selftest.operations.openCollection.roles)
  const mayKeep = useMay(selftest.operations.slips.roles)
  const answer = useCollections(operation?.id)
  const followUps = useFollowUps(operation?.id, mayKeep)
  const openButton = mayOpen && operation?.open && (
    <LinkButton to="/selftest/new" type="primary" icon={<PlusIcon />}>
      {t(w.open)}
    </LinkButton>
  )
  const actions = (
    <>
      {mayKeep && operation && <LinkButton to="/selftest/slips">{t(w.slips)}</LinkButton>}
      {openButton}
    </>
  )
  if (operation === null)
    return (
      <DeskPage title={t(selftestWords.collections)} lead={t(w.lead)}>
        <NoOperation />
      </DeskPage>
    )
  const waiting = followUps.data?.rows.length ?? 0
  return (
    <DeskPage title={t(selftestWords.collections)} lead={t(w.lead)} actions={actions}>
      {mayKeep && waiting > 0 && (
        <Figures label={t(w.toFollowUp)}>
          <Figure
            lead
            tone="hand"
            label={t(w.toFollowUp)}
            value={waiting}
            note={t(selftestWords.noDiagnosis)}
            to="/selftest/follow-ups"
          />
        </Figures>
      )}
      <Answer of={answer} height={240}>
        {({ collections }) =>
          collections.length === 0 ? (
            <Block>
              <Nothing title={t(w.none)} hint={t(mayOpen ? w.noneHint : w.noneReader)} action={openButton} />
            </Block>
          ) : (
            (['open', 'closed'] as const).map((state) => {
              const some = collections.filter((one) => one.state === state)
              return some.length === 0 ? null : (
                <Block key={state} title={t(state === 'open' ? w.openOnes : w.closedOnes)} flush>
                  <CollectionList collections={some} />
                </Block>
              )
            })
          )
        }
      </Answer>
    </DeskPage>
  )
}
