/**
 * The engine's log: kept as a file as far as the disk allows, and its end in memory, for the reason of a failure.
 * A connection's own errors may quote what was sent, which is personal; they go to the caller and are left out here.
 */
import { appendFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

const ROTATE_BYTES = 8 * 1024 * 1024
const TAIL_CHARACTERS = 16_000

/** `log_line_prefix` of settings.ts: time, pid, kind of process. */
export const LINE_PREFIX = '%m [%p] <%b> '
const startsMessage = /^\d{4}-\d\d-\d\d \S+ \S+ \[\d+\] <([^>]*)> (\w+):/

export class EngineLog {
  readonly file: string
  #tail = ''
  #unfinished = ''
  #dropping = false

  constructor(folder: string) {
    this.file = join(folder, 'postgres.log')
  }

  write(text: string): void {
    const lines = (this.#unfinished + text).split('\n')
    this.#unfinished = lines.pop() ?? ''
    const kept = lines.filter((line) => this.#keeps(line)).map((line) => `${line}\n`)
    if (kept.length > 0) this.#append(kept.join(''))
  }

  /** Forgets what an earlier start said, so that it is not taken for the reason of the next failure. */
  begin(): void {
    this.#tail = ''
  }

  says(pattern: RegExp): boolean {
    return pattern.test(this.#tail)
  }

  /** The last error, or else the last line. */
  lastWords(): string {
    const lines = this.#tail.split('\n').filter((line) => line.trim() !== '')
    const last = lines.findLast((line) => /FATAL|PANIC|ERROR|error/.test(line)) ?? lines.at(-1) ?? ''
    return last.replace(/^\d{4}-.*?> /, '').slice(0, 300)
  }

  /** A message may go on over further lines, which share its fate. */
  #keeps(line: string): boolean {
    const [, kind, severity] = startsMessage.exec(line) ?? []
    if (kind !== undefined) {
      const ofConnection = kind === 'client backend' || kind === 'parallel worker'
      this.#dropping = ofConnection && !['LOG', 'FATAL', 'PANIC'].includes(severity as string)
    }
    return !this.#dropping
  }

  #append(text: string): void {
    this.#tail = (this.#tail + text).slice(-TAIL_CHARACTERS)
    try {
      appendFileSync(this.file, text, { mode: 0o600 })
      if (statSync(this.file).size > ROTATE_BYTES) renameSync(this.file, `${this.file}.1`)
    } catch {
      // A full disk stops the file, not the tail, which is what tells of the full disk.
    }
  }
}
