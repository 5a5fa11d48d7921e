/** Tries of strangers, counted by a key of the caller's choosing (`certificate:ADDRESS`), forgotten after minutes. */
import type { Database } from './database/database.ts'

/** Of the last minutes. */
export async function triesOf(database: Database, key: string, minutes: number): Promise<number> {
  const [row] = await database.bare<{ n: number }>('SELECT platform.login_tries($1, $2) AS n', [
    key,
    `${minutes} minutes`,
  ])
  return row?.n ?? 0
}

export async function noteTry(database: Database, key: string, minutes: number): Promise<void> {
  await database.bare('SELECT platform.note_login_try($1, $2)', [key, `${minutes} minutes`])
}
