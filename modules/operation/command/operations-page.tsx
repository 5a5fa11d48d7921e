/** All operations, the open ones first: each opens its own page. */
import { Link } from '@tanstack/react-router'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import { Answer } from '../../../platform/web/desk/answer.tsx'
import { Block, DeskPage, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { NextIcon, PlusIcon } from '../../../platform/web/desk/icons.tsx'
import { LinkButton } from '../../../platform/web/desk/link-button.tsx'
import { useAsk } from '../../../platform/web/desk/queries.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { useLive } from '../../../platform/web/live.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { operations } from '../contract.ts'
import { hazards, type Operation } from '../model.ts'
import { operationWords } from '../words.ts'
import './operation.css'

const topics = [operations.events.operationOpened.type, operations.events.operationEnded.type]

export default function OperationsPage() {
  const t = useT()
  const may = useMay(operations.operations.openOperation.roles)
  const all = useAsk(operations.operations.operations, {})
  useLive(topics, () => void all.refetch())
  const openButton = may && (
    <LinkButton to="/operations/new" type="primary" icon={<PlusIcon />}>
      {t(operationWords.open)}
    </LinkButton>
  )
  return (
    <DeskPage title={t(operationWords.title)} lead={t(operationWords.lead)} actions={openButton}>
      <Answer of={all} height={240}>
        {({ operations: list }) =>
          list.length === 0 ? (
            <Block>
              <Nothing
                title={t(operationWords.none)}
                hint={t(may ? operationWords.noneHint : operationWords.noneReader)}
                action={openButton}
              />
            </Block>
          ) : (
            <>
              <OperationList title={t(operationWords.openOnes)} list={list.filter((o) => o.state === 'open')} />
              <OperationList title={t(operationWords.endedOnes)} list={list.filter((o) => o.state === 'ended')} />
            </>
          )
        }
      </Answer>
    </DeskPage>
  )
}

function OperationList({ title, list }: { title: string; list: readonly Operation[] }) {
  const t = useT()
  if (list.length === 0) return null
  return (
    <Block title={title} flush>
      <ul className="operation-list">
        {list.map((operation) => (
          <li key={operation.id}>
            <Link to={`/operations/${operation.id}`} className="operation-row">
              <span className="operation-name">{operation.name}</span>
              <span className="operation-facts">
                <span>{t(hazards.words[operation.hazard])}</span>
                <span>{operation.areaName}</span>
                <span>
                  {operation.endedAt
                    ? t(operationWords.endedNote, { when: shanghaiDay(operation.endedAt) })
                    : t(operationWords.since, { when: shanghaiDay(operation.startsAt) })}
                </span>
              </span>
              <span className="operation-basis">
                {operation.basis.issuer} · {operation.basis.title}
              </span>
              <NextIcon />
            </Link>
          </li>
        ))}
      </ul>
    </Block>
  )
}
