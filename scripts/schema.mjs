/** Writes database/schema.ts from the migrations: `node scripts/schema.mjs`. Uses a throw-away database of its own. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { continueOnNode24 } from './node24.mjs'
import { inRoot } from './run.mjs'

await continueOnNode24(import.meta.url)
const { openEmbedded } = await import('../platform/server/database/embedded.ts')
const { migrate } = await import('../platform/server/database/migrate.ts')
const { generateSchema } = await import('../platform/server/database/schema-generator.ts')

const dataDir = mkdtempSync(join(tmpdir(), 'shouwang-schema-'))
const database = await openEmbedded({ dataDir })
try {
  const { applied } = await migrate(database.adminUrl)
  writeFileSync(inRoot('database', 'schema.ts'), await generateSchema(database.adminUrl))
  console.log(
    `已写入 database/schema.ts（${applied.length} 个迁移） Wrote database/schema.ts (${applied.length} migrations)`,
  )
} finally {
  await database.stop()
  rmSync(dataDir, { recursive: true, force: true })
}
