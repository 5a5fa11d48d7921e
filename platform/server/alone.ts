/** Long work on one thing is done by one process at a time. */
import type { House } from './room.ts'

/** One at a time for each id, whichever process it runs in, waiting for its turn: the lock goes with its connection. */
export async function alone(house: House, id: string, work: () => Promise<void>): Promise<void> {
  const client = await house.database.pool.connect()
  let broken: Error | undefined
  // Losing this connection loses the lock, not the process.
  const lost = (error: Error): void => {
    broken = error
  }
  client.on('error', lost)
  try {
    await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [id])
    try {
      await work()
    } finally {
      await client.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [id]).catch((error: Error) => {
        broken = error
      })
    }
  } finally {
    client.off('error', lost)
    client.release(broken)
  }
}
