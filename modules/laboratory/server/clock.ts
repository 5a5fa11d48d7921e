/** Deadlines are watched by the database's clock twice a minute, whichever processes run: each that passes is told once. */
import type { Database } from '../../../platform/server/database/database.ts'

const EVERY = 30_000

/** @returns how many deadlines have passed since the last look */
export async function keepTime(database: Database): Promise<number> {
  const rows = await database.bare<{ n: number }>('SELECT laboratory.keep_time() AS n')
  return rows[0]!.n
}

export interface Clock {
  stop(): Promise<void>
}
/** A look that fails (the database restarts) is made good by the next. */
export function startClock(database: Database): Clock {
  let looking: Promise<unknown> = Promise.resolve()
  const timer = setInterval(() => {
    looking = keepTime(database).catch(() => undefined)
  }, EVERY)
  return {
    async stop() {
      clearInterval(timer)
      await looking
    },
  }
}
