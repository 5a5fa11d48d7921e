/** Rooms that watch deadlines look twice a minute; the look itself asks the database's clock, whichever processes run, and tells each deadline once. */
const EVERY = 30_000

export interface Clock {
  stop(): Promise<void>
}
/** A look that fails (the database restarts) is made good by the next. */
export function startClock(look: () => Promise<unknown>): Clock {
  let looking: Promise<unknown> = Promise.resolve()
  const timer = setInterval(() => {
    looking = look().catch(() => undefined)
  }, EVERY)
  return {
    async stop() {
      clearInterval(timer)
      await looking
    },
  }
}
