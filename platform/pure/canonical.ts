/** One text for one value: JSON with the keys in order and no spaces, so that the same facts have the same digest. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain | undefined }

/** Keys by code unit; keys without a value are left out; numbers as JSON writes them (never NaN or infinite). */
export function canonical(value: Plain): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${(value as readonly Plain[]).map(canonical).join(',')}]`
  const inner = value as { readonly [key: string]: Plain | undefined }
  const pairs = Object.keys(inner)
    .filter((key) => inner[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(inner[key] as Plain)}`)
  return `{${pairs.join(',')}}`
}
