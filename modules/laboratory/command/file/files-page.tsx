/** Where labs' files come in: of which round, from which lab, and those of before. */
import { Form, Select } from 'antd'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { upload } from '../../../../platform/web/client.ts'
import { Answer } from '../../../../platform/web/desk/answer.tsx'
import { useDesk } from '../../../../platform/web/desk/desk-context.tsx'
import { Block, DeskPage, Nothing } from '../../../../platform/web/desk/desk-page.tsx'
import { ListDrop, type Sending } from '../../../../platform/web/desk/lists/list-drop.tsx'
import { ListProvider } from '../../../../platform/web/desk/lists/list-desk.ts'
import { Earlier } from '../../../../platform/web/desk/lists/lists-page.tsx'
import { useAsk } from '../../../../platform/web/desk/queries.ts'
import { freshId } from '../../../../platform/web/fresh-id.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import { testing } from '../../../testing/contract.ts'
import type { Round } from '../../../testing/model.ts'
import { laboratory } from '../../contract.ts'
import { fileWords as w } from '../../words.ts'
import { labFiles } from './lab-files.tsx'

export default function FilesPage() {
  const t = useT()
  const { operation } = useDesk()
  const rounds = useAsk(testing.operations.rounds, operation ? { operationId: operation.id } : {}, {
    when: operation !== null,
  })
  return (
    <ListProvider value={labFiles}>
      <DeskPage title={t(w.title)} lead={t(w.lead)}>
        <Block>
          {operation === null ? (
            <Nothing title={t(w.noRound)} />
          ) : (
            <Answer of={rounds} height={260}>
              {(data) =>
                data.rounds.length === 0 ? <Nothing title={t(w.noRound)} /> : <Upload rounds={data.rounds} />
              }
            </Answer>
          )}
        </Block>
        <Earlier />
      </DeskPage>
    </ListProvider>
  )
}

function Upload({ rounds }: { rounds: readonly Round[] }) {
  const t = useT()
  const navigate = useNavigate()
  const { round: asked } = useSearch({ strict: false }) as { round?: string }
  const labs = useAsk(laboratory.operations.labs, {})
  const inUse = labs.data?.labs.filter((lab) => !lab.closed) ?? []
  const [roundId, setRound] = useState(rounds.find(({ id }) => id === asked)?.id ?? rounds[0]!.id)
  const [chosen, setLab] = useState<string | null>(null)
  // With one lab there is nothing to choose.
  const labId = chosen ?? (inUse.length === 1 ? inUse[0]!.id : '')

  const send: Sending = async (file, onProgress) => {
    const id = freshId()
    await upload(laboratory.operations.bringFile, { id, roundId, labId: labId || null }, file, { onProgress })
    await navigate({ to: `${labFiles.base}/${id}` })
  }
  return (
    <Form layout="vertical" className="import-upload">
      <div className="file-whose">
        <Form.Item label={t(w.whichRound)} extra={t(w.whichRoundHint)} htmlFor="file-round">
          <Select
            id="file-round"
            value={roundId}
            onChange={setRound}
            options={rounds.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <Form.Item label={t(w.whichLab)} htmlFor="file-lab">
          <Select
            id="file-lab"
            value={labId}
            onChange={setLab}
            options={[
              ...inUse.map(({ id, name }) => ({ value: id, label: name })),
              { value: '', label: t(w.unknownLab) },
            ]}
          />
        </Form.Item>
      </div>
      <ListDrop send={send} />
    </Form>
  )
}
