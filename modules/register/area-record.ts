/** The address an area is shown and found by: the names from its compound down, and their sortable key. */
import { addressKey, parseAddress } from './address.ts'
import { type AreaKind, depthOfKind } from './model.ts'

/** @param names of the area and those above it, outermost first, as many as its depth. */
export function areaAddress(
  kind: AreaKind,
  names: readonly string[],
): { address: string | null; addressKey: string | null } {
  const from = depthOfKind('compound') - 1
  if (depthOfKind(kind) <= from) return { address: null, addressKey: null }
  const address = names.slice(from).join(' ')
  return { address, addressKey: addressKey(parseAddress(address)) }
}
