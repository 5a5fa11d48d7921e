/** One operation: what it is, the document it stands on, and what other rooms do in it (panels); ending it. */
import { useParams } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import type { Word } from '../../../platform/pure/words.ts'
import { call, wordsOf } from '../../../platform/web/client.ts'
import { Answer } from '../../../platform/web/desk/answer.tsx'
import { Block, DeskPage } from '../../../platform/web/desk/desk-page.tsx'
import { Panels } from '../../../platform/web/desk/panel.tsx'
import { useAct, useAsk } from '../../../platform/web/desk/queries.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { useLive } from '../../../platform/web/live.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { operations } from '../contract.ts'
import { hazards, type Operation, operationStates } from '../model.ts'
import { operationWords } from '../words.ts'
import './operation.css'

const topics = [operations.events.operationEnded.type]

export default function OperationPage() {
  const t = useT()
  const { operationId } = useParams({ strict: false }) as { operationId: string }
  const one = useAsk(operations.operations.operation, { id: operationId })
  useLive(topics, () => void one.refetch())
  return (
    <Answer of={one} height={320}>
      {(operation) => (
        <DeskPage
          title={operation.name}
          lead={`${t(hazards.words[operation.hazard])} · ${operation.areaName} · ${t(operationStates.words[operation.state])}`}
          back={{ to: '/operations', label: t(operationWords.back) }}
          actions={<EndButton operation={operation} />}
        >
          <Panels on="operation" id={operation.id} />
          <Facts operation={operation} />
        </DeskPage>
      )}
    </Answer>
  )
}

function Facts({ operation }: { operation: Operation }) {
  const t = useT()
  const facts: readonly (readonly [string, string])[] = [
    [t(operationWords.purpose), operation.purpose],
    [t(operationWords.issuer), operation.basis.issuer],
    [t(operationWords.docTitle), operation.basis.title],
    [t(operationWords.docNumber), operation.basis.number || '–'],
    [t(operationWords.docDate), operation.basis.date],
    [t(operationWords.area), operation.areaName],
    [t(operationWords.starts), shanghaiMinute(operation.startsAt)],
    ...(operation.endedAt ? [[t(operationWords.ended), shanghaiMinute(operation.endedAt)] as const] : []),
  ]
  return (
    <Block title={t(operationWords.basis)} note={t(operationWords.assists)}>
      <dl className="operation-dl">
        {facts.map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Block>
  )
}

function EndButton({ operation }: { operation: Operation }) {
  const t = useT()
  const may = useMay(operations.operations.endOperation.roles)
  const { modal } = App.useApp()
  const end = useAct(operations.operations.endOperation, { refresh: [operations.room] })
  if (!may || operation.state === 'ended') return null
  // Asked at the moment of the tap: what stands changes by the minute.
  const ask = async () => {
    try {
      const { forbids, closes } = await call(operations.operations.ending, { id: operation.id })
      if (forbids) void modal.warning({ title: t(operationWords.endNotYet), content: t(forbids) })
      else confirm(closes)
    } catch (error) {
      void modal.warning({ title: t(wordsOf(error)) })
    }
  }
  const confirm = (closes: readonly Word[]) =>
    void modal.confirm({
      title: t(operationWords.endTitle, { name: operation.name }),
      content: (
        <>
          {closes.length > 0 && (
            <>
              <strong>{t(operationWords.endCloses)}</strong>
              <ul className="operation-closes">
                {closes.map((line) => (
                  <li key={line[1]}>{t(line)}</li>
                ))}
              </ul>
            </>
          )}
          {t(operationWords.endText)}
        </>
      ),
      okText: t(operationWords.end),
      onOk: () =>
        end.mutateAsync({ id: operation.id }).then(
          () => undefined,
          (error: unknown) => void modal.warning({ title: t(wordsOf(error)) }),
        ),
    })
  return (
    <Button onClick={() => void ask()} loading={end.isPending}>
      {t(operationWords.end)}
    </Button>
  )
}
