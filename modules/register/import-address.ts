/** Puts the address of one row together from whatever columns the list has for it. */
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
