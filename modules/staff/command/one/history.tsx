/** What was done to one person's record, from the ledger: who, when, which fields. */
import { useQuery } from '@tanstack/react-query'
import { shanghaiMinute } from '../../../../platform/pure/time.ts'
import type { Word } from '../../../../platform/pure/words.ts'
import { Answer } from '../../../../platform/web/desk/answer.tsx'
import { useDesk } from '../../../../platform/web/desk/desk-context.tsx'
import { useAsk } from '../../../../platform/web/desk/queries.ts'
import { useLang } from '../../../../platform/web/lang.tsx'
import { staff } from '../../contract.ts'
import { importFields } from '../../list-fields.ts'
import { staffWords as w } from '../../words.ts'

const fieldWords: Readonly<Record<string, Word>> = {
  ...importFields.words,
  departmentId: w.department,
  login: w.account,
}

export function History({ id }: { id: string }) {
  const { t, lang } = useLang()
  const { eventWords } = useDesk()
  const asked = useAsk(staff.operations.history, { id }, { staleTime: 0 })
  const events = useQuery({ queryKey: ['access', 'event-words'], queryFn: eventWords, staleTime: Infinity }).data ?? {}
  const [colon, comma] = lang === 'zh' ? (['：', '、'] as const) : ([': ', ', '] as const)
  return (
    <section className="staff-part">
      <h3>{t(w.history)}</h3>
      <Answer of={asked} height={60}>
        {({ lines }) => (
          <ul className="staff-lines">
            {lines.length === 0 && <li className="muted">{t(w.historyNone)}</li>}
            {lines.map(({ at, type, accountName, fields }) => (
              <li key={`${at} ${type}`}>
                {t(events[type] ?? [type, type])}
                {fields.length > 0 && colon + fields.map((field) => t(fieldWords[field] ?? [field, field])).join(comma)}
                <div className="muted">
                  {shanghaiMinute(at)} · {accountName ?? t(w.bySystem)}
                </div>
              </li>
            ))}
          </ul>
        )}
      </Answer>
    </section>
  )
}
