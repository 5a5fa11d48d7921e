/** Records what came of a call or a door-knock: a fact with its own id, shown on the row at once. */
import { useMutation } from '@tanstack/react-query'
import { App } from 'antd'
import { call, serverNow, wordsOf } from '../../../../platform/web/client.ts'
import { freshId } from '../../../../platform/web/fresh-id.ts'
import { useLang } from '../../../../platform/web/lang.tsx'
import { testing } from '../../contract.ts'
import { contactOutcomes, doubts, type MissingPerson } from '../../model.ts'
import type { Missing } from './use-missing.ts'
import { missingWords } from './words.ts'

export type Outcome = (typeof contactOutcomes.values)[number]

export function useTry(roundId: string, way: 'call' | 'door', missing: Missing) {
  const { t, lang } = useLang()
  const { message } = App.useApp()
  return useMutation({
    mutationFn: async ({ person, outcome }: { person: MissingPerson; outcome: Outcome }) => {
      const at = new Date(serverNow()).toISOString()
      const takeBack = missing.trying(person.residentId, outcome)
      try {
        const { items } = await call(testing.operations.recordTries, {
          sentAt: at,
          items: [{ id: freshId(), roundId, residentId: person.residentId, way, outcome, at }],
        })
        return { at, doubts: items[0]?.doubts ?? [] }
      } catch (error) {
        takeBack()
        throw error
      }
    },
    onSuccess: (answer, { person, outcome }) => {
      missing.tried({ residentId: person.residentId, outcome, at: answer.at })
      if (answer.doubts.length > 0) {
        const why = answer.doubts.map((doubt) => t(doubts.words[doubt])).join(lang === 'zh' ? '；' : '; ')
        return void message.warning(t(missingWords.doubted, { why }))
      }
      void message.success(t(missingWords.recorded, { outcome: t(contactOutcomes.words[outcome]) }))
    },
    onError: (error) => void message.error(t(wordsOf(error))),
  })
}
