/** Exempts the person in hand, with a reason; what was learnt on the phone suggests one. */
import { App, Button, Input, Select } from 'antd'
import { useState } from 'react'
import { wordsOf } from '../../../../platform/web/client.ts'
import { useAct } from '../../../../platform/web/desk/queries.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import { useMay } from '../../../../platform/web/session.tsx'
import { testing } from '../../contract.ts'
import { exemptions, type MissingPerson } from '../../model.ts'
import type { Missing } from './use-missing.ts'
import { missingWords } from './words.ts'

type Reason = (typeof exemptions.values)[number]

const suggested = (person: MissingPerson): Reason | null => {
  if (person.lastOutcome === 'away') return 'away'
  if (person.lastOutcome === 'tested-elsewhere') return 'tested-recently'
  return person.age !== null && person.age < 1 ? 'infant' : null
}

interface ExemptFormProps {
  readonly roundId: string
  readonly person: MissingPerson
  readonly missing: Missing
  readonly onDone: () => void
}

export function ExemptForm({ roundId, person, missing, onDone }: ExemptFormProps) {
  const t = useT()
  const { message } = App.useApp()
  const may = useMay(testing.operations.exempt.roles)
  const [reason, setReason] = useState<Reason | null>(null)
  const [note, setNote] = useState('')
  const exempt = useAct(testing.operations.exempt, {
    refresh: [testing.operations.exempted],
    onDone: () => {
      missing.leave([{ residentId: person.residentId, path: person.path }])
      void message.success(t(missingWords.exempted))
      onDone()
    },
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  if (!may) return null
  const given = reason ?? suggested(person)
  return (
    <details className="call-exempt" open={suggested(person) !== null}>
      <summary>{t(missingWords.exempt)}</summary>
      <p className="muted">{t(missingWords.exemptHint)}</p>
      <Select<Reason>
        aria-label={t(missingWords.exemptReason)}
        placeholder={t(missingWords.exemptReason)}
        value={given ?? (undefined as unknown as Reason)}
        onChange={setReason}
        options={exemptions.values.map((value) => ({ value, label: t(exemptions.words[value]) }))}
      />
      <Input
        aria-label={t(missingWords.exemptNote)}
        placeholder={t(missingWords.exemptNote)}
        maxLength={200}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <Button
        disabled={given === null}
        loading={exempt.isPending}
        onClick={() =>
          given &&
          exempt.mutate({
            roundId,
            residentId: person.residentId,
            reason: given,
            note: note.trim() === '' ? null : note,
          })
        }
      >
        {t(missingWords.exempt)}
      </Button>
    </details>
  )
}
