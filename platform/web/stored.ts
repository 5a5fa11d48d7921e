/** Small choices (language, theme, columns) kept in localStorage, which may be switched off: then they last as long as the page. */
export function stored(key: string): string | null {
  try {
    return localStorage.getItem(`shouwang.${key}`)
  } catch {
    return null
  }
}

export function store(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`shouwang.${key}`)
    else localStorage.setItem(`shouwang.${key}`, value)
  } catch {
    // A full or forbidden storage must not stop the screen.
  }
}
