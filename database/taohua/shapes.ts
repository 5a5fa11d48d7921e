/** What the invented world yields. The codes are those of the register; points are [longitude, latitude] in WGS 84. */

export type WorldPoint = [lon: number, lat: number]

export interface WorldArea {
  /** segments of [a-z0-9]+, each followed by a dot; numbers are padded, so that paths sort as people count (h0201 before h1201) */
  path: string
  /** nine digits; the district is kept with the first street */
  streetId: string
  kind: 'district' | 'street' | 'community' | 'patch' | 'grid' | 'compound' | 'building' | 'unit' | 'dwelling'
  name: string
  point?: WorldPoint
  /** four corners, counter-clockwise, not closed; of compounds and buildings */
  footprint?: WorldPoint[]
  /** number of floors of a building */
  floors?: number
  /** the floor that a dwelling is on */
  floor?: number
}

export interface WorldDuty {
  path: string
  streetId: string
  post: 'street-officer' | 'community-leader' | 'patch-leader' | 'grid-worker' | 'building-head' | 'property-liaison'
  name: string
  phone: string
}

export type WorldGroup =
  | 'medical'
  | 'courier'
  | 'market'
  | 'school-staff'
  | 'property'
  | 'public-transport'
  | 'cold-chain'
  | 'dialysis'
  | 'pregnant'
  | 'alone-old'
  | 'disabled'

export interface WorldResident {
  /** looks like a UUID of version 7, made from seed and number */
  id: string
  streetId: string
  /** of the dwelling */
  path: string
  name: string
  sex: 'male' | 'female'
  /** YYYY-MM-DD */
  birthDate: string
  idType: 'resident-id' | 'passport' | 'hk-macau-permit' | 'taiwan-permit' | 'foreign-resident' | 'none'
  idNumber: string | null
  /** eleven digits; children and the old often share that of the head of the household */
  phone: string | null
  /** local: registered and living here; incoming: living here only; away: registered here only */
  residence: 'local' | 'incoming' | 'away'
  tenancy: 'owner' | 'tenant'
  relation: 'head' | 'spouse' | 'child' | 'parent' | 'other' | 'roommate'
  work: 'day' | 'shift' | 'school' | 'retired' | 'home'
  groups: WorldGroup[]
}

/** A way in, of a compound or (in the village) of the whole community. */
export interface Gate {
  streetId: string
  path: string
  name: string
  point: WorldPoint
  state: 'open' | 'closed'
}

/** A firm, shop, office or landlord; the codes are those of the room of enterprises. */
export interface WorldFirm {
  id: string
  streetId: string
  /** of the building, mostly */
  path: string
  name: string
  shortName: string | null
  kind:
    | 'company'
    | 'factory'
    | 'shop'
    | 'restaurant'
    | 'stall'
    | 'hotel'
    | 'school'
    | 'hospital'
    | 'care-home'
    | 'office'
    | 'construction'
    | 'landlord'
    | 'other'
  /** credit code or old licence number */
  code: string | null
  industry: 'C' | 'E' | 'F' | 'H' | 'I' | 'K' | 'L' | 'M' | 'O' | 'P' | 'Q' | 'R' | 'S'
  staff: number | null
  rooms: number | null
  /** m² */
  floorArea: number | null
  address: string
  legalName: string
  legalPhone: string | null
  contactName: string | null
  contactPhone: string | null
  state: 'open' | 'suspended' | 'closed'
  stateReason: 'season' | 'renovation' | 'no-staff' | 'ended' | null
}

/** Who looks after the premises at and below `path`. */
export interface WorldPropertyManager {
  id: string
  streetId: string
  path: string
  name: string
  contactName: string
  phone: string
}
