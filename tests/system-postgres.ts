/** The PostgreSQL that this machine has of its own, 15 or later: what a sub-district's server would run. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const places = ['/usr/lib/postgresql', '/opt/homebrew/opt', '/usr/local/opt']
const OLDEST = 15

/** Folder of its programs, the oldest supported if there are several, for that is where things break; or undefined. */
export function systemPostgres(): string | undefined {
  const found = places.flatMap((place) =>
    list(place)
      .map((name) => ({ version: Number(/^(?:postgresql@)?(\d+)$/.exec(name)?.[1]), bin: join(place, name, 'bin') }))
      .filter(
        ({ version, bin }) => version >= OLDEST && ['postgres', 'initdb'].every((name) => list(bin).includes(name)),
      ),
  )
  return found.sort((a, b) => a.version - b.version)[0]?.bin
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
