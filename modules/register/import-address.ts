/**
 * Puts the address of one row together from whatever columns the list has for it, and carries it down to the members
 * of a household that are listed below their address.
 */
import { joinAddress, parseAddress } from './address.ts'
import type { ImportField } from './import-model.ts'

export const PLACE_FIELDS = [
  'compound',
  'address',
  'building',
  'unit',
  'room',
] as const satisfies readonly ImportField[]
export type PlaceField = (typeof PLACE_FIELDS)[number]
export type Places = Partial<Record<PlaceField, string>>

export interface CarriedAddress {
  /** The address cells, with empty ones taken from `above` where allowed (`above` itself when all are); what the next row may take over. */
  places: Places
  /** Something was taken from above. */
  carried: boolean
}

/**
 * Fills empty address cells from the row above: all of them when the row has none, else only those that stand
 * before the first written one (a new room in the same building). Below a written part nothing is taken over.
 */
export const carryDown = (places: Places, above: Places | null, allowed: boolean): CarriedAddress => {
  if (above === null || !allowed) return { places, carried: false }
  const first = PLACE_FIELDS.findIndex((field) => (places[field] ?? '') !== '')
  if (first === -1) return { places: above, carried: PLACE_FIELDS.some((field) => (above[field] ?? '') !== '') }
  const filled: Places = { ...places }
  let carried = false
  for (const field of PLACE_FIELDS.slice(0, first)) {
    if ((above[field] ?? '') === '') continue
    filled[field] = above[field] as string
    carried = true
  }
  return { places: filled, carried }
}

/** One text for the address of a row; empty when the row has none. */
export const addressOfRow = (places: Places): string => {
  const { address = '', compound = '', building = '', unit = '', room = '' } = places
  if (address === '') return joinAddress({ compound, building, unit, room })
  if (building === '' && room === '')
    return joinAddress(address.includes(compound) ? { address } : { compound, address })
  const written = parseAddress(address)
  // An address that already names the room says everything; one without serves as the head of the separate columns.
  if (written.room !== undefined) return joinAddress(address.includes(compound) ? { address } : { compound, address })
  return joinAddress({
    compound: compound || address,
    building: written.building === undefined ? building : '',
    unit,
    room,
  })
}
