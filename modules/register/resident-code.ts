/** The code on a resident's card: their id in the register and nothing else, so that a lost card tells nothing of its owner. */
const PATTERN = /^SW1:R:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/iu

export const residentCode = (residentId: string): string => `SW1:R:${residentId}`

/** The id of the resident whose code this is; null for any other text. */
export const readResidentCode = (text: string): string | null => PATTERN.exec(text)?.[1]?.toLowerCase() ?? null
