/** What the parts of a list's page do with it: ask, and say plainly when it was refused. */
import { App } from 'antd'
import { wordsOf } from '../../client.ts'
import { useLang } from '../../lang.tsx'
import { useRefresh } from '../queries.ts'
import { useListDesk } from './list-desk.ts'

export function useListAct() {
  const { t } = useLang()
  const { room } = useListDesk()
  const { message } = App.useApp()
  const refresh = useRefresh()
  return async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      void message.error(t(wordsOf(error)))
    }
    await refresh(room)
  }
}
