/** What was done to one enterprise, from the ledger: who, when, which fields. */
import { useQuery } from '@tanstack/react-query'
import { shanghaiMinute } from '../../../../platform/pure/time.ts'
import type { Word } from '../../../../platform/pure/words.ts'
import type { OutputFor } from '../../../../platform/web/client.ts'
import { Answer } from '../../../../platform/web/desk/answer.tsx'
import { Block } from '../../../../platform/web/desk/desk-page.tsx'
import { useAsk } from '../../../../platform/web/desk/queries.ts'
import { useDesk } from '../../../../platform/web/desk/desk-context.tsx'
import { useLang } from '../../../../platform/web/lang.tsx'
import { enterprises } from '../../contract.ts'
import { importFields } from '../../list-fields.ts'
import { stateReasons, states } from '../../model.ts'
import { enterpriseWords as w } from '../../words.ts'

type Line = OutputFor<typeof enterprises.operations.history>['lines'][number]
const fieldWords: Readonly<Record<string, Word>> = { ...importFields.words, path: w.premises }

export function History({ id, version }: { id: string; version: number }) {
  const { t, lang } = useLang()
  const { eventWords } = useDesk()
  const asked = useAsk(enterprises.operations.history, { id }, { staleTime: 0 })
  const known = useQuery({ queryKey: ['access', 'event-words'], queryFn: eventWords, staleTime: Infinity }).data
  const said = (line: Line): string => {
    const what = [
      ...line.fields.map((field) => t(fieldWords[field] ?? [field, field])),
      ...(line.state ? [t(states.words[line.state])] : []),
      ...(line.reason ? [t(stateReasons.words[line.reason])] : []),
    ]
    const event = known?.[line.type]
    const head = event ? t(event) : line.type
    return what.length === 0 ? head : `${head}${lang === 'zh' ? '：' : ': '}${what.join(lang === 'zh' ? '、' : ', ')}`
  }
  return (
    <Block title={t(w.history)} note={t(w.historyNote)}>
      <Answer of={asked}>
        {({ lines }) =>
          lines.length === 0 ? (
            <p className="muted">{t(version === 1 ? w.loaded : w.historyNone)}</p>
          ) : (
            <ul className="enterprise-lines">
              {lines.map((line) => (
                <li key={`${line.at} ${line.type}`}>
                  {said(line)}
                  <div className="muted">
                    {shanghaiMinute(line.at)} · {line.accountName ?? t(w.bySystem)}
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Block>
  )
}
