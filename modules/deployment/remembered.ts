/** A function that reckons each answer once: sixty thousand pairs ask for a few days and a few places. */
export function remembered<K, V>(of: (key: K) => V): (key: K) => V {
  const seen = new Map<K, V>()
  return (key) => {
    const known = seen.get(key)
    if (known !== undefined) return known
    const fresh = of(key)
    seen.set(key, fresh)
    return fresh
  }
}
