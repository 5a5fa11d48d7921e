/**
 * Work that outlives its request (reading a list, making an export) inside this process: few at a time, waited for at a graceful stop.
 * Its state lies in the room's own tables, so that a room can take up or close what a killed process left (see Room.start).
 */
export interface LongWork {
  /** Starts as soon as one of the places is free; faults go to `failed`. */
  begin(work: () => Promise<void>, failed: (error: unknown) => Promise<void>): void
  running(): number
  /** Resolves when nothing runs any more; nothing new is begun. */
  drain(): Promise<void>
}

export function openLongWork(places: number, onFault: (error: unknown) => void): LongWork {
  const waiting: (() => Promise<void>)[] = []
  const running = new Set<Promise<void>>()
  let draining = false

  function next(): void {
    while (!draining && running.size < places && waiting.length > 0) {
      const done: Promise<void> = waiting.shift()!().finally(() => {
        running.delete(done)
        next()
      })
      running.add(done)
    }
  }

  return {
    begin(work, failed) {
      waiting.push(async () => {
        try {
          await work()
        } catch (error) {
          onFault(error)
          await failed(error).catch(onFault)
        }
      })
      next()
    },
    running: () => running.size + waiting.length,
    async drain() {
      draining = true
      await Promise.allSettled(running)
    },
  }
}
