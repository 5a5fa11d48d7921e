/** What the place has set about work, the rest by the defaults of policy.ts. */
import type { Context } from '../../../platform/server/database/database.ts'
import { capsOf } from '../../staff/server/public.ts'
import { type DeploymentPolicy, defaultPolicy } from '../policy.ts'

export const placePolicy = async (context: Context): Promise<DeploymentPolicy> => ({
  ...defaultPolicy,
  ...(await capsOf(context)),
})
