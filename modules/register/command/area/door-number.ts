/** A door's number as it stands on a narrow drawing: 1201室 → 1201. */
export const doorNumber = (name: string): string => name.replace(/[室房]$/u, '')
