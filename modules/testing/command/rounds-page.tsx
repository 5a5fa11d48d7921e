/** All testing rounds of the operation chosen on top, the open ones first. */
import { Link } from '@tanstack/react-router'
import { Answer } from '../../../platform/web/desk/answer.tsx'
import { useDesk } from '../../../platform/web/desk/desk-context.tsx'
import { Block, DeskPage, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { PlusIcon } from '../../../platform/web/desk/icons.tsx'
import { LinkButton } from '../../../platform/web/desk/link-button.tsx'
import { useT } from '../../../platform/web/lang.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { testing } from '../contract.ts'
import { roundWords } from '../words.ts'
import { RoundList } from './round-list.tsx'
import { useRounds } from './use-rounds.ts'

export default function RoundsPage() {
  const t = useT()
  const { operation } = useDesk()
  const mayOpen = useMay(testing.operations.openRound.roles)
  const answer = useRounds(operation?.id)
  const openButton = mayOpen && operation?.open && (
    <LinkButton to="/testing/new" type="primary" icon={<PlusIcon />}>
      {t(roundWords.openRound)}
    </LinkButton>
  )
  return (
    <DeskPage title={t(roundWords.rounds)} lead={t(roundWords.roundsLead)} actions={openButton}>
      {operation === null ? (
        <Block>
          <Nothing
            title={t(roundWords.noOperation)}
            hint={t(roundWords.noOperationHint)}
            action={<Link to="/operations">{t(roundWords.toOperations)}</Link>}
          />
        </Block>
      ) : (
        <Answer of={answer} height={240}>
          {({ rounds }) => {
            const open = rounds.filter((r) => r.state === 'open')
            const closed = rounds.filter((r) => r.state === 'closed')
            if (rounds.length === 0)
              return (
                <Block>
                  <Nothing
                    title={t(roundWords.none)}
                    hint={t(mayOpen ? roundWords.noneHint : roundWords.noneReader)}
                    action={openButton}
                  />
                </Block>
              )
            return (
              <>
                {open.length > 0 && (
                  <Block title={t(roundWords.openOnes)} flush>
                    <RoundList rounds={open} />
                  </Block>
                )}
                {closed.length > 0 && (
                  <Block title={t(roundWords.closedOnes)} flush>
                    <RoundList rounds={closed} />
                  </Block>
                )}
              </>
            )
          }}
        </Answer>
      )}
    </DeskPage>
  )
}
