/** The round that a section stands on, and the names of its sites; the frame around it has asked for both already. */
import { useAsk } from '../../../platform/web/desk/queries.ts'
import { testing } from '../../testing/contract.ts'

export function useRoundSites(roundId: string) {
  const round = useAsk(testing.operations.round, { id: roundId })
  const sites = round.data?.sites ?? []
  return {
    name: round.data?.round.name ?? '',
    sites,
    siteName: (id: string): string => sites.find((site) => site.id === id)?.name ?? '–',
  }
}
