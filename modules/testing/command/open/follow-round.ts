/** A site after the round's own pool or hours were changed: it follows where it had the round's, and stays where it had its own. */
import type { RoundDraft, SiteDraft } from './draft.ts'

type Shared = Pick<RoundDraft, 'poolSize' | 'opensAt' | 'closesAt'>

export const followRound = (site: SiteDraft, before: Shared, after: Shared): SiteDraft => ({
  ...site,
  poolSize: site.poolSize === before.poolSize ? after.poolSize : site.poolSize,
  opensAt: site.opensAt === before.opensAt ? after.opensAt : site.opensAt,
  closesAt: site.closesAt === before.closesAt ? after.closesAt : site.closesAt,
})
