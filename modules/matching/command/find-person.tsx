/** Somebody found at the door is in the register after all: looked up there, within the area of the list, and linked. */
import { App, Button, Input, Modal } from 'antd'
import { useDeferredValue, useState } from 'react'
import { wordsOf } from '../../../platform/web/client.ts'
import { Answer } from '../../../platform/web/desk/answer.tsx'
import { useAct, useAsk } from '../../../platform/web/desk/queries.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { register } from '../../register/contract.ts'
import { matching } from '../contract.ts'
import type { ComparedList, Line } from '../list-model.ts'
import { deskWords as w } from './words.ts'

export function FindPerson({ list, line, onClose }: { list: ComparedList; line: Line; onClose: () => void }) {
  const t = useT()
  const { message } = App.useApp()
  const [text, setText] = useState(line.name ?? '')
  const asked = useDeferredValue(text.trim())
  const found = useAsk(
    register.operations.findResidents,
    { text: asked, under: list.path, limit: 20 },
    { when: asked !== '', keep: true },
  )
  const decide = useAct(matching.operations.decide, {
    refresh: ['matching'],
    onDone: () => {
      void message.success(t(w.saved))
      onClose()
    },
    onProblem: (error) => void message.warning(t(wordsOf(error))),
  })
  return (
    <Modal open title={t(w.findTitle, { name: line.name ?? '' })} onCancel={onClose} footer={null} width={640}>
      <Input.Search
        autoFocus
        aria-label={t(w.findHint)}
        placeholder={t(w.findHint)}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {asked !== '' && (
        <Answer of={found}>
          {({ rows }) =>
            rows.length === 0 ? (
              <p className="muted">{t(w.nobodyFound)}</p>
            ) : (
              <ul className="doors">
                {rows.map((person) => (
                  <li key={person.id}>
                    <div className="door-who">
                      <strong>{person.name}</strong> {person.birthDate} {person.phoneMasked}
                      <div className="muted">{person.address}</div>
                    </div>
                    <Button
                      loading={decide.isPending && decide.variables.residentId === person.id}
                      onClick={() =>
                        decide.mutate({
                          ...{ listId: list.id, rowNo: line.rowNo, seen: line.decisions },
                          ...{ kind: 'found', residentId: person.id },
                        })
                      }
                    >
                      {t(w.isThis)}
                    </Button>
                  </li>
                ))}
              </ul>
            )
          }
        </Answer>
      )}
    </Modal>
  )
}
