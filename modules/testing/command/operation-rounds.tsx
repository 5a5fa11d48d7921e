/** The rounds of an operation, on the operation's own page. */
import { Answer } from '../../../platform/web/desk/answer.tsx'
import { useDesk } from '../../../platform/web/desk/desk-context.tsx'
import { Block, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { PlusIcon } from '../../../platform/web/desk/icons.tsx'
import { LinkButton } from '../../../platform/web/desk/link-button.tsx'
import { useT } from '../../../platform/web/lang.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { testing } from '../contract.ts'
import { roundWords } from '../words.ts'
import { RoundList } from './round-list.tsx'
import { useRounds } from './use-rounds.ts'

export default function OperationRounds({ id }: { id: string }) {
  const t = useT()
  const { operations, chooseOperation } = useDesk()
  const answer = useRounds(id)
  const open = operations.find((operation) => operation.id === id)?.open === true
  const may = useMay(testing.operations.openRound.roles) && open
  const openButton = may && (
    <LinkButton to="/testing/new" icon={<PlusIcon />} onClick={() => chooseOperation(id)}>
      {t(roundWords.openRound)}
    </LinkButton>
  )
  return (
    <Block title={t(roundWords.rounds)} flush actions={openButton}>
      <Answer of={answer}>
        {({ rounds }) =>
          rounds.length === 0 ? (
            <Nothing title={t(roundWords.none)} hint={t(may ? roundWords.noneHint : roundWords.noneReader)} />
          ) : (
            <RoundList rounds={[...rounds].sort((a, b) => (a.openedAt < b.openedAt ? 1 : -1))} />
          )
        }
      </Answer>
    </Block>
  )
}
